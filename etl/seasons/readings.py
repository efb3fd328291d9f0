"""Readings that the notice leaves open, as data: the present one with a season's values, and the other."""

import tomllib
from functools import cache

import msgspec

from etl.catalog import counts
from etl.paths import SEASONS
from etl.seasons.clauses import clauses
from etl.seasons.season import Season
from etl.told import Told, listed, told


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An open question; turned by a season's `setting`, or held by the definition of a `count`."""

    question: str
    present: str
    other: str
    clause: str
    setting: str = ""
    count: str = ""

    def __post_init__(self) -> None:
        if self.clause not in clauses():
            raise ValueError(f"clauses.toml 里没有条款“{self.clause}”")
        if bool(self.setting) == bool(self.count):
            raise ValueError(f"“{self.question}”：setting 和 count 写一个")
        if self.setting and self.setting not in Season.__struct_fields__:
            raise ValueError(f"年度规则里没有“{self.setting}”")
        if self.count and self.count not in {count.id for count in counts()}:
            raise ValueError(f"没有计数“{self.count}”")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    readings: tuple[Reading, ...]


@cache
def readings() -> tuple[Reading, ...]:
    """Every open reading, in the notice's order."""
    text = (SEASONS / "readings.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _File).readings


def present(reading: Reading, season: Season) -> Told:
    """Tell how a season takes it."""
    return told(
        reading.present,
        required_publicity=listed(season.required_publicity.value),
        publicity_days=season.publicity_days.value,
        review_wait_days=season.review_wait_days.value,
        blacklist_years=season.blacklist_years.value,
        material_reasons=listed(season.material_reasons.value),
        submission_limit=season.submission_limit.value,
        reduction_cap_percent=season.flag_life.reduction_cap_percent,
        reduction_floor=season.flag_life.reduction_floor,
    )
