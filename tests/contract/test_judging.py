"""Each rule of the registry meets its row or cell, and nothing else; every row is accounted for."""

from datetime import UTC, datetime

import pytest
import xlsxwriter

from etl import evidence, pipeline, warehouse
from etl.contract import wording
from etl.contract.judging import rules
from etl.paths import DataFolder
from etl.scope import office

NOW = datetime(2022, 12, 6, 10, 0, tzinfo=UTC)
GOOD_ID, WRONG_CHECK = "65280119850312122X", "652801198503121235"

PERSON = {
    "申报编号": "A1", "年度": "2022", "县(市)": "和静县", "工作单位": "一中", "单位类别": "乡镇学校",
    "姓名": "李四", "性别": "女", "身份证号": "", "申报系列": "中小学教师", "取得时间": "2010-01-01",
    "基层工作年限": "12", "首次提交时间": "2022-11-20 10:00", "递补原申报编号": "", "备注": "无",
}  # fmt: skip
REVIEW = {
    "申报编号": "A1", "县(市)": "和静县", "工作单位": "一中", "姓名": "李四", "申报系列": "中小学",
    "提交次数": "1", "提交时间": "2022-11-20 10:00", "审核层级": "县级审核", "审核结论": "通过",
    "退回原因": "", "存在问题": "", "审签人": "张三", "审核时间": "2022-11-21 10:00",
}  # fmt: skip
ADJUSTMENT = {
    "县(市)": "和静县", "申报编号": "", "事项": "延期", "提交次数": "", "环节": "纸质材料受理",
    "原截止日期": "2022-12-10", "延至日期": "2022-12-13", "原因": "封路", "文号": "1号",
    "登记日期": "2022-12-02",
}  # fmt: skip
QUOTA = {
    "年度": "2022", "县(市)": "和静县", "申报系列": "中小学教师", "核定职数": "5", "下达名额": "4",
    "性质": "下达", "文号": "1号", "下达日期": "2022-11-18",
}  # fmt: skip
PANEL = {
    "申报编号": "A1", "县(市)": "和静县", "姓名": "李四", "评审日期": "2022-12-15", "到会人数": "15",
    "赞成票数": "12", "评审结论": "通过", "未通过原因": "无",
}  # fmt: skip

# What differs from a good row, and the rule that meets it (None = loaded without a finding).
ROSTER = [
    ({}, None),
    ({"申报编号": "A2", "姓名": "王 五"}, None),
    ({"申报编号": "A3", "姓名": "王五", "工作单位": "二中"}, None),
    ({"申报编号": ""}, "missing_key"),
    ({"申报编号": "6.52E+14"}, "missing_key"),
    ({"申报编号": "B1", "县(市)": "铁门关市"}, "unknown_county"),
    ({"申报编号": "B2", "申报系列": "工程"}, "unknown_series"),
    ({"申报编号": "B3", "首次提交时间": "十一月"}, "bad_event_date"),
    ({"申报编号": "B4", "首次提交时间": ""}, "missing_required"),
    ({"申报编号": "B5", "工作单位": ""}, "missing_required"),
    ({"申报编号": "B6", "年度": "1999"}, "missing_required"),
    ({"申报编号": "A1", "工作单位": "三中"}, "conflict"),
    ({"申报编号": "B7", "县(市)": "铁门关市", "申报系列": "工程"}, "unknown_county"),
    ({"申报编号": "C1", "姓名": "丙C1", "身份证号": 6.52801198503121e17}, "id_as_number"),
    ({"申报编号": "C2", "姓名": "丙C2", "身份证号": WRONG_CHECK}, "id_check_digit"),
    ({"申报编号": "C3", "姓名": "丙C3", "取得时间": "前年"}, "bad_optional_date"),
    ({"申报编号": "C4", "姓名": "丙C4", "取得时间": 1985.1}, "year_month_number"),
    ({"申报编号": "C5", "姓名": "丙C5", "基层工作年限": "12人"}, "bad_number"),
    ({"申报编号": "C6", "姓名": "丙C6", "性别": "未知"}, "unknown_value"),
    ({"申报编号": "C7", "姓名": "丙C7", "备注": ""}, "blank_required_text"),
    ({"申报编号": "C8", "姓名": "丙C8", "备注": "无"}, None),
]
REVIEWS = [
    ({}, None),
    ({"提交次数": "2", "申报编号": ""}, None),
    ({"申报编号": "", "姓名": "王五", "工作单位": ""}, "ambiguous_link"),
    ({"申报编号": "", "姓名": "王五", "工作单位": "二中"}, None),
    ({"申报编号": "", "姓名": "赵六"}, "missing_key"),
    ({"申报编号": "Z9"}, "orphan"),
    ({"申报编号": "B1"}, "orphan"),
    ({"提交次数": "3", "审核层级": "乡级"}, "unknown_level"),
    ({"提交次数": "3", "审核结论": "待定"}, "unknown_outcome"),
    ({"提交次数": "三次"}, "missing_required"),
    ({"提交次数": "3", "审核时间": "昨天"}, "bad_event_date"),
    ({"提交次数": "4", "审核结论": "退回", "退回原因": "字迹潦草"}, "unknown_reason"),
    ({"提交次数": "5", "县(市)": "铁门关市"}, "unknown_value"),
    ({"审核结论": "退回"}, "conflict"),
]
ADJUSTMENTS = [
    ({}, None),
    ({"事项": "误退更正", "申报编号": "A1", "提交次数": "1", "环节": "县级"}, None),
    ({"事项": "误退更正", "申报编号": "A1", "环节": "纸质材料受理"}, "unknown_level"),
    ({"环节": "县级审核"}, "unknown_level"),
    ({"事项": "缓办"}, "unknown_outcome"),
    ({"申报编号": "6.5E+14"}, "missing_key"),
    ({"申报编号": "Z9"}, "orphan"),
]
QUOTAS = [({}, None), ({"申报系列": "卫健", "下达名额": "四"}, "missing_required")]
PANELS = [({}, None), ({"申报编号": "A2", "评审结论": "退回"}, "unknown_outcome")]
SHEETS = {
    "花名册_20221201.xlsx": (PERSON, ROSTER),
    "审核记录_20221201.xlsx": (REVIEW, REVIEWS),
    "延期登记_20221201.xlsx": (ADJUSTMENT, ADJUSTMENTS),
    "名额_20221201.xlsx": (QUOTA, QUOTAS),
    "评审_20221201.xlsx": (PANEL, PANELS),
}


