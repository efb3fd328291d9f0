"""县市周报: a county's week on one sheet: its figures, what to do by when, its flags, its data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import duckdb

from dashboard import formats, sentences_workbench, timeliness, workbench
from dashboard import sentences_workbench_lists as say_lists
from dashboard.reports import county_facts, county_lists, flag_lines, scopes
from dashboard.reports.chinese import in_chinese
from dashboard.reports.county_facts import MILESTONES, CountyWeek
from dashboard.reports.issuer import ISSUER
from dashboard.reports.paper import (
    Block,
    Cell,
    Column,
    Origin,
    Paper,
    Paragraph,
    Row,
    Section,
    Table,
)
from dashboard.reports.rooms import SHEET
from etl.contract.judging import rules
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.queries import Figures, Rate
from etl.scope import Scope

RATES = {
    "usage_before_panel": "占用/下达",
    "online_review": "网审办结/申报",
    "acceptance_rate": "州级通过/推荐",
    "paper": "到件/通过",
    "return_rate": "被退回/已审",
}
ELSEWHERE = {
    "waiting_prefecture": "等州级审核",
    "waiting_panel": "等评审",
    "waiting_result": "等结果公示",
}


CLOSING = "名单的其余部分见“县市工作台”，说明在“预警”办理；数字有出入的，请与州职改办核对。"
SILENT = "花名册还没有报送：没有数不等于没有事。报送并载入后，这里列出要办的件。"


@dataclass(frozen=True)
class Fit:
    """How much is told beside the lists: dates, flags, defects, and characters of what a person wrote."""

    dates: int
    flags: int
    defects: int
    longest: int


# Each is tried until every list has room for a row.
FITS = (
    Fit(6, 3, 4, 24), Fit(4, 2, 3, 16), Fit(4, 1, 2, 12), Fit(3, 1, 1, 10), Fit(3, 1, 0, 8),
    Fit(2, 1, 0, 6), Fit(2, 0, 0, 6),
)  # fmt: skip


@in_chinese
def county_paper(  # noqa: PLR0913 whose, of when, and what is known already
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    origin: Origin,
    county: str,
    lives: Mapping[str, Life] | None = None,
    *,
    flags: Iterable[Flag] | None = None,
) -> Paper:
    """Write a county's page; persons are named only where the scope sees persons."""
    scopes.require_places(scope, county)
    week = county_facts.read(con, scope, season, day, county, lives, flags)
    opening = sentences_workbench.headline(week.desk, week.name)
    return Paper(
        kind="county",
        title=f"{week.name}职称评审周报",
        subtitle=f"“定向评价 定向使用” {season} 年度　截至 {day.year}年{formats.day(day)}"
        f"（{formats.weekday(day)}）",
        addressee=f"{week.name}人力资源和社会保障局：",
        opening=opening,
        sections=_sections(week, opening),
        closing=CLOSING,
        issuer=ISSUER,
        issued_on=day,
        origin=origin,
    )


def _sections(week: CountyWeek, opening: str) -> tuple[Section, ...]:
    """The four parts, the lists cut to the room that the others leave on one sheet."""
    lists: list[Block] = []
    for fit in FITS:
        figures, data, flags = _figures(week), _data(week, fit.defects), _flags(week, fit.flags)
        before, after = _before(week, fit.dates), _after(week)
        room = SHEET.left([*figures, *before, *after, *flags, *data], 4, [opening, CLOSING])
        found = county_lists.listed(week.desk, fit.longest)
        if not found:
            break
        table = partial(county_lists.table, "表2", found)
        lists = [table(county_lists.shared(found, lambda kept: SHEET.table(table(kept)) <= room))]  # noqa: B023
        if SHEET.block(lists[0]) <= room:
            break
    return (
        Section("各系列数字", tuple(figures)),
        Section("本周要办", (*before, *lists, *after)),
        Section("预警和说明", tuple(flags)),
        Section("报送的数据", tuple(data)),
    )


def _figures(week: CountyWeek) -> list[Block]:
    columns = (
        Column("series", "系列", "text", width=6),
        *(Column(key, title, "rate", width=8.5) for key, title in RATES.items()),
    )
    desk = week.desk
    rows = [
        Row(_rates(week, each, each.series_code), desk.county, each.series_code or "")
        for each in desk.series
    ]
    rows.append(Row(_rates(week, desk.total, None), desk.county, is_total=True))
    if week.prefecture:
        rates = {**week.prefecture.rates, **week.prefecture_shares}
        told = [rates[key] if key in week.told_of_all else None for key in RATES]
        rows.append(Row(("全州", *told)))
    return [Table("表1", "本县市各系列与全州", "人", columns, tuple(rows))]


