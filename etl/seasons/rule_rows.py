"""Every season's rules as rows of the tables `rule.*`, in the order of their columns."""

from datetime import date
from pathlib import Path

from etl.calendar_days import working_days
from etl.errors import UserError
from etl.paths import REFERENCE, SEASONS
from etl.seasons.season import Season, seasons

Row = tuple[object, ...]


def season_rows(folder: Path = SEASONS) -> list[Row]:
    """One row a season: rule.season."""
    return [_season(season) for season in seasons(folder)]


def required_publicity_rows(folder: Path = SEASONS) -> list[Row]:
    """One row a season and level: rule.required_publicity."""
    return [
        (season.year, level)
        for season in seasons(folder)
        for level in season.required_publicity.value
    ]


def material_reason_rows(folder: Path = SEASONS) -> list[Row]:
    """One row a reason: rule.material_reason, which knows no season; others are refused."""
    first, *others = seasons(folder)
    for season in others:
        if set(season.material_reasons.value) != set(first.material_reasons.value):
            what = f"{season.year}.toml：material_reasons 与 {first.year}.toml 不同。"
            raise UserError(what, "各年度的材料类退回原因须一致，否则跨年比较不成立。")
    return [(reason,) for reason in first.material_reasons.value]


def calendar_rows(reference: Path = REFERENCE, folder: Path = SEASONS) -> list[Row]:
    """One row a day: rule.calendar, from the first season's January to a year after the last."""
    known = seasons(folder)
    first, last = date(known[0].year, 1, 1), date(known[-1].year + 1, 12, 31)
    return list(working_days(reference).rows(first, last))


def _season(season: Season) -> Row:
    ends = [day for window in season.windows.all for day in (window.starts_on, window.ends_on)]
    return (
        season.year,
        *ends,
        season.year_end.on,
        season.publicity_days.value,
        season.submission_limit.value,
        season.review_wait_days.value,
        season.blacklist_years.value,
    )