def write(path, base, cases):
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, list(base))
        for at, (changes, _) in enumerate(cases, start=1):
            page.write_row(at, 0, list((base | changes).values()))


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    sent = tmp_path_factory.mktemp("sent")
    for name, (base, cases) in SHEETS.items():
        write(sent / name, base, cases)
    data = DataFolder(tmp_path_factory.mktemp("data"))
    pipeline.load(data, [sent], NOW)
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        yield con


def cases():
    return [
        pytest.param(file, row, rule, id=f"{file.split('_')[0]}-{row}-{rule}")
        for file, (_, lines) in SHEETS.items()
        for row, (_, rule) in enumerate(lines, start=2)
    ]


@pytest.mark.parametrize(("file", "row", "rule"), cases())
def test_a_row_is_met_by_its_rule_alone(judged, file, row, rule):
    found = [f for f in evidence.findings(judged, office(), file) if f["row_no"] == row]
    assert [f["rule"] for f in found] == ([rule] if rule else [])
    (outcome,) = judged.execute(
        "select outcome from quality.row where file = ? and row_no = ?", [file, row]
    ).fetchone()
    stopped = rule is not None and rules()[rule].meets == "row"
    assert outcome == ("quarantined" if stopped else "loaded")


def test_every_rule_that_meets_rows_or_cells_has_a_case_here():
    met = {rule for _, lines in SHEETS.values() for _, rule in lines}
    assert met - {None} == {name for name, rule in rules().items() if rule.meets in {"row", "cell"}}


def test_an_unknown_reason_counts_as_other(judged):
    found = judged.execute("select reason from accepted.reviews where submission_no = 4").fetchall()
    assert found == [("其他",)]


def test_a_finding_says_what_was_found_what_would_be_right_and_where(judged):
    found = next(f for f in evidence.findings(judged, office()) if f["rule"] == "unknown_series")
    assert wording.message(found) == "申报系列“工程”不在名单内"
    assert wording.cure(found) == "改为：幼儿园教师、中小学教师、卫生健康、农业畜牧。"
    assert wording.place(found) == "第8行（I8）"


def test_no_id_number_is_shown_in_a_finding(judged):
    found = [f for f in evidence.findings(judged, office()) if f["rule"].startswith("id_")]
    assert [f["value"] for f in found] == ["已隐去(18 位)", "已隐去(18 位)"]


def test_a_link_by_name_is_recorded_as_inferred(judged):
    found = judged.execute(
        "select application_no, count(*) from accepted.reviews group by all order by all"
    ).fetchall()
    assert ("A3", 1) in found


def test_an_orphan_loads_by_itself_once_the_roster_arrives(tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    write(sent / "审核_20221201.xlsx", REVIEW, [({}, None)])
    data = DataFolder(tmp_path / "data")
    pipeline.load(data, [sent / "审核_20221201.xlsx"], NOW)
    write(sent / "花名册_20221202.xlsx", PERSON, [({}, None)])
    loaded = pipeline.load(data, [sent / "花名册_20221202.xlsx"], NOW)
    with warehouse.open_version(loaded.version) as con:
        assert con.execute("select count(*) from accepted.reviews").fetchone() == (1,)
        assert evidence.findings(con, office()) == []


def test_the_same_row_twice_in_a_file_is_unchanged_and_counted_once(tmp_path):
    write(tmp_path / "花名册_20221201.xlsx", PERSON, [({}, None), ({}, None)])
    loaded = pipeline.load(DataFolder(tmp_path / "data"), [tmp_path / "花名册_20221201.xlsx"], NOW)
    with warehouse.open_version(loaded.version) as con:
        (sheet,) = evidence.balances(con, office())
    assert (sheet["rows_read"], sheet["loaded"], sheet["unchanged"]) == (2, 1, 1)


def test_a_blank_or_a_wider_bracket_in_a_unit_s_name_makes_no_second_unit(tmp_path):
    spelt = ["一中(小学部)", "一 中（小学部）"]
    cases = [({"申报编号": f"A{n}", "工作单位": unit}, None) for n, unit in enumerate(spelt)]
    write(tmp_path / "花名册_20221201.xlsx", PERSON, cases)
    loaded = pipeline.load(DataFolder(tmp_path / "data"), [tmp_path / "花名册_20221201.xlsx"], NOW)
    with warehouse.open_version(loaded.version) as con:
        units = con.execute("select distinct unit from accepted.roster").fetchall()
    assert units == [("一中(小学部)",)]
