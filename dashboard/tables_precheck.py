"""The tables of the page 报送预检 as columns and rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, pieces_data, pieces_findings, precheck, timeliness
from dashboard.pieces import Cell, Column, Word, found, tag, text, words
from dashboard.words import capital, say
from etl.contract import wording
from etl.inbox import HandedIn, sender_name
from etl.precheck.check import Checked, Row

SHOWN = 100
STATES = {"file": "red", "row": "amber", "cell": "blue", "sheet": "quiet"}
GRAVEST_FIRST = ("file", "row", "cell", "sheet")
FATES = ("rows_read", "loaded", "unchanged", "superseded", "quarantined")

Line = list[Cell | str | int | None]


def balance(checked: Checked) -> str:
    """The rows read as the sum of what would become of them."""
    total: dict[str, Any] = {fate: checked.total(fate) for fate in FATES[1:]}
    total["read"] = checked.total("rows_read")
    total["adds_up"] = total["read"] == sum(total[fate] for fate in FATES[1:])
    return pieces_data.balance(total)


def sheets(checked: Checked) -> str:
    """One line a sheet that was recognised."""
    columns = [
        Column(say("工作表")),
        Column(say("表种")),
        Column(say("县市")),
        Column(say("年度")),
        Column(say("填报日期")),
        *(
            Column(title, is_figure=True)
            for title in (say("读入"), say("入库"), say("未变"), say("被更新"), say("未计入"))
        ),
        Column(say("不采用的格"), is_figure=True),
        Column(say("提醒"), is_figure=True),
    ]
    lines: list[Line] = [
        [
            Cell(sheet["sheet"] or formats.NOTHING, as_found=True),
            capital(timeliness.title(sheet["kind"])),
            _counties(checked, sheet),
            formats.listed([f"{year}" for year in sheet["seasons"]]) or formats.NOTHING,
            _report_day(sheet),
            *(sheet[fate] for fate in FATES),
            _met(checked, sheet, "cell"),
            _met(checked, sheet, "sheet"),
        ]
        for sheet in checked.sheets
    ]
    return pieces_data.words_table(columns, lines, say("每张表的行数去向"), "prechecked")


def _counties(checked: Checked, sheet: Row) -> str:
    codes = [
        row["county_code"]
        for row in checked.counties
        if row["sheet_no"] == sheet["sheet_no"] and not row["is_held"]
    ]
    named = [say(sender_name(code)) for code in codes or filter(None, [sheet["office"]])]
    return formats.listed(named, most=2) or formats.NOTHING


def _report_day(sheet: Row) -> str:
    today = formats.brackets(say("收到日")) if sheet["report_date_from"] == "received" else ""
    return formats.day_full(sheet["report_date"]) + today


def _met(checked: Checked, sheet: Row, severity: str) -> int:
    return sum(
        row["severity"] == severity and row["sheet_no"] == sheet["sheet_no"]
        for row in checked.findings
    )


def findings(checked: Checked) -> str:
    """One line a finding, the gravest first: where, what was found, what is wrong, how to mend it."""
    heads = [say("结果"), say("位置"), say("查到的值"), say("问题"), say("怎么改")]
    ordered = sorted(checked.findings, key=lambda row: GRAVEST_FIRST.index(row["severity"]))
    lines = [
        (
            words([_outcome(row["severity"])]),
            _place(row),
            _value(row),
            pieces_findings.message(row),
            pieces_findings.cure(row),
        )
        for row in ordered[:SHOWN]
    ]
    return pieces_data.worded(heads, lines, say("要改的地方"), "faults")


def _outcome(severity: str) -> Word:
    return Word(capital(say(wording.SEVERITY_WORDS[severity])), STATES[severity])


def _value(row: Row) -> str:
    if row["severity"] == "file":
        return ""
    return found(row["value"]) if row["value"] else text(say("（空）"))


def _place(row: Row) -> str:
    """Sheet, row and cell."""
    place = say(wording.place(row)) or (say("整张表") if row["sheet"] else say("整份文件"))
    sheet = [found(row["sheet"])] if row["sheet"] else []
    return " · ".join([*sheet, text(capital(place))])


def cut_note(checked: Checked) -> str:
    """Say that the page leaves the rest to the marked workbook."""
    if len(checked.findings) <= SHOWN:
        return ""
    return say("这里只列前 {n} 条，其余在标好的文件里。", n=SHOWN)


def handed_in(records: Sequence[HandedIn], landed: Mapping[str, Any]) -> str:
    """Earlier hand-ins, the newest first, and whether a load has taken them in."""
    columns = [
        Column(say("报送时间")),
        Column(say("文件")),
        Column(say("行数"), is_figure=True),
        Column(say("经办账号")),
        Column(say("状态")),
        Column(say("校验")),
    ]
    lines: list[Line] = [
        [
            precheck.moment(record)[:16],
            Cell(record.name, as_found=True),
            record.rows,
            Cell(record.account, as_found=True),
            Cell("", words=[_state(record, landed)]),
            record.sha256[:8],
        ]
        for record in records[:SHOWN]
    ]
    return pieces_data.words_table(columns, lines, say("从这里报送过的文件"), "handed")


def _state(record: HandedIn, landed: Mapping[str, Any]) -> Word:
    if record.sha256 in landed:
        return Word(capital(say("已载入")), "quiet")
    return Word(capital(say("等待载入")), "blue")


def reasons(checked: Checked) -> str:
    """What stands against handing in, one line each."""
    names = {sheet["sheet"] for sheet in checked.sheets if sheet["sheet"]}
    lines = [tag("li", _quoting(capital(each), names)) for each in precheck.reasons(checked)]
    return tag("ul", *lines, class_="lines") if lines else ""


def _quoting(sentence: str, names: set[str]) -> str:
    """Show a sentence with the sheet that it names letter by letter."""
    for name in names:
        before, quoted, after = sentence.partition(formats.quoted(name))
        if quoted:
            return text(before) + formats.quoted(found(name)) + text(after)
    return text(sentence)


def receipt(record: HandedIn) -> str:
    """The receipt as a list of names and values; what was found or made letter by letter stays so."""
    lines = [
        part
        for title, value in precheck.receipt(record)
        for part in (
            tag("dt", text(capital(title))),
            tag("dd", (found if _is_letters(value, record) else text)(value)),
        )
    ]
    return tag("dl", *lines, class_="explained receipt", role="status")


def _is_letters(value: str, record: HandedIn) -> bool:
    return record.name in value or value in (record.sha256, record.account)


def file_line(checked: Checked) -> str:
    """Which file is told of, and its mark."""
    sender = say("{sender}报送", sender=say(sender_name(checked.sender)))
    seal = say("校验 {hash}", hash=checked.sha256[:8])
    dot = tag("span", " · ", class_="dot")
    told = dot.join([tag("b", found(checked.name)), text(capital(sender)), text(capital(seal))])
    return tag("p", told, class_="caption")
