"""Whose rows a question may see. A scope is a required argument of every query, and so of every cache key."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from etl.reference import places

PREFECTURE = "652800"


@dataclass(frozen=True)
class Scope:
    """A role with the counties and series it may see; empty means none, never all.

    Of `published` counties only counts may be seen, and only through `counting`.
    """

    role: str
    counties: frozenset[str]
    series: frozenset[str]
    sees_persons: bool = False
    published: frozenset[str] = frozenset()

    def narrowed(self, county: str | None = None, series: str | None = None) -> "Scope":
        """Keep only one county or series of what is already visible."""
        return replace(
            self,
            counties=self.counties & {county} if county else self.counties,
            series=self.series & {series} if series else self.series,
            published=self.published & {county} if county else self.published,
        )

    def parameters(self) -> dict[str, list[str]]:
        """Give the lists that every query binds as $counties and $series."""
        return {"counties": sorted(self.counties), "series": sorted(self.series)}

    def publishing(self, counties: Collection[str]) -> "Scope":
        """Let counts of these counties be seen, too; nobody who sees nothing sees them."""
        if not self.counties or not self.series:
            return self
        return replace(self, published=frozenset(counties) - self.counties)

    def counting(self) -> "Scope":
        """Widen to what may be counted: published counties join in, and persons stay out."""
        if not self.published:
            return self
        return Scope(self.role, self.counties | self.published, self.series)

    @property
    def sees_all_series(self) -> bool:
        """Tell whether what is judged over all series may be seen."""
        return bool(self.series) and _codes("series") <= self.series


def office() -> Scope:
    """The prefecture's own office, which the command line acts for: everything, with names."""
    return Scope("office", _codes("counties"), _codes("series"), sees_persons=True)


def leader() -> Scope:
    """A prefecture leader: every count and no person."""
    return Scope("leader", _codes("counties"), _codes("series"))


def county_officer(county: str) -> Scope:
    """A county's HR officer: the own county, with names."""
    return Scope("county", frozenset({county}), _codes("series"), sees_persons=True)


def sector_office(series: str) -> Scope:
    """The office of one series: that series in every county, with names."""
    return Scope("sector", _codes("counties"), frozenset({series}), sees_persons=True)


NOBODY = Scope("nobody", frozenset(), frozenset())


def scope_of(role: str, counties: Collection[str] = (), series: Collection[str] = ()) -> Scope:
    """Make the scope of a role; what a role needs and does not have leaves it nothing to see."""
    if role == "office":
        return office()
    if role == "leader":
        return leader()
    if role == "county" and counties:
        known = _codes("counties") & frozenset(counties)
        return replace(county_officer(""), counties=known) if known else _nothing(role)
    if role == "sector" and series:
        known = _codes("series") & frozenset(series)
        return replace(sector_office(""), series=known) if known else _nothing(role)
    return _nothing(role)


def _nothing(role: str) -> Scope:
    return Scope(role, frozenset(), frozenset())


def _codes(kind: str) -> frozenset[str]:
    return frozenset(place.code for place in places(kind))
