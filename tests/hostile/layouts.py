"""Sheets as offices lay them out: titles, headers, totals, notes, hidden things."""

# ruff: noqa: E501 (a case a line)

import xlsxwriter

from tests.contract.office_files import xlsx
from tests.hostile.cases import COLUMNS, SHEET, book, heads, read, refused, row, sheet_of

TITLE = ["库尔勒市2022年定向评价申报人员花名册"]


def sheets(build, **options):
    """Make a workbook of the sheets that `build` gives for a number."""
    return lambda folder, no: xlsx(folder / f"{no}.xlsx", build(no), **options)


def one(build, **options):
    return sheets(lambda no: {SHEET: build(no)}, **options)


def two(no):
    return [heads(), row(no), row(no + "2", name="王五")]


def headed(change):
    """One row under changed headers."""
    return one(lambda no: [change(heads()), row(no)])


def replaced(header, by):
    return headed(lambda found: [by if each == header else each for each in found])


def written(look):
    """A workbook that `look` lays out by hand; gets the book, the sheet and the rows."""

    def make(folder, no):
        path = folder / f"{no}.xlsx"
        with xlsxwriter.Workbook(path) as made:
            look(made, made.add_worksheet(SHEET), two(no))
        return path

    return make


def put(sheet, rows, top=0):
    for at, cells in enumerate(rows, start=top):
        sheet.write_row(at, 0, cells)


def merged_title(made, sheet, rows):
    sheet.merge_range(0, 0, 0, 15, TITLE[0], made.add_format())
    put(sheet, rows, 1)


def hidden_row(_, sheet, rows):
    put(sheet, rows)
    sheet.set_row(2, None, None, {"hidden": True})


def hidden_column(_, sheet, rows):
    put(sheet, rows)
    sheet.set_column(5, 5, None, None, {"hidden": True})


def filtered(_, sheet, rows):
    put(sheet, rows)
    sheet.autofilter(0, 0, 2, 15)
    sheet.filter_column("F", "姓名 == 李四")
    sheet.set_row(2, None, None, {"hidden": True})


def county_merged_down(made, sheet, rows):
    put(sheet, rows)
    sheet.merge_range(1, 1, 2, 1, "库尔勒市", made.add_format())


def very_hidden(made, sheet, rows):
    put(sheet, rows)
    old = made.add_worksheet("旧表")
    put(old, rows)
    old.very_hidden()


def grouped(no):
    """A header of two rows: groups above, the columns' own names below them or not."""
    upper = ["申报编号", "县(市)", "所在单位情况", "", "", "个人情况", "", *heads()[7:]]
    lower = ["", "", *heads()[2:5], *heads()[5:7], *[""] * 9]
    return [upper, lower, row(no)]


def numbered(no):
    return [["序号", *heads()], [1, *row(no)], [2, *row(no + "2", name="王五")]]


def total(count):
    return one(lambda no: [*two(no), ["合计", f"{count}人"]])


def notes_below(no):
    return [*two(no), ["注：本表一式三份"], ["请勿涂改"], ["填表人：李四", "", "审核人：王五"]]


def reviews(no):
    header = ["申报编号", "县(市)", "姓名", "提交次数", "审核层级", "审核结论", "审核时间"]
    return [header, [no, "库尔勒市", "李四", 1, "县级审核", "通过", "2022-11-25 10:45"]]


def moved(header, at):
    """A column elsewhere, with its values."""

    def build(no):
        order = [each for each in heads() if each != header]
        order.insert(at, header)
        values = dict(zip(heads(), row(no), strict=True))
        return [order, [values[each] for each in order]]

    return one(build)


def doubled(no):
    return [[*heads(), "姓名"], [*row(no), "另一人"]]


