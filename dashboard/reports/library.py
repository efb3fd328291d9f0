"""Every kind of paper by its name: what the command line, the page and a snapshot all ask for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import duckdb

from dashboard.queries import names
from dashboard.reports.chinese import in_chinese
from dashboard.reports.origin import origin
from dashboard.reports.paper import Origin, Paper
from dashboard.reports.year_end_seen import Against
from etl.flags.judge import flags_at
from etl.lifecycle.frozen import Thawed
from etl.lifecycle.records import FlagAct, Life
from etl.reference import places
from etl.scope import Scope


@dataclass(frozen=True)
class Wish:
    """Whose papers of which day; `lives` are the acts on flags by then, `seal` a snapshot's.

    `frozen` shows what an act was recorded on; without it there are no letters on record. `against` is the
    earlier version whose figures the year-end report compares for corrections.
    """

    con: duckdb.DuckDBPyConnection
    scope: Scope
    season: int
    day: date
    lives: Mapping[str, Life] = field(default_factory=dict)
    seal: str = ""
    frozen: Callable[[FlagAct], Thawed] | None = None
    against: Against | None = None

    @property
    def origin(self) -> Origin:
        return origin(self.con, self.season, self.day, self.seal)


Papers = Iterator[tuple[str, Paper]]  # by the name of the file, without its ending


def year_end_papers(wish: Wish) -> Papers:
    """年终通报, one for the whole scope."""
    from dashboard.reports.year_end import year_end

    asked = (wish.con, wish.scope, wish.season, wish.day)
    made = year_end(*asked, wish.origin, wish.lives, wish.against)
    yield f"{wish.season}年度年终通报_{wish.day:%Y%m%d}", made


def weekly_papers(wish: Wish) -> Papers:
    """周调度, one for the whole scope."""
    from dashboard.reports.weekly import weekly_paper

    made = weekly_paper(wish.con, wish.scope, wish.season, wish.day, wish.origin, wish.lives)
    yield f"周调度_{wish.day:%Y%m%d}", made


def county_papers(wish: Wish) -> Papers:
    """县市周报, one for each county of the scope, in administrative order."""
    from dashboard.reports.county_paper import county_paper
    from dashboard.reports.scopes import with_others

    scope = with_others(wish.scope, wish.season)
    known = names(wish.con)
    flags = flags_at(wish.con, wish.scope, wish.season, wish.day)
    for place in places("counties"):
        if place.code in wish.scope.counties:
            asked = (wish.con, scope, wish.season, wish.day, wish.origin, place.code)
            made = county_paper(*asked, wish.lives, flags=flags)
            yield f"{known[place.code]}_周报_{wish.day:%Y%m%d}", made


def notice_papers(wish: Wish) -> Papers:
    """告知书: those on record, drafts of what is raised on its day, and every breach, in the scope."""
    from dashboard.reports.notices import Asked, notices

    asked = (wish.con, wish.scope, wish.season, wish.day, wish.origin, wish.lives, wish.frozen)
    yield from notices(Asked(*asked))


KINDS: Mapping[str, tuple[str, Callable[[Wish], Papers]]] = MappingProxyType(
    {
        "year-end": ("年终通报", year_end_papers),
        "week": ("周调度", weekly_papers),
        "county": ("县市周报", county_papers),
        "notice": ("告知书", notice_papers),
    }
)


@in_chinese
def papers(kind: str, wish: Wish) -> dict[str, Paper]:
    """Write all papers of a kind, by file name. Raises UserError where there is nothing to see."""
    return dict(KINDS[kind][1](wish))
