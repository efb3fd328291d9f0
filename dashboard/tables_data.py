"""The tables of the page 数据质量 as columns and rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, timeliness
from dashboard.pieces import Cell, Column, Word
from dashboard.selection import Selection
from dashboard.sentences_data import office
from dashboard.timeliness import COUNTY_KINDS, Through
from etl.contract import wording
from etl.contract.judging import rules
from etl.contract.model import contract
from etl.reference import places

SHOWN = 100
STATES = {"file": "red", "row": "amber", "cell": "amber", "sheet": "quiet"}
WAITS = {
    "orphan": "花名册里还没有这个编号",
    "missing_key": "没有编号，按姓名对不上",
    "ambiguous_link": "没有编号，同名不止一人",
}

Row = Mapping[str, Any]
Line = list[Cell | str | int | None]
BALANCE = [
    Column("文件"),
    Column("工作表"),
    Column("表种"),
    Column("填报日期"),
    *(Column(title, is_figure=True) for title in ("读入", "入库", "未变", "被更新", "未计入")),
    Column("核对"),
]
TIMELINESS = [
    Column("县市"),
    *(Column(contract().kinds[kind].title) for kind in COUNTY_KINDS),
    Column("要改", is_figure=True),
    Column("能否评价"),
    Column("依据"),
]
REFUSED = [Column("文件"), Column("报送单位"), Column("结果"), Column("问题"), Column("怎么办")]
FINDINGS = [
    Column("报送单位"),
    Column("文件"),
    Column("位置"),
    Column("查到的值"),
    Column("问题"),
    Column("怎么改"),
]
WAITING = [
    Column("县市"),
    Column("表种"),
    Column("申报编号"),
    Column("姓名"),
    Column("状况"),
    Column("文件"),
    Column("位置"),
]


def short(code: str) -> str:
    """Name a county as briefly as offices do, for the heads of columns."""
    known = {place.code: min(place.variants, key=len) for place in places("counties")}
    return known.get(code, "州" if code else "不明")


def balance(sheets: Sequence[Row]) -> list[Line]:
    """One line a sheet: rows read and what became of them."""
    return [
        [
            Cell(row["file"], as_found=True),
            Cell(row["sheet"] or formats.NOTHING, as_found=True),
            timeliness.title(row["kind"]),
            _report_day(row),
            *(row[fate] for fate in ("read", "loaded", "unchanged", "superseded", "quarantined")),
            Cell("", words=[Word("相符", "quiet") if row["adds_up"] else Word("不符", "red")]),
        ]
        for row in sheets
    ]


def _report_day(row: Row) -> str:
    received = "（收到日）" if row["report_date_from"] == "received" else ""
    return formats.day_full(row["report_date"]) + received


def timely(
    through: Through, tally: Sequence[Row], stops: Sequence[Row], chosen: Selection
) -> list[Line]:
    """One line a county: its kinds' last report days, what it has to mend, whether it can be judged."""
    lines: list[Line] = []
    first_day = stops[0]["day"]
    for code in (code for code in chosen.names if code in chosen.scope.counties):
        mine = through.get(code, {})
        kinds = [timeliness.loaded(mine.get(kind), chosen.day, first_day) for kind in COUNTY_KINDS]
        told = timeliness.verdict(through, code, stops, chosen.day)
        mends = sum(
            row["open"]
            for row in tally
            if row["office"] == code and row["severity"] in ("row", "cell")
        )
        lines.append(
            [
                chosen.names[code],
                *(Cell("", words=[word]) for word in kinds),
                mends if mine else None,
                Cell("", words=[told.word]),
                told.reason,
            ]
        )
    return lines


def refused(found: Sequence[Row], names: Mapping[str, str]) -> list[Line]:
    """One line a file that was not taken in at all."""
    return [
        [
            Cell(row["file"], as_found=True),
            office(row["office"], names),
            Cell("", words=[Word(wording.SEVERITY_WORDS["file"], "red")]),
            wording.message(row),
            wording.cure(row),
        ]
        for row in found
    ]


def tally(counted: Sequence[Row], chosen: Selection) -> tuple[list[Column], list[Line]]:
    """Rules against offices: how many places are still to be mended; each number opens its list."""
    still = [row for row in counted if row["open"] and row["severity"] != "file"]
    found = {(row["rule"], row["office"]): row["open"] for row in still}
    known = [*chosen.names, *(row["office"] for row in still)]
    offices = [code for code in dict.fromkeys(known) if any(key[1] == code for key in found)]
    several = len(offices) > 1
    columns = [
        Column("问题"),
        Column("结果"),
        *([Column("合计", is_figure=True)] if several else []),
    ]
    columns += [Column(short(code), is_figure=True) for code in offices]
    lines: list[Line] = []
    for rule, severity in dict.fromkeys((row["rule"], row["severity"]) for row in still):
        title = rules()[rule].title
        cells = [_opened(found.get((rule, code)), title, code, chosen) for code in offices]
        total = sum(row["open"] for row in still if row["rule"] == rule)
        sums = [_opened(total, title, None, chosen)] if several else []
        word = Word(wording.SEVERITY_WORDS[severity], STATES[severity])
        lines.append([title, Cell("", words=[word]), *sums, *cells])
    return columns, lines


def _opened(number: int | None, rule: str, code: str | None, chosen: Selection) -> Cell:
    """A number that opens its list; the prefecture's own is found in the list of all."""
    if not number:
        return Cell("")
    if code is not None and code not in chosen.names:
        return Cell(formats.number(number))
    place = {"county": code} if code else {}
    return Cell(formats.number(number), link=chosen.address("data", rule=rule, **place))


def findings(found: Sequence[Row], names: Mapping[str, str]) -> list[Line]:
    """One line a finding: where, what was found, what is wrong, how to mend it.

    Refused files stand above, with what to do about them.
    """
    return [
        [
            office(row["office"], names),
            _file(row),
            wording.place(row) or "整张表",
            Cell(row["value"] or "（空）", as_found=True),
            wording.message(row),
            wording.cure(row),
        ]
        for row in found[:SHOWN]
        if row["severity"] != "file"
    ]


def cut_note(found: Sequence[Row]) -> str:
    """Say that the page leaves the rest to the workbook."""
    return f"这里只列前 {SHOWN} 条，其余见修改清单。" if len(found) > SHOWN else ""


def _file(row: Row) -> Cell:
    return Cell(" · ".join(filter(None, (row["file"], row["sheet"]))), as_found=True)


def waiting(waits: Sequence[Row], inferred: Sequence[Row], names: Mapping[str, str]) -> list[Line]:
    """One line a row that waits for its application, then those linked by county and name."""
    told = [(row, WAITS[row["rule"]]) for row in waits]
    told += [(row, "推定，已计入") for row in inferred]
    return [
        [
            office(row["office"], names),
            timeliness.title(row["kind"]),
            row["application_no"] or formats.NOTHING,
            row["name"] or formats.NOTHING,
            state,
            _file(row),
            f"第{row['row_no']}行",
        ]
        for row, state in told
    ]
