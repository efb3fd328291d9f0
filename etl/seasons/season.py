"""A season as typed, frozen data: its windows, limits and lists, each with clause and basis."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from etl.contract.model import contract
from etl.errors import UserError
from etl.paths import SEASONS
from etl.seasons.cited import BASIS, Basis, Cited
from etl.seasons.flag_rule import FlagRule

__all__ = ["BASIS", "Basis", "Cited", "Season", "Window", "load_season", "season_of", "seasons"]

TITLES = {
    "applications": "个人申报",
    "online_review": "网上形式审核",
    "paper": "纸质材料受理",
}


class Window(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first and the last day on which a step is open, both included."""

    title: str
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.starts_on > self.ends_on:
            raise ValueError(f"starts_on {self.starts_on} 晚于 ends_on {self.ends_on}")


class YearEnd(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The last day of the season; nothing is carried into the next year."""

    on: date


class Number(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A limit; its unit is in the key."""

    value: Annotated[int, msgspec.Meta(ge=1)]


class Levels(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Levels of publicity, in the order in which a file passes them."""

    value: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        super().__post_init__()
        _only_known(self.value, "publicity_level")


class Reasons(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Reasons for which a return counts towards the limit of submissions."""

    value: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        super().__post_init__()
        _only_known(self.value, "return_reason")


class FlagLife(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Working days for each step from hint to decision, and what a proposal for next year may ask."""

    check_days: Annotated[int, msgspec.Meta(ge=1)]
    notify_days: Annotated[int, msgspec.Meta(ge=1)]
    explain_days: Annotated[int, msgspec.Meta(ge=1)]
    review_days: Annotated[int, msgspec.Meta(ge=1)]
    decide_days: Annotated[int, msgspec.Meta(ge=1)]
    reduction_cap_percent: Annotated[int, msgspec.Meta(ge=1, le=100)]
    reduction_floor: Annotated[int, msgspec.Meta(ge=0)]


class Publication(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a county sees of the other counties: counts of 总览 and 名额 only, or nothing."""

    other_counties: Literal["counts", "none"]


class Windows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """W1, W2 and W3, titled as the register of extensions names them."""

    applications: Window
    online_review: Window
    paper: Window

    def __post_init__(self) -> None:
        for (key, title), window in zip(TITLES.items(), self.all, strict=True):
            if window.title != title:
                raise ValueError(f"{key}：title 应为“{title}”")

    @property
    def all(self) -> tuple[Window, Window, Window]:
        return (self.applications, self.online_review, self.paper)


class Season(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One year's rules; every date in it is of that year (clause 三)."""

    windows: Windows
    year_end: YearEnd
    publicity_days: Number
    required_publicity: Levels
    submission_limit: Number
    material_reasons: Reasons
    review_wait_days: Number
    blacklist_years: Number
    flag_life: FlagLife
    publication: Publication
    originals_kept_months: Number
    flags: Annotated[tuple[FlagRule, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        spans = self.windows.all
        dates = [day for window in spans for day in (window.starts_on, window.ends_on)]
        if {day.year for day in dates} != {self.year}:
            raise ValueError(f"windows 的日期应都在 {self.year} 年内（三：不得跨年度）")
        ends = [window.ends_on for window in spans]
        if ends != sorted(ends) or ends[-1] > self.year_end.on:
            raise ValueError("截止日期应依次为个人申报、网上形式审核、纸质材料受理、year_end")
        versions = [(rule.id, rule.version) for rule in self.flags]
        if len(set(versions)) < len(versions):
            raise ValueError("flags 中同一规则的同一版本写了两次")

    @property
    def year(self) -> int:
        return self.year_end.on.year

    @property
    def first_day(self) -> date:
        """The day on which the first window opens."""
        return min(window.starts_on for window in self.windows.all)

    def holds(self, day: date) -> bool:
        """From the first window's start through the end of the year."""
        return self.first_day <= day <= self.year_end.on


def load_season(year: int, folder: Path = SEASONS) -> Season:
    """Take the rules of one year; a year without a file is refused with the years there are."""
    known = {season.year: season for season in seasons(folder)}
    if year not in known:
        years = "、".join(map(str, known))
        cure = f"已有：{years}。新增年度：复制最近一年的文件，以年度命名，改好日期和依据。"
        raise UserError(f"没有 {year} 年度的规则文件 {year}.toml。", cure)
    return known[year]


@cache
def seasons(folder: Path = SEASONS) -> tuple[Season, ...]:
    """Take every season there is a file for, earliest first."""
    files = [path for path in folder.glob("*.toml") if re.fullmatch(r"\d{4}", path.stem)]
    return tuple(_read(path) for path in sorted(files))


def season_of(day: date, folder: Path = SEASONS) -> Season | None:
    """Find the season whose windows hold the day; a day between two seasons belongs to none."""
    return next((season for season in seasons(folder) if season.holds(day)), None)


def _read(path: Path) -> Season:
    try:
        season = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Season)
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"{path.name}：不合 TOML 写法（{error}）。", "对照上一年度的文件改正。"
        ) from error
    except msgspec.ValidationError as error:
        raise UserError(f"{path.name}：{_told(error)}。", "对照上一年度的文件改正。") from error
    if season.year != int(path.stem):
        what = f"{path.name}：year_end.on 是 {season.year_end.on}，与文件名的年度不符。"
        raise UserError(what, f"把文件里的日期都改到 {path.stem} 年。")
    return season


SAID = {
    r"Object contains unknown field `(.+)`": r"不认识的键 \1",
    r"Object missing required field `(.+)`": r"缺少键 \1",
    r"Expected `(.+), got `(.+)`": r"应为 `\1，实为 `\2`",
    r"Expected `(.+)": r"应为 `\1",
    r"Invalid enum value '(.+)'": r"不认识的值 \1",
}


def _told(error: msgspec.ValidationError) -> str:
    """Put the path inside the file first and the fault after it, in Chinese."""
    fault, _, place = str(error).partition(" - at `$")
    for found, said in SAID.items():
        fault, changed = re.subn(f"^{found}$", said, fault)
        if changed:
            break
    return f"{place.strip('.`')}：{fault}" if place else fault


def _only_known(values: tuple[str, ...], name: str) -> None:
    unknown = [value for value in values if value not in contract().lists[name]]
    if unknown or len(set(values)) < len(values):
        raise ValueError(
            f"{'、'.join(unknown) or '名单'} 不在 contract.toml 的 {name} 名单内或有重复"
        )
