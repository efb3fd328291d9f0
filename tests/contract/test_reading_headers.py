"""A sheet is what its headers say, wherever they stand and however they are written."""

from tests.contract.office_files import GOOD, REVIEW, REVIEWS, xlsx
from tests.contract.read_back import ReadBack


def read(tmp_path, *rows, name="表.xlsx"):
    return ReadBack(xlsx(tmp_path / name, {"Sheet1": rows}))


def test_variants_breaks_blanks_and_brackets_of_any_width_do_not_matter(tmp_path):
    header = ["申报\n编号*", "县（市）", "姓 名", "第几次提交", "退回层级", "审核结果", "退回时间"]
    found = read(tmp_path, header, REVIEW)
    assert found.sheet.columns == [
        *("application_no", "county", "name", "submission_no", "level", "outcome", "reviewed_at")
    ]
    assert found.notes == []


def test_columns_stand_in_any_order(tmp_path):
    found = read(tmp_path, REVIEWS[::-1], REVIEW[::-1])
    assert found.cell("application_no") == ("202265280100001", "ok", None)


def test_a_header_is_found_in_the_tenth_row_and_not_in_the_eleventh(tmp_path):
    assert read(tmp_path, *[["说明"]] * 9, *GOOD).sheet.header_row == 10
    assert read(tmp_path, *[["说明"]] * 10, *GOOD).refused == "no_known_sheet"


def test_one_identifying_column_less_is_no_such_sheet_and_its_name_is_told(tmp_path):
    found = read(tmp_path, REVIEWS[:-1], REVIEW[:-1])
    assert found.refused == "no_known_sheet"
    assert "最接近“审核记录”(第1行),缺少列:审核时间" in found.parsed.refusal.detail


def test_the_kind_with_more_identifying_columns_wins(tmp_path):
    roster = ["申报编号", "单位", "姓名", "系列", "申报时间", "聘任岗位", "聘任日期"]
    found = read(
        tmp_path, roster, ["1", "一中", "李四", "中小学", "2022-11-18", "教师", "2022-12-30"]
    )
    assert found.sheet.kind == "roster"


def test_unknown_columns_are_said_and_numbering_is_not(tmp_path):
    header = ["序号", *REVIEWS, "民族", "13812345678"]
    found = read(tmp_path, header, [1, *REVIEW, "汉", "x", "没有表头"])
    assert found.notes == ["unknown_column"] * 3
    assert [note.value for note in found.parsed.notes] == [
        *("民族", "已隐去(11 位)", "(第11列,没有表头)")
    ]


def test_of_two_columns_of_one_meaning_the_canonical_header_stands(tmp_path):
    found = read(tmp_path, [*REVIEWS, "审核日期", "地区"], [*REVIEW, "2022-12-01", "和静县"])
    assert found.cell("reviewed_at")[0] == "2022-11-25 10:45:00"
    assert found.cell("county")[0] == "652801"
    assert found.notes == ["unknown_column"] * 2


def test_a_header_of_two_rows_with_merged_groups(tmp_path):
    found = read(
        tmp_path,
        ["2022年度审核记录"],
        ["序号", "申报人", None, "县市", "审核", None, None, "提交次数"],
        [None, "申报编号", "姓名", None, "层级", "结论", "时间", None],
        [1, "202265280100001", "李四", "和静", "县级", "退回", "2022-11-25", 2],
    )
    assert found.sheet.kind == "reviews"
    assert found.sheet.header_row == 2
    assert found.cell("outcome", 4) == ("退回", "ok", None)
    assert found.cell("submission_no", 4) == ("2", "ok", None)


def test_the_first_row_of_data_is_never_taken_for_a_second_header_row(tmp_path):
    found = read(tmp_path, [*REVIEWS, "审核机构"], [*REVIEW, "单位"])
    assert found.sheet.rows == 1
    assert "unit" not in found.sheet.columns


def test_a_second_header_row_may_only_add_optional_columns(tmp_path):
    top, below = [*REVIEWS, "审核意见", None], [None] * 7 + ["原因类别", "存在问题"]
    found = read(tmp_path, top, below, [*REVIEW, "材料缺漏", "缺少证书"])
    assert found.cell("problem", 3) == ("缺少证书", "ok", None)
    assert found.sheet.rows == 1


WIDE = (
    ["县市", "幼儿园", None, "农牧", None, "合计", None, "下达日期"],
    [None, "核定职数", "下达名额", "核准职数", "指标", "核定职数", "下达名额", None],
)


def test_a_wide_quota_sheet_yields_a_fact_for_each_series_with_a_value(tmp_path):
    row = ["和静县", 3, 2, None, 4, 3, 6, "2022-11-18"]
    found = read(tmp_path, ["2022年度名额"], *WIDE, row)
    assert found.sheet.rows == 1
    assert found.values("series") == ["KG", "AGR"]
    assert found.values("allocated") == ["2", "4"]
    assert found.values("approved_posts") == ["3", ""]
    assert found.values("county") == ["652827"] * 2
    assert found.values("season") == ["2022"] * 2
    assert found.notes == []


def test_a_wide_row_without_any_value_is_still_a_row(tmp_path):
    found = read(tmp_path, *WIDE, ["和静县", *[None] * 6, "2022-11-18"])
    assert found.sheet.rows == 1
    assert found.cell("series", 3) == ("", "blank", None)


def test_an_unknown_series_in_a_wide_header_is_told_row_by_row(tmp_path):
    top = ["县市", "幼儿园", None, "工程", None]
    found = read(tmp_path, top, WIDE[1][:5], ["和静县", 3, 2, 1, 1])
    assert found.cell("series", 3, fact_no=1) == (None, "unknown", "工程")


def test_series_and_amount_may_stand_in_one_header_cell(tmp_path):
    header = ["县市", "中小学教师核定职数", "中小学教师下达名额"]
    found = read(tmp_path, header, ["和静县", 3, 2])
    assert found.values("series") == ["SCH"]


def test_a_long_quota_sheet_is_no_wide_one(tmp_path):
    header = ["县市", "系列", "核定职数", "下达名额", "下达日期"]
    found = read(tmp_path, ["中小学名额"], header, ["和静县", "卫生", 3, 2, "2022-11-18"])
    assert found.values("series") == ["MED"]
    assert found.cell("allocated", 3) == ("2", "ok", None)
