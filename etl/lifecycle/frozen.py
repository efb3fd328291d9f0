"""A flag with the rows behind it, frozen as it was: figures, evidence without names, and its fingerprint."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

import duckdb
import numpy as np

from etl import evidence
from etl.flags import readiness, tallies
from etl.register_chain import canonical, digest
from etl.scope import office
from etl.seasons import load_season
from etl.warehouse import Version

# What a row is, wherever it stands: the same row sent again in another file changes nothing.
IDENTITY = (
    "season",
    "count_id",
    "case_id",
    "application_no",
    "county_code",
    "series_code",
    "unit",
    "weight",
    "from_day",
)
KEPT = (*IDENTITY, "file", "sheet", "row_no")
UNIT_GRAIN = "unit"


class FlagLike(Protocol):
    """What the life of a flag needs to know of it; all its other fields are frozen unread."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def season(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def rule_id(self) -> str: ...
    @property
    def rule_version(self) -> Any: ...
    @property
    def ground(self) -> str: ...
    @property
    def grain(self) -> str: ...
    @property
    def county_code(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def pooled(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def is_decision_day(self) -> bool: ...
    @property
    def decision_day(self) -> date: ...
    @property
    def evidence(self) -> Sequence[str]:
        """Count ids; the first is the one whose cases speak against the place."""


@dataclass(frozen=True)
class FlagId:
    """What makes a flag the same flag from version to version."""

    season: int
    rule_id: str
    grain: str
    county_code: str
    unit: str
    pooled: int
    decision_day: date

    @property
    def key(self) -> str:
        """The id as the log's subject; it names no person."""
        parts = (*self.ground_key, self.decision_day)
        return "|".join(str(part) for part in parts)

    @property
    def ground_key(self) -> tuple[Any, ...]:
        """The same whatever the decision day: what a withdrawal holds for."""
        return (
            self.season,
            self.rule_id,
            self.grain,
            self.county_code,
            self.unit,
            self.pooled,
        )


def flag_id(flag: FlagLike) -> FlagId:
    return FlagId(
        flag.season,
        flag.rule_id,
        flag.grain,
        flag.county_code,
        flag.unit or "",
        flag.pooled,
        flag.decision_day,
    )


@dataclass(frozen=True)
class Case:
    """A flag as one version shows it, with the rows of its evidence counts."""

    flag: FlagLike
    rows: tuple[dict[str, Any], ...]
    version: Version

    @property
    def id(self) -> FlagId:
        return flag_id(self.flag)

    @property
    def fingerprint(self) -> str:
        """Name the evidence by what its rows are, not by the files they stand in."""
        return digest(sorted(canonical(_plain({k: row[k] for k in IDENTITY})) for row in self.rows))

    @property
    def body(self) -> str:
        """Write flag and rows so that `thaw` gives back exactly what was shown."""
        rows = [{key: row[key] for key in KEPT} for row in self.rows]
        return canonical(_plain({"flag": asdict(self.flag), "rows": rows}))


@dataclass(frozen=True)
class Thawed:
    """A flag's fields and rows as they were; `Flag(**thawed.flag)` makes the flag again."""

    flag: dict[str, Any]
    rows: tuple[dict[str, Any], ...]


def case_of(con: duckdb.DuckDBPyConnection, version: Version, flag: FlagLike) -> Case:
    """Fetch the rows that the flag counts, pooled seasons included; no names are read along."""
    scope = office().narrowed(county=flag.county_code)
    unit = flag.unit if flag.grain == UNIT_GRAIN else None
    count_id = flag.evidence[0]
    rows = [
        {"season": season, "count_id": count_id, **row}
        for season, day in _days(con, flag).items()
        for row in evidence.cases(con, scope, count_id, season, day, unit)
    ]
    kept = [{key: row[key] for key in KEPT} for row in rows]
    kept.sort(key=lambda row: canonical(_plain(row)))
    return Case(flag, tuple(kept), version)


def _days(con: duckdb.DuckDBPyConnection, flag: FlagLike) -> dict[int, date]:
    """Map the seasons that the flag counts to their days: this one as of the flag's, earlier ones whole."""
    ends = tallies.known_seasons(con)
    loaded = [s for s in sorted(ends) if s < flag.season and tallies.loaded_through(con, s)]
    pooled = loaded[-(flag.pooled - 1) :] if flag.pooled > 1 else []
    rule = next((r for r in load_season(flag.season).flags if r.id == flag.rule_id), None)
    whole = [
        season
        for season in pooled
        if rule is None or readiness.whole_counties(con, rule, season, [flag.county_code])
    ]
    return {**{season: ends[season] for season in whole}, flag.season: flag.day}


def thaw(body: str) -> Thawed:
    """Read a frozen body back, dates as dates and lists as tuples."""
    read = _revived(json.loads(body))
    return Thawed(read["flag"], read["rows"])


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


def _revived(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"date"}:
            return date.fromisoformat(value["date"])
        return {key: _revived(each) for key, each in value.items()}
    if isinstance(value, list):
        return tuple(_revived(each) for each in value)
    return value