BOTH = {"loaded": 2}
CASES = [
    read("a merged title above", written(merged_title), **BOTH),
    read("three rows above the header", one(lambda no: [TITLE, ["填报单位：库尔勒市", "", "填报日期：2022-11-25"], [], *two(no)]), **BOTH),
    read("the header in the tenth row", one(lambda no: [*[[]] * 9, *two(no)]), **BOTH),
    read("a header of two rows", one(grouped)),
    read("a column of numbers", one(numbered), **BOTH),
    read("blanks and line breaks in headers", headed(lambda h: [" 　\n".join(each) for each in h])),
    read("full-width headers", replaced("县(市)", "县（市）")),
    read("headers with a star", headed(lambda h: [f"*{each}" for each in h])),
    read("a header as offices vary it", replaced("工作单位", "所在单位")),
    read("columns in another order", moved("首次提交时间", 0)),
    read("a number column at the very end", moved("申报编号", 15)),
    read("a header printed again further down", one(lambda no: [*two(no)[:2], heads(), two(no)[2]]), **BOTH),
    read("blank rows between the rows", one(lambda no: [*two(no)[:2], [], [], two(no)[2]]), **BOTH),
    read("a blank column between", one(lambda no: [[*each[:3], None, *each[3:]] for each in two(no)]), **BOTH),
    read("a blank column at the left", one(lambda no: [[None, *each] for each in two(no)]), **BOTH),
    read("a total that fits", total(2), **BOTH),
    read("a total that does not fit", total(3), **BOTH, found=(("total_mismatch", "B4"),), words=("合计行写 “3”", "2")),
    read("notes and signatures below", one(notes_below), **BOTH),
    read("a hidden row", written(hidden_row), **BOTH),
    read("a hidden column", written(hidden_column), **BOTH),
    read("an active filter", written(filtered), **BOTH),
    read("a county merged down", written(county_merged_down), **BOTH),
    read("a hidden sheet beside", sheets(lambda no: {SHEET: two(no), "旧表": two(no)}, hidden={"旧表"}), **BOTH,
         found=(("hidden_sheet", ""),)),
    read("a very hidden sheet beside", written(very_hidden), **BOTH, found=(("hidden_sheet", ""),)),
    read("an unknown column", one(lambda no: [[*each, "是"] if n else [*each, "党员"] for n, each in enumerate(sheet_of(no))]),
         found=(("unknown_column", "Q1"),), words=("党员",)),
    read("a column without a header", one(lambda no: [heads(), [*row(no), "是"]]), found=(("unknown_column", "Q2"),)),
    read("a header twice", one(doubled), found=(("unknown_column", "Q1"),), values={"name": "李四"}),
    read("two kinds in one book", sheets(lambda no: {SHEET: two(no), "审核": reviews(no)}), loaded=3),
    read("two kinds of one kind in one book", sheets(lambda no: {"一": sheet_of(no), "二": sheet_of(no + "2", name="王五")}), **BOTH),
    read("an empty sheet beside", sheets(lambda no: {"Sheet1": [], SHEET: two(no)}), **BOTH),
    read("a sheet of something else beside", sheets(lambda no: {SHEET: two(no), "通讯录": [["姓名", "电话"], ["李四", "1"]]}), **BOTH,
         found=(("no_known_sheet", "第1行"),)),
    read("a sheet's name of signs", sheets(lambda no: {"花'&<名>\"册": two(no)}), **BOTH),
    read("the same row twice", one(lambda no: [heads(), row(no), row(no)]), unchanged=1),
    read("the same number, other words", one(lambda no: [heads(), row(no), row(no, name="王五")]), stopped=1,
         found=(("conflict", "A3"),), values={"name": "李四"}),
    refused("the header in the eleventh row", one(lambda no: [*[["x"]] * 10, *two(no)]), "no_known_sheet", "前十行"),
    refused("no header at all", one(lambda no: [row(no)]), "no_known_sheet", "前十行"),
    refused("an identifying header missing", replaced("首次提交时间", "时间"), "no_known_sheet", "最接近", "首次提交时间", SHEET),
    refused("only a hidden sheet", sheets(lambda no: {"Sheet1": [], SHEET: two(no)}, hidden={SHEET}), "no_rows", "可见的工作表"),
    refused("only a header and a total", one(lambda _: [heads(), ["合计", 0]]), "no_rows", "只有表头"),
    refused("only a header and numbers of rows", one(lambda _: [["序号", *heads()], *[[n] for n in range(1, 9)]]), "no_rows", "只有表头"),
    refused("only blanks", book(lambda _: [[" "] * len(COLUMNS)] * 3), "no_rows", "没有任何内容"),
    refused("sheets on their side", one(lambda no: [list(each) for each in zip(heads(), row(no), strict=True)]), "no_known_sheet", "前十行"),
]  # fmt: skip
