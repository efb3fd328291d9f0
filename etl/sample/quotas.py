"""The places of a season: the first document, a supplement, in some seasons a cut."""

from random import Random

from etl.sample.land import allotment, counties, series_names
from etl.sample.model import Quota
from etl.sample.timetable import Timetable

USUAL_PLACES = 240


def draw_quotas(timetable: Timetable, total: int, rng: Random) -> list[Quota]:
    """Draw the documents; the places of all of them together come to about the total."""
    season = timetable.season
    cells = allotment(rng, max(total - 3, 1))
    document = f"巴职改办〔{season}〕{rng.randint(21, 39)}号"
    first = [
        Quota(
            county.code,
            series,
            cells[county.code, series] + rng.choices((0, 1, 2), (3, 4, 3))[0],
            cells[county.code, series],
            "下达",
            document,
            timetable.applications_open,
        )
        for county in counties()
        for series in series_names()
    ]
    return first + _changes(first, timetable, rng)


def _changes(first: list[Quota], timetable: Timetable, rng: Random) -> list[Quota]:
    """Add to two cells; every other season take one place from a third."""
    large = [quota for quota in first if quota.allocated >= 4]
    if len(large) < 3:
        return []
    more, most, less = rng.sample(large, 3)
    season = timetable.season
    added_on = timetable.plus(timetable.paper_opens, 1)
    added = f"巴职改办〔{season}〕{rng.randint(40, 47)}号"
    changes = [
        Quota(more.county, more.series, 1, 1, "追加", added, added_on),
        Quota(most.county, most.series, 2, 2, "追加", added, added_on),
    ]
    if season % 2:
        cut_on = timetable.plus(added_on, 1)
        document = f"巴职改办〔{season}〕{rng.randint(48, 55)}号"
        changes.append(Quota(less.county, less.series, 1, 1, "调减", document, cut_on))
    return changes