def _rates(week: CountyWeek, each: Figures, series: str | None) -> tuple[Cell, ...]:
    """A line of k/n; of what nobody has sent or allotted a dash."""
    desk = week.desk
    name = desk.names[series] if series else "本县市"
    own: dict[str, Rate] = {**each.rates, **{key: week.shares[key, series] for key in MILESTONES}}
    is_allotted = series in desk.allotted if series else desk.county in desk.allotted
    usage: Cell = own["usage_before_panel"]
    if not (is_allotted and desk.is_reported):
        given = each.counts["allocated"] if is_allotted else None
        taken = each.counts["occupied"] if desk.is_reported else None
        usage = None if given is taken else formats.fraction(taken, given)
    others: list[Cell] = [own[key] if desk.is_reported else None for key in list(RATES)[1:]]
    return (name, usage, *others)


def _before(week: CountyWeek, most: int) -> list[Block]:
    """The dates, and why there is no list where there can be none."""
    made: list[Block] = [Paragraph(_dates(week, most), "日期：")]
    if not week.desk.has_begun:
        return [*made, Paragraph("申报还没有开始。")]
    if not week.desk.is_reported:
        return [*made, Paragraph(SILENT)]
    return made


def _after(week: CountyWeek) -> list[Block]:
    """The lists without a case, and what waits for others than the county."""
    none, counts = county_lists.empty(week.desk), week.desk.total.counts
    told = [f"没有：{formats.listed(none)}。"] if none else []
    waiting = [f"{title} {counts[count]} 件" for count, title in ELSEWHERE.items() if counts[count]]
    if waiting and week.desk.is_reported:
        told.append(f"不用本县市办：{formats.listed(waiting)}。")
    return [Paragraph("".join(told))] if told else []


def _dates(week: CountyWeek, most: int) -> str:
    """The days still to come, each with the working days left."""
    coming = week.desk.events
    if not coming:
        return "本年度已终止，没有要赶的日期。"
    told = [
        f"{formats.day(each.day)}（{formats.weekday(each.day)}）{say_lists.event(week.desk, each)}，"
        + (f"{each.workdays_left} 个工作日" if each.days_left else "就在当天")
        for each in coming[:most]
    ]
    return formats.sentence(formats.semicolon(told))


def _flags(week: CountyWeek, most: int) -> list[Block]:
    if not week.flags:
        return [Paragraph("预警把各系列一并检验，本范围不列。")]
    found = flag_lines.raised(week.flags)
    if not found:
        is_unjudged = all(flag.level == "not_evaluated" for flag in week.flags)
        told = "暂不评价，所需的表还没有载入。" if is_unjudged else "没有“建议核查”或“关注”。"
        return [Paragraph(told)]
    made = [
        Paragraph(flag_lines.line(flag, week.desk.names, week.register), f"{n}．")
        for n, flag in enumerate(found[:most], 1)
    ]
    rest = len(found) - most
    more = f"{'另' if most else ''}有 {rest} 项，见“预警”。" if rest > 0 else ""
    return [*made, Paragraph(more + flag_lines.MEANING)]


def _data(week: CountyWeek, most: int) -> list[Block]:
    """Through when each sheet is loaded, what became of the rows, and what is to be mended."""
    desk = week.desk
    first = workbench.first_report_day(desk)
    loaded = [
        f"{timeliness.title(kind)} {timeliness.loaded(last, desk.day, first).text}"
        for kind, last in workbench.kinds(desk)
    ]
    told = [say_lists.reports_title(desk), f"最近一份填报：{formats.listed(loaded)}"]
    if desk.reports.total["sheets"] and most:
        told.append(say_lists.reports(desk))
    if defects := _defects(week, most):
        told.append(f"要改的：{defects}，逐处见修改清单")
    return [Paragraph("".join(formats.sentence(each) for each in told))]


def _defects(week: CountyWeek, most: int) -> str:
    """What is to be mended by rule, gravest first."""
    still = [
        row for row in week.desk.reports.tally if row["open"] and row["severity"] in ("row", "cell")
    ]
    named = [f"{rules()[row['rule']].title} {row['open']}" for row in still]
    return formats.listed(named, most) if most else ""
