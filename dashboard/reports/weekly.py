"""周调度: the prefecture's weekly brief, two pages at most, from what the pages show of the same day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard import formats, headline, sentences_digest, sentences_forecast
from dashboard import raised as raising
from dashboard import sentences_digest_page as around
from dashboard.reports import flag_lines, scopes, weekly_dates, weekly_facts, weekly_tables
from dashboard.reports.chinese import in_chinese
from dashboard.reports.flag_lines import Register
from dashboard.reports.issuer import ISSUER
from dashboard.reports.paper import Block, Origin, Paper, Paragraph, Section
from dashboard.reports.rooms import BRIEF
from dashboard.reports.weekly_facts import Week
from dashboard.reports.weekly_matters import matters
from etl.lifecycle.records import Life
from etl.scope import Scope

TITLE = "“定向评价 定向使用”职称评审工作周调度"


@dataclass(frozen=True)
class Fit:
    """How many dates, flags and matters are told."""

    dates: int
    flags: int
    matters: int


# Each is tried until two pages hold the brief.
FITS = (Fit(8, 4, 14), Fit(6, 3, 12), Fit(4, 2, 10), Fit(3, 1, 8))


@in_chinese
def weekly_paper(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    origin: Origin,
    lives: Mapping[str, Life] | None = None,
) -> Paper:
    """Write the brief of a day; no person is named in it."""
    scopes.require_places(scope)
    week = weekly_facts.read(con, scope, season, day, lives)
    opening = headline.sentence(week.seen)
    return Paper(
        kind="week",
        title=TITLE,
        subtitle=f"{season} 年度　截至 {_long(day)}（{formats.weekday(day)}）",
        addressee="",
        opening=opening,
        sections=tuple(_sections(week, opening)),
        closing="",
        issuer=ISSUER,
        issued_on=day,
        origin=origin,
    )


def _long(day: date) -> str:
    return f"{day.year}年{formats.day(day)}"


def _sections(week: Week, opening: str) -> list[Section]:
    """The parts, dates and flags cut where two pages would not hold them."""
    made: list[Section] = []
    for fit in FITS:
        made = [Section("各县市进度", tuple(_progress(week)))]
        if week.compared:
            made.append(Section("本周变化", tuple(changes(week))))
        made.append(Section("往后的日期", (Paragraph(weekly_dates.dates(week, fit.dates)),)))
        if week.is_under_way:
            made.append(Section("预警", tuple(_flags(week, fit.flags))))
        made.append(Section("需要协调的事项", tuple(_asked(week, fit.matters))))
        blocks = [block for section in made for block in section.blocks]
        if BRIEF.left(blocks, len(made), [opening]) >= 0:
            break
    return made


def changes(week: Week) -> list[Paragraph]:
    """The sentences of 周报 for the same two days, in their order, headed by its headline."""
    if week.compared is None:
        return []
    told = sentences_digest.tell(week.compared)
    made = [Paragraph(around.headline(week.compared, told, ""))]
    made += [
        Paragraph(formats.sentence(line.text), f"{n}．") for n, line in enumerate(told.lines, 1)
    ]
    if told.left_out:
        made.append(Paragraph(f"另有 {told.left_out} 项较轻的变化，见“周报”。"))
    return made


def _progress(week: Week) -> list[Block]:
    if not week.is_under_way:
        return [
            Paragraph(formats.sentence(headline.places_title(week.seen))),
            weekly_tables.allotment(week),
        ]
    told = [
        Paragraph(formats.sentence(sentences_forecast.title(ahead)))
        for each in week.due
        if (ahead := each.ahead.get(None)) and ahead.starts_on <= week.day < ahead.ends_on
    ]
    return [*told, weekly_tables.places(week), weekly_tables.picture(week)]


def _flags(week: Week, most: int) -> list[Block]:
    """What the flags say together, then the gravest one by one."""
    told = week.seen.raised
    if told is None:
        return [Paragraph("预警把各系列一并检验，本范围不列。")]
    if told.is_unjudged:
        return [Paragraph("暂不评价，所需的表还没有载入。")]
    first = raising.sentence(told, week.names)
    lead = formats.sentence(formats.semicolon([first, raising.below(told, week.names)]))
    register = Register(week.lives, week.day, week.season.flag_life, week.calendar)
    found = flag_lines.raised(week.flags)
    made = [Paragraph(lead)]
    made += [
        Paragraph(flag_lines.line(flag, week.names, register), f"{n}．")
        for n, flag in enumerate(found[:most], 1)
    ]
    if len(found) > most:
        made.append(Paragraph(f"另有 {len(found) - most} 项，见“预警”。"))
    return [*made, Paragraph(flag_lines.MEANING)] if found else list(made)


def _asked(week: Week, most: int) -> list[Block]:
    found = matters(week)
    if not found:
        return [Paragraph("没有需要协调的事项。")]
    made: list[Block] = [weekly_tables.matters(found[:most])]
    if len(found) > most:
        made.insert(0, Paragraph(f"共 {len(found)} 项，列前 {most} 项，其余见“总览”和“预警”。"))
    return made
