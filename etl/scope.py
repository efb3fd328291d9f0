"""Whose rows a question may see. A scope is a required argument of every query, and so of every cache key."""

from dataclasses import dataclass

from etl.reference import places

PREFECTURE = "652800"


@dataclass(frozen=True)
class Scope:
    """A role with the counties and series it may see; empty means none, never all."""

    role: str
    counties: frozenset[str]
    series: frozenset[str]
    sees_persons: bool = False

    def narrowed(self, county: str | None = None, series: str | None = None) -> "Scope":
        """Keep only one county or series of what is already visible."""
        return Scope(
            self.role,
            self.counties & {county} if county else self.counties,
            self.series & {series} if series else self.series,
            self.sees_persons,
        )

    def parameters(self) -> dict[str, list[str]]:
        """Give the lists that every query binds as $counties and $series."""
        return {"counties": sorted(self.counties), "series": sorted(self.series)}


def office() -> Scope:
    """The prefecture's own office, which the command line acts for: everything, with names."""
    return Scope("office", _codes("counties"), _codes("series"), sees_persons=True)


def leader() -> Scope:
    """A prefecture leader: every count and no person."""
    return Scope("leader", _codes("counties"), _codes("series"))


def county_officer(county: str) -> Scope:
    """A county's HR officer: the own county, with names."""
    return Scope("county", frozenset({county}), _codes("series"), sees_persons=True)


NOBODY = Scope("nobody", frozenset(), frozenset())


def _codes(kind: str) -> frozenset[str]:
    return frozenset(place.code for place in places(kind))
