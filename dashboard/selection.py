"""What a page is asked to show, and the address that asks for the same again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from dashboard import formats
from dashboard.words import CHINESE, language, mark, say
from etl.scope import Scope
from etl.warehouse import Version

WEEK = timedelta(days=7)
WHOLE_PREFECTURE, ALL_SERIES = mark("全州"), mark("全部系列")


@dataclass(frozen=True)
class SeasonSpan:
    """A season as the filters offer it: the days one may look at, and the day shown unasked."""

    year: int
    first: date
    last: date
    through: date | None

    @property
    def default_day(self) -> date:
        """The last report day; the clock of the machine never decides what is shown."""
        return min(self.through, self.last) if self.through else self.first


@dataclass(frozen=True)
class Selection:
    """One version, season, day and place. `scope` is narrowed by the filters, `whole` is not."""

    version: Version
    season: int
    day: date
    county: str | None
    series: str | None
    scope: Scope
    whole: Scope
    span: SeasonSpan
    is_sample: bool
    is_current: bool
    rules_version: str
    names: Mapping[str, str] = field(repr=False)

    @property
    def is_past_day(self) -> bool:
        """Tell whether later reports than the chosen day are loaded."""
        return self.span.through is not None and self.day < self.span.default_day

    @property
    def place(self) -> str:
        """The chosen county, else the whole prefecture, in words."""
        return self.names[self.county] if self.county else say(WHOLE_PREFECTURE)

    @property
    def own_county(self) -> str | None:
        """The chosen county, else the only one whose cases may be seen: whose the lists are."""
        only = [*self.whole.counties] if len(self.whole.counties) == 1 else [None]
        return self.county or only[0]

    def address(self, page: str = "", **changed: Any) -> str:
        """Build a link to a page with this selection; `county=None` and the like widen it."""
        asked: dict[str, Any] = {"season": self.season, "day": self.day, "county": self.county}
        asked |= {"series": self.series} | changed
        if asked["county"] not in (None, *self.whole.counties):
            asked["county"] = None  # its counts stand among all, and there is no more to see
        for place in ("county", "series"):
            asked[place] = self.names.get(asked[place] or "")
        if self.whole.published and not asked["county"]:
            asked["county"] = say(WHOLE_PREFECTURE)
        if asked["day"] == self.span.default_day:
            asked["day"] = None
        asked["v"] = asked.get("v", self.version.short)
        asked["lang"] = language() if language() != CHINESE else None
        return f"/{page}?" + urlencode({key: value for key, value in asked.items() if value})


def span_of(row: Mapping[str, Any]) -> SeasonSpan:
    """Read a row of `rule.season` with the last report day: from a week before the first window."""
    first = min(row["w1_starts"], row["w2_starts"]) - WEEK
    last = max(filter(None, (row["last_report_on"], row["year_end"])))
    return SeasonSpan(row["season"], first, last, row["last_report_on"])


def unknown_values(
    asked: Mapping[str, str], spans: list[SeasonSpan], counties: list[str], series: list[str]
) -> list[str]:
    """Tell in words what an address asks for that is not offered here; the first of a kind then shows."""
    told = []
    span = {f"{each.year}": each for each in spans}.get(asked.get("season", f"{spans[0].year}"))
    if span is None:
        span = spans[0]
        told.append(
            say(
                "没有 {asked} 年度的数据，现显示 {year} 年度",
                asked=asked["season"],
                year=span.year,
            )
        )
    if asked.get("county", counties[0]) not in [say(WHOLE_PREFECTURE), *counties]:
        shown = counties[0]
        told.append(say("没有县市“{asked}”，现显示{shown}", asked=asked["county"], shown=shown))
    if asked.get("series", series[0]) not in [say(ALL_SERIES), *series]:
        told.append(say("没有系列“{asked}”，现显示{shown}", asked=asked["series"], shown=series[0]))
    if "day" in asked and not is_day_of(asked["day"], span):
        told.append(
            say(
                "“{asked}”不是 {year} 年度可看的日期（{first} 至 {last}），现显示 {shown}",
                asked=asked["day"],
                year=span.year,
                first=formats.day_full(span.first),
                last=formats.day_full(span.last),
                shown=formats.day_full(span.default_day),
            )
        )
    return told


def is_day_of(text: str, span: SeasonSpan) -> bool:
    """Tell whether a text is a day that one may look at in a season."""
    try:
        return span.first <= date.fromisoformat(text) <= span.last
    except ValueError:
        return False
