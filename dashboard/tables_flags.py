"""Tables of the page 预警: the rows behind a flag and their workbook, the acts, the register, a trial."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from dashboard import flagged, formats, lists, sentences_acts
from dashboard import sentences_flags as say
from dashboard.flagged import Trial
from dashboard.lists import Made, Row
from dashboard.pieces import Cell, Column
from dashboard.selection import Selection
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.lifecycle.states import RULES
from etl.reference import places
from etl.seasons import BASIS

Names = Mapping[str, str]
Address = Callable[..., str]
WIDTHS = {"计入": 24, "姓名": 12, "单位": 30, "县市": 10, "系列": 12, "文件": 36, "工作表": 16}
MOST = 8


def behind(rows: Sequence[Row], flag: Flag, names: Names) -> Made:
    """The rows of the numerator: who, where, why, since when, and where it stands in the files."""
    shown = [{"name": None, "cause": None, **r} for r in rows if r["count_id"] == flag.evidence[0]]
    columns: list[lists.Ask] = [
        ("原因", lambda row: Cell(row["cause"] or formats.NOTHING, as_found=True)),
        ("自", _since(flag)),
    ]
    return lists.table(shown, names, columns, with_county=False)


def _since(flag: Flag) -> Callable[[Row], str]:
    """Days of several seasons need their years."""
    show = formats.day_full if flag.pooled > 1 else formats.day_short
    return lambda row: show(row["from_day"])


def carried(
    rows: Sequence[Row], flag: Flag, title: str, by: str, counted: Mapping[str, Any]
) -> Made:
    """Which units or causes carry it: k and, for units, n."""
    found = flagged.carried(rows, flag, by)
    top, bottom = (counted[count]["title"] for count in flag.evidence)
    columns = [Column(title), Column(top, is_figure=True)]
    if any(n for _, _, n in found) and by == "unit":
        columns.append(Column(bottom, is_figure=True))
    made: list[list[Any]] = [
        [Cell(name, as_found=True), k, n][: len(columns)] for name, k, n in found[:MOST]
    ]
    if rest := found[MOST:]:
        sums = [sum(each[1] for each in rest), sum(each[2] for each in rest)]
        made.append([f"另 {len(rest)} 个", *sums[: len(columns) - 1]])
    return columns, made


def workbook(
    rows: Sequence[Row], flag: Flag, counted: Mapping[str, Any], chosen: Selection, title: str
) -> bytes:
    """Write both counts' rows; of persons nothing but name and unit, and no formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": chosen.version.built_at})
    page = book.add_worksheet("证据行")
    mark = "示例数据，" if chosen.is_sample else ""
    page.write_string(0, 0, title)
    version = f"{mark}{flag.season} 年度，截至 {flag.day}，数据版本 {chosen.version.short}"
    page.write_string(1, 0, f"{version}，规则 {flag.rule_id} 第 {flag.rule_version} 版")
    has_names = any(row.get("name") for row in rows)
    heads = ["计入", *(["姓名"] if has_names else []), "单位", "县市", "系列", "年度", "原因", "自"]
    heads += ["文件", "工作表", "行", "数"]
    for column, head in enumerate(heads):
        page.write_string(3, column, head)
        page.set_column(column, column, WIDTHS.get(head, 11))
    for line, row in enumerate(rows, start=4):
        for column, value in enumerate(_values(row, counted, chosen.names, has_names=has_names)):
            if isinstance(value, int):
                page.write_number(line, column, value)
            else:
                page.write_string(line, column, value or "")
    page.freeze_panes(4, 0)
    book.close()
    return made.getvalue()


def file_name(flag: Flag, chosen: Selection) -> str:
    return f"{chosen.names[flag.county_code]}_{flag.title}_证据行_{flag.day:%Y%m%d}.xlsx"


def _values(row: Row, counted: Mapping[str, Any], names: Names, *, has_names: bool) -> list[Any]:
    person = [row.get("name")] if has_names else []
    place = [row["unit"], names[row["county_code"]], names[row["series_code"]]]
    source = [row["file"], row["sheet"], row["row_no"], row["weight"]]
    return [
        counted[row["count_id"]]["title"], *person, *place, row["season"], row.get("cause"),
        formats.day_full(row["from_day"]), *source,
    ]  # fmt: skip


def acts(life: Life, names: Names, address: Address) -> Made:
    """Every act of the flag, oldest first, each with a link to what was on the screen then."""
    columns = [Column(title) for title in ("时间", "办理", "谁", "说了什么", "数据版本", "")]
    lines: list[list[Any]] = [
        [
            f"{act.at:%Y-%m-%d %H:%M}",
            RULES[act.step].title,
            act.name,
            Cell(sentences_acts.act_words(act, names), as_found=True),
            act.warehouse_version.split("-")[-1],
            Cell("当时的样子", link=address(act=act.act_no)),
        ]
        for act in life.acts
    ]
    return columns, lines


def register(known: Sequence[Life], titles: Names, names: Names, address: Address) -> Made:
    """Every flag hinted this season, in administrative order."""
    columns = [Column(title) for title in ("县市", "单位", "规则", "判定日", "状态", "最近办理")]
    order = [place.code for place in places("counties")]
    lines: list[list[Any]] = []
    for life in sorted(known, key=lambda each: (order.index(each.id.county_code), each.id.key)):
        pooled = f"（近 {life.id.pooled} 个年度合并）" if life.id.pooled > 1 else ""
        there = address(flag=flagged.life_key(life), day=life.id.decision_day)
        lines.append(
            [
                Cell(names[life.id.county_code], link=there),
                Cell(life.id.unit or formats.NOTHING, as_found=True),
                f"{titles.get(life.id.rule_id, life.id.rule_id)}{pooled}",
                formats.day_full(life.id.decision_day),
                sentences_acts.state(life),
                f"{life.acts[-1].at:%Y-%m-%d}",
            ]
        )
    return columns, lines


def facts(found: Sequence[Fact], names: Names) -> Made:
    """One line a breach with its counties in administrative order."""
    columns = [Column("事实"), Column("条款"), Column("依据"), Column("县市与件数")]
    grouped: dict[str, list[Fact]] = {}
    for fact in found:
        grouped.setdefault(fact.fact_id, []).append(fact)
    lines: list[list[Any]] = []
    for facts_of_one in grouped.values():
        first = facts_of_one[0]
        told = "、".join(say.fact(fact, names) for fact in facts_of_one)
        basis = BASIS["local" if first.basis == "local" else "notice"]
        lines.append([first.title, formats.clause(first.clause), basis, told])
    return columns, lines


def trial(found: Trial, names: Names) -> Made:
    """What would appear, vanish or change."""
    columns = [Column(title) for title in ("县市", "单位", "口径", "现在", "模拟")]
    none = say.LEVELS["none"]
    pairs = [(None, flag) for flag in found.appear] + [(flag, None) for flag in found.vanish]
    lines: list[list[Any]] = []
    for before, after in [*pairs, *found.change]:
        flag = after or before
        if flag is None:
            continue
        pooled = f"近 {flag.pooled} 个年度合并" if flag.pooled > 1 else "本年度"
        words = [say.LEVELS[each.level] if each else none for each in (before, after)]
        cells = [Cell("", words=(word,)) for word in words]
        unit = Cell(flag.unit or formats.NOTHING, as_found=True)
        lines.append([names[flag.county_code], unit, pooled, *cells])
    return columns, lines
