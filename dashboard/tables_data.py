"""The tables of the page 数据质量 as columns and rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, timeliness, weekly
from dashboard.pieces import Cell, Column
from dashboard.pieces_data import word
from dashboard.pieces_findings import file
from dashboard.selection import Selection
from dashboard.sentences_data import office
from dashboard.timeliness import COUNTY_KINDS, Through
from dashboard.weekly import Days, Week
from dashboard.words import capital, mark, say
from etl.contract import wording
from etl.contract.judging import rules
from etl.reference import places

SHOWN = 100
STATES = {"file": "red", "row": "amber", "cell": "amber", "sheet": "quiet"}
WAITS = {
    "orphan": mark("花名册里还没有这个编号"),
    "missing_key": mark("没有编号，按姓名对不上"),
    "ambiguous_link": mark("没有编号，同名不止一人"),
}
FATES = ("read", "loaded", "unchanged", "superseded", "quarantined")

Row = Mapping[str, Any]
Line = list[Cell | str | int | None]
Made = tuple[list[Column], list[Line]]


def short(code: str) -> str:
    """Name an office as briefly as offices do, for the heads of columns."""
    known = {place.code: min(place.variants, key=len) for place in places("counties")}
    full = {place.code: place.name for place in places("counties")}
    if code not in known:
        return say("州", "office") if code else say("不明", "office")
    said = say(full[code])
    return known[code] if said == full[code] else said


def balance(sheets: Sequence[Row]) -> Made:
    """One line a sheet: rows read and what became of them."""
    columns = [
        *(Column(say(each)) for each in (mark("文件"), mark("工作表"), mark("表种"))),
        Column(say("填报日期")),
        *(
            Column(say(each), is_figure=True)
            for each in (mark("读入"), mark("入库"), mark("未变"), mark("被更新"), mark("未计入"))
        ),
        Column(say("核对")),
    ]
    lines: list[Line] = [
        [
            Cell(row["file"], as_found=True),
            Cell(row["sheet"] or formats.NOTHING, as_found=True),
            capital(timeliness.title(row["kind"])),
            _report_day(row),
            *(row[fate] for fate in FATES),
            word(say("相符"), "quiet") if row["adds_up"] else word(say("不符"), "red"),
        ]
        for row in sheets
    ]
    return columns, lines


def _report_day(row: Row) -> str:
    is_received = row["report_date_from"] == "received"
    received = formats.brackets(say("收到日")) if is_received else ""
    return formats.day_full(row["report_date"]) + received


def counties(chosen: Selection) -> list[str]:
    """The counties in sight, in administrative order."""
    return [code for code in chosen.names if code in chosen.scope.counties]


def timely(through: Through, tally: Sequence[Row], stops: Sequence[Row], chosen: Selection) -> Made:
    """One line a county: its kinds' last report days, what it has to mend, whether it can be judged."""
    columns = [
        Column(say("县市")),
        *(Column(timeliness.title(kind)) for kind in COUNTY_KINDS),
        Column(say("要改"), is_figure=True),
        Column(say("能否评价")),
        Column(say("依据")),
    ]
    lines: list[Line] = []
    first_day = stops[0]["day"]
    for code in counties(chosen):
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
                *(Cell("", words=[each]) for each in kinds),
                mends if mine else None,
                Cell("", words=[told.word]),
                capital(told.reason),
            ]
        )
    return columns, lines


def weeks(days: Days, chosen: Selection, stops: Sequence[Row]) -> dict[str, list[Week]]:
    """Each county's weeks from the first window to the end of the year, as of the chosen day."""
    ends = next(stop["day"] for stop in stops if stop["stop"] == "year_end")
    return {
        code: weekly.weeks(days, code, stops[0]["day"], ends, chosen.day)
        for code in counties(chosen)
    }


def tally(counted: Sequence[Row], chosen: Selection) -> tuple[list[Column], list[list[Cell]]]:
    """Rules against offices: how many places are still to be mended; each number opens its list."""
    still = [row for row in counted if row["open"] and row["severity"] != "file"]
    found = {(row["rule"], row["office"]): row["open"] for row in still}
    known = [*chosen.names, *(row["office"] for row in still)]
    offices = [code for code in dict.fromkeys(known) if any(key[1] == code for key in found)]
    several = len(offices) > 1
    columns = [Column(say("问题")), Column(say("结果"))]
    columns += [Column(say("合计"), is_figure=True)] if several else []
    columns += [Column(short(code), is_figure=True) for code in offices]
    lines: list[list[Cell]] = []
    for rule, severity in dict.fromkeys((row["rule"], row["severity"]) for row in still):
        title = rules()[rule].title
        cells = [_opened(found.get((rule, code)), title, code, chosen) for code in offices]
        total = sum(row["open"] for row in still if row["rule"] == rule)
        sums = [_opened(total, title, None, chosen)] if several else []
        outcome = word(say(wording.SEVERITY_WORDS[severity]), STATES[severity])
        lines.append([Cell(say(title)), outcome, *sums, *cells])
    return columns, lines


def _opened(number: int | None, rule: str, code: str | None, chosen: Selection) -> Cell:
    """A number that opens its list: of a county by the filter of the page, else by the sender's."""
    if not number:
        return Cell("")
    where = {} if code is None else {"county": code} if code in chosen.names else {"sender": code}
    if "sender" in where:
        where["sender"] = office(code, chosen.names)
    address = chosen.address("data", rule=say(rule), **where)
    return Cell(formats.number(number), value=None if code is None else number, link=address)


def shown(found: Sequence[Row]) -> Sequence[Row]:
    """As many as a page can hold; refused files stand above, with what to do about them."""
    return [row for row in found[:SHOWN] if row["severity"] != "file"]


def cut_note(found: Sequence[Row]) -> str:
    """Say that the page leaves the rest to the workbook."""
    if len(found) <= SHOWN:
        return ""
    return say("这里只列前 {n} 条，其余见修改清单。", n=SHOWN)


def waiting(waits: Sequence[Row], inferred: Sequence[Row], names: Mapping[str, str]) -> Made:
    """One line a row that waits for its application, then those linked by county and name."""
    titles = (
        mark("县市"),
        mark("表种"),
        mark("申报编号"),
        mark("姓名"),
        mark("状况"),
        mark("文件"),
        mark("位置"),
    )
    told = [(row, WAITS[row["rule"]]) for row in waits]
    told += [(row, mark("推定，已计入")) for row in inferred]
    lines: list[Line] = [
        [
            office(row["office"], names),
            capital(timeliness.title(row["kind"])),
            Cell(row["application_no"] or formats.NOTHING, as_found=True),
            Cell(row["name"] or formats.NOTHING, as_found=True),
            capital(say(state)),
            Cell(file(row), as_found=True),
            capital(say("第{row}行", row=row["row_no"])),
        ]
        for row, state in told
    ]
    return [Column(say(title)) for title in titles], lines
