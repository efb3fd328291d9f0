"""Bad files are refused one by one, each with a rule and words; the process lives and the rest loads."""

import pytest

from etl.paths import REFERENCE
from etl.reading.child import Request
from etl.reading.children import Child
from etl.reading.landing import Receipt
from etl.reading.parsing import parse_files
from tests.contract import hostile, impostors
from tests.contract.office_files import GOOD, text_table, xlsx

CASES = {
    hostile.killed_in_the_middle: ("unreadable", "没有传完"),
    impostors.text_table_killed_in_the_middle: ("unreadable", "截断"),
    hostile.with_a_password: ("password", "取消密码"),
    hostile.old_workbook_with_a_password: ("password", "取消密码"),
    hostile.archive_with_a_password: ("password", "取消密码"),
    hostile.open_document_with_a_password: ("password", "取消密码"),
    impostors.web_page_named_xls: ("not_a_spreadsheet", "另存为 .xlsx"),
    hostile.two_corners: ("too_large", "XFD 列"),
    hostile.stray_mark_at_the_right_edge: ("too_large", "XFD 列"),
    hostile.old_workbook_with_a_far_cell: ("too_large", "IV 列"),
    hostile.old_workbook_that_lies_about_its_size: ("too_large", "内存"),
    hostile.a_million_repeated_cells: ("too_large", "1,000,002 行"),
    hostile.binary_workbook_with_a_far_cell: ("too_large", "列"),
    impostors.empty_file: ("unreadable", "0 字节"),
    hostile.empty_sheet: ("no_rows", "没有任何内容"),
    hostile.header_without_rows: ("no_rows", "只有表头"),
    hostile.only_a_hidden_sheet_filled: ("no_rows", "可见的工作表"),
    hostile.none_of_the_kinds: ("no_known_sheet", "“通讯录”"),
    hostile.cell_of_50_megabytes: ("too_large", "32,767"),
    impostors.text_cell_of_50_megabytes: ("too_large", "32,767"),
    impostors.quote_that_never_closes: ("unreadable", "引号"),
    hostile.bomb_of_strings: ("too_large", "4,095 MB"),
    hostile.archive_that_plays_down_its_size: ("unreadable", "损坏"),
    hostile.rectangle_that_eats_all_memory: ("too_large", "内存"),
    hostile.rectangle_that_fits_the_address_space_only: ("too_large", "内存"),
    hostile.words_that_multiply: ("unreadable", "损坏"),
    hostile.too_many_members: ("too_large", "1,000"),
    hostile.row_300001: ("too_large", "300,001 行"),
    impostors.text_row_300001: ("too_large", "300,001 行"),
    impostors.text_column_201: ("too_large", "GS 列"),
    hostile.column_201: ("too_large", "GS 列"),
    impostors.two_encodings: ("unreadable", "两种编码"),
    impostors.document_named_xlsx: ("not_a_spreadsheet", "Word"),
    impostors.picture_named_xlsx: ("not_a_spreadsheet", "图片"),
    impostors.pdf_named_xls: ("not_a_spreadsheet", "PDF"),
    impostors.archive_of_workbooks: ("not_a_spreadsheet", "压缩包"),
    impostors.et_that_is_no_workbook: ("not_a_spreadsheet", "另存为 .xlsx"),
    impostors.noise_named_xls: ("unreadable", "不是工作簿"),
    hostile.sheet_cut_off_inside: ("unreadable", "损坏"),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Parse all bad files and two good ones in one go, as a load would."""
    folder, parsed = tmp_path_factory.mktemp("sent"), tmp_path_factory.mktemp("parsed")
    paths = {make: make(folder) for make in CASES}
    paths["workbook"] = xlsx(folder / "好.xlsx", {"审核": GOOD})
    paths["text"] = text_table(folder / "好.csv", GOOD)
    files = [
        (path, Receipt(number, f"{number:064x}", path.name, 0, ""))
        for number, path in enumerate(paths.values(), start=1)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BZ_ID_KEY", "test key of no one")
        found = parse_files(files, parsed, REFERENCE)
    return dict(zip(paths, found, strict=True))


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_bad_file_is_refused_in_clear_words(answers, make):
    rule, word = CASES[make]
    refusal = answers[make].refusal
    assert refusal is not None
    assert refusal.rule == rule
    assert word in refusal.detail
    assert refusal.detail.endswith("。")


def test_good_files_among_bad_ones_load(answers):
    for good in ("workbook", "text"):
        assert answers[good].refusal is None
        assert answers[good].sheets[0].rows == 1


def request(path, folder):
    return Request(str(path), path.name, str(folder / "cells"))


def test_a_file_that_takes_too_much_time_is_refused_and_the_next_one_is_read(tmp_path):
    wide = [[*row, *["字"] * 40] for row in GOOD]  # enough work for a fast machine
    slow = text_table(tmp_path / "慢.csv", wide)
    slow.write_bytes(slow.read_bytes() * 120_000)
    good = xlsx(tmp_path / "好.xlsx", {"审核": GOOD})
    child = Child(REFERENCE, cpu_seconds=1)
    assert child.parse(request(good, tmp_path)).refusal is None
    assert child.parse(request(slow, tmp_path)).refusal.rule == "too_large"
    assert child.parse(request(good, tmp_path)).refusal is None
    child.close()
    hurried = Child(REFERENCE, wall_seconds=0.01)
    refusal = hurried.parse(request(slow, tmp_path)).refusal
    assert refusal.rule == "too_large"
    assert "秒" in refusal.detail
    hurried.close()


def test_a_child_that_died_while_idle_costs_no_file(tmp_path):
    good = xlsx(tmp_path / "好.xlsx", {"审核": GOOD})
    child = Child(REFERENCE)
    assert child.parse(request(good, tmp_path)).refusal is None
    child._process.kill()
    child._process.wait()
    assert child.parse(request(good, tmp_path)).refusal is None
    child.close()
