"""Names and other texts that mean something to somebody else: a shell, a database, a page, a spreadsheet."""

# ruff: noqa: E501 (a case a line)

import xlsxwriter

from tests.contract.office_files import xlsx
from tests.hostile.cases import (
    COLUMNS,
    SHEET,
    Case,
    bad,
    cell,
    heads,
    place,
    read,
    row,
    sheet_of,
)  # fmt: skip
from tests.hostile.formats import members

KEPT = {
    "a single quote": "O'Neil", "a double quote": '李"四"', "a semicolon": "李;四", "an end of a statement": "李四');DROP_TABLE_x;--",
    "a comment": "李/*四*/", "a percent": "100%李%s%d", "braces": "{李四}{0}{{}}", "a backslash": "李\\四\\n", "a dollar": "$(李四)`x`$x$",
    "an ampersand": "李&amp;四<b>", "an image": "<img/src=x/onerror=alert(1)>", "a script": "</script><script>alert(1)</script>",
    "a link": "[李](javascript:alert(1))", "a remote picture": "![](http://x/y.png)", "a colour": ":red[李四]", "an emoji code": ":smile:李",
    "an emoji": "李😀四", "four bytes": "李㐱𠮷𫠆", "uyghur": "ئەلى", "a hash": "#李四#", "a pipe": "李|四",
    "a line": "---", "null": "null", "None": "None", "nan": "nan", "true": "TRUE", "a path": "../../etc/passwd", "a url": "http://x/?a=1&b=2",
    "a template": "{{7*7}}${7*7}", "a very long name": "李" * 500,
}  # fmt: skip
SEEN = {
    "a middle dot": ("阿不力孜·买买提", "阿不力孜·买买提"), "a bullet": ("阿不力孜•买买提", "阿不力孜·买买提"), "a katakana dot": ("阿不力孜・买买提", "阿不力孜·买买提"),
    "a hyphenation point": ("阿不力孜‧买买提", "阿不力孜·买买提"), "a half-width dot": ("阿不力孜･买买提", "阿不力孜·买买提"), "a blank within": ("李 四", "李四"),
    "an ideographic blank": ("李\u3000四", "李四"), "a tab": ("李\t四", "李四"), "a line break": ("李\n四", "李四"), "zero width": ("李\u200b四", "李四"),
    "turned around": ("李\u202e四\u202c", "李四"), "an isolate": ("\u2067李四\u2069", "李四"), "a soft hyphen": ("李\u00ad四", "李四"),
    "a no-break blank": ("李\u00a0四", "李四"), "a mark of order": ("\ufeff李四", "李四"), "full width": ("Ａｌｉ", "Ali"), "tags": ("李\U000e0041四", "李四"),
    "a combining sign": ("Nurgu\u0308l", "Nurg\u00fcl"), "a mark without its letter": ("A\u00b4", "\u00c1"), "a paragraph separator": ("李\u2029四", "李四"),
}  # fmt: skip
HIDDEN = {
    "an ID number": "李四650102196703041455", "a mobile": "李四13999012345", "an ID number in groups": "650102 19670304 1455",
    "a mobile behind unseen signs": "139\u200b9901\u200b2345", "a mobile of full width": "１３９９９０１２３４５",
}  # fmt: skip
STARTS = ["=1+1", "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", " =1+1", "\u00a0=1+1", "\t=1+1", "\r=1+1", "'=1+1",
          "x\n=1+1", '=HYPERLINK("http://x","y")', "%0A=1+1"]  # fmt: skip


def typed(formula, result, column="note"):
    """A workbook whose cell is a real formula, with the result that was last computed (or none)."""

    def make(folder, no):
        path = folder / f"{no}.xlsx"
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet(SHEET)
            for at, cells in enumerate(sheet_of(no)):
                for column_no, text in enumerate(cells):
                    sheet.write_string(at, column_no, str(text))
            sheet.write_formula(1, COLUMNS.index(column), formula, None, result)
        return path

    return make


def uncomputed(formula, column="note"):
    """The same without any result, as a program leaves it that does not calculate."""
    make = typed(formula, "", column)

    def again(folder, no):
        def change(found):
            name = "xl/worksheets/sheet1.xml"
            return found | {name: found[name].replace(b"<v></v>", b"")}

        return members(make(folder, no), change)

    return again


def note(name, raw, value):
    return cell(name, "note", raw, value)


def masked(name, raw):
    """Whatever column a number of a person stands in, it is not kept."""

    def make(folder, no):
        return xlsx(folder / f"{no}.xlsx", {SHEET: [heads(), row(no, note=raw)]})

    return Case(f"note:{name}", make, loaded=1, values={"note": HIDDEN_AS[name]})


HIDDEN_AS = {
    "an ID number": "李四已隐去(18 位)", "a mobile": "李四已隐去(11 位)", "an ID number in groups": "已隐去(18 位)",
    "a mobile behind unseen signs": "已隐去(11 位)", "a mobile of full width": "已隐去(11 位)",
}  # fmt: skip


def shown(text):
    """What is left of a text: outer blanks and what nobody sees are gone, controls are one blank."""
    return " ".join(
        text.replace("\r", " ").replace("\n", " ").replace("\t", " ").split(" ")
    ).strip()


EMPTY = (("blank_required_text", place("note")),)
CASES = [
    *(cell(name, "name", raw, raw) for name, raw in KEPT.items()),
    *(cell(name, "name", raw, value) for name, (raw, value) in SEEN.items()),
    *(note(f"text {raw!r}", raw, shown(raw)) for raw in STARTS),
    *(masked(name, raw) for name, raw in HIDDEN.items()),
    cell("a text of 30 000", "note", "字" * 30_000, "字" * 30_000),
    read("a formula with its last result", typed("=1+1", 2), values={"note": "2"}),
    read("a formula with a text", typed('="无"&""', "无"), values={"note": "无"}),
    read("a formula that calls another program", typed("=cmd|'/c calc'!A1", 0), values={"note": "0"}),
    read("a link to another workbook", typed("=[1]Sheet1!A1", "无"), values={"note": "无"}),
    read("a formula without a result", uncomputed("=1+1"), found=EMPTY, values={"note": None}),
    read("an error in an optional cell", typed("=1/0", "#DIV/0!"), found=EMPTY, values={"note": None}),
    read("an error in a required cell", typed("=NA()", "#N/A", "unit"), loaded=0, stopped=1, found=(("missing_required", place("unit")),)),
    read("a reference that is gone, in the key", typed("=A99", "#REF!", "application_no"), loaded=0, stopped=1,
         found=(("missing_key", place("application_no")),)),
    read("a formula that gives the date", typed("=TODAY()", 42295, "current_title_on"), values={"current_title_on": "2015-10-18"}),
    bad("only unseen signs", "name", "\u200b\u202e\u2060", "missing_required", "姓名"),
    bad("only controls", "unit", "\x0b\x0c", "missing_required", "工作单位"),
]  # fmt: skip
