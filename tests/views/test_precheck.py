"""报送预检: what would be refused is told before sending; what is clean is handed in with a receipt."""

import logging
import re
import shutil

import pytest

from dashboard import acting, precheck, precheck_desk
from dashboard.words import speaking
from etl import inbox, pipeline
from etl.paths import DataFolder
from tests.contract import hostile, impostors
from tests.contract.office_files import REVIEWS, xlsx
from tests.small_warehouse import NOW
from tests.sparing import sparing

HEADER = ["申报编号", "县(市)", "姓名", "工作单位", "申报系列", "身份证号", "首次提交时间"]
ID_NUMBER = "652801199001011231"
PERSON = ["20250109901", "库尔勒市", "李四", "上户镇中学", "中小学教师", ID_NUMBER, "2025-12-01"]
KORLA = "库尔勒市"
OFFICER = "库尔勒市人社局（演示）"
PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")

REFUSED = [
    (hostile.with_a_password, "文件有打开密码"),
    (hostile.two_corners, "超过上限"),
    (hostile.killed_in_the_middle, "文件不完整或已损坏"),
    (hostile.empty_sheet, "没有任何内容"),
    (hostile.none_of_the_kinds, "没有一个工作表能按表头认出"),
    (impostors.pdf_named_xls, "PDF 文件"),
    (impostors.empty_file, "文件是空的"),
]


@pytest.fixture
def data(small_data, tmp_path):
    """A copy of the small season that may be handed in to."""
    shutil.copytree(small_data.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def desk(open_page, data, monkeypatch, tmp_path):
    """Open the page as an officer, drop a file, and give what it then shows."""
    monkeypatch.setattr(acting, "is_loopback", lambda: True)

    def drop(sheets=None, name="库尔勒市20251204.xlsx", content=None, **asked):
        asked = {"actor": OFFICER, "county": KORLA} | asked
        page = open_page("precheck", data, **{k: v for k, v in asked.items() if v})
        if sheets is not None:
            content = xlsx(tmp_path / "made.xlsx", sheets).read_bytes()
        if content is not None:
            with speaking(asked.get("lang", "zh")):  # the harness says the labels itself
                page.app.file_uploader[0].upload(name, content).run()
        return again(page)

    return drop


def again(page):
    """The same page after a run; nothing may have gone wrong in it."""
    assert not page.app.exception, [each.value for each in page.app.exception]
    return type(page)(page.app)


def buttons(page):
    return [each.label for each in page.app.button]


def chinese_of_ours(page):
    """Chinese on an English page that is not marked as found in the file."""
    bare = re.sub(r'<(\w+)[^>]*lang="zh-Hans".*?</\1>|href="[^"]*"', "", page.html)
    return re.findall(r"[\u4e00-\u9fff]+", bare)


GOOD = {"花名册": [HEADER, PERSON]}


def test_before_a_file_is_chosen_the_page_says_what_it_is_for(desk):
    page = desk()
    assert page.headline() == f"{KORLA}：报送前先查一遍，哪些行不计入、为什么、怎么改"
    assert "练习" in page.text
    assert f"{KORLA}还没有从这里报送过文件" in page.text
    assert not buttons(page)


def test_a_clean_file_is_handed_in_and_the_receipt_says_time_hash_and_rows(desk, data):
    page = desk(GOOD)
    assert page.headline().startswith("可以报送：1行都能计入")
    page.app.button(key="hand-in").click().run()
    page = again(page)
    (record,) = inbox.handed_in(data)
    assert page.headline() == "练习：已报送1行，等待下次载入"
    for told in (record.sha256, precheck.moment(record), "申报人员花名册，1行", record.stored_as):
        assert told in page.text
    assert (record.sender, record.practice, record.account) == ("652801", True, OFFICER)
    assert "等待载入" in page.text
    assert "hand-in" not in {each.key for each in page.app.button}
    assert not PERSONAL.search(precheck.receipt_text(record))


@pytest.mark.slow
def test_the_same_file_again_says_when_it_was_handed_in(desk, data, tmp_path):
    content = xlsx(tmp_path / "same.xlsx", GOOD).read_bytes()
    desk(content=content).app.button(key="hand-in").click().run()
    page = desk(content=content)
    at = precheck.moment(inbox.handed_in(data)[0])[:16]
    assert page.headline() == f"这份文件{KORLA}已于{at}报送，不必再报"
    assert not buttons(page)


@pytest.mark.slow
def test_once_loaded_the_page_says_so(desk, data):
    desk(GOOD).app.button(key="hand-in").click().run()
    pipeline.load(data, [], NOW)
    page = desk()
    assert f"{KORLA}从这里报送过1份，都已载入" in page.text
    assert "已载入" in page.text


def test_a_row_that_would_not_count_stands_in_the_way_with_its_place_and_cure(desk, data):
    bad = [*PERSON]
    bad[4] = "工程"
    page = desk({"花名册": [HEADER, PERSON, bad]})
    assert page.headline() == "还不能报送：1行不能计入，改好再报"
    told = page.html.split('class="stacked faults"')[1].split("</table>")[0]
    assert "第\u20093\u2009行（E3）" in told
    assert "工程" in told
    assert "幼儿园教师、中小学教师、卫生健康、农业畜牧" in told
    assert not buttons(page)
    assert page.app.get("download_button")
    assert not data.inbox.exists()


def test_numbers_of_people_are_hidden(desk):
    bad = [*PERSON]
    bad[5] = "652801199001011230"
    page = desk({"花名册": [HEADER, bad]})
    assert "已隐去(18 位)" in page.html
    assert not PERSONAL.search(page.html)


def test_rows_of_another_county_are_refused(desk):
    page = desk({"花名册": [HEADER, [PERSON[0], "轮台县", *PERSON[2:]]]})
    said = "工作表“花名册”有1行属于轮台县（从第2行起），不能由库尔勒市报送"
    assert page.headline() == f"还不能报送：{said}"


def test_several_reasons_are_counted_above_and_listed_below(desk):
    strange = [PERSON[0], "轮台县", *PERSON[2:]]
    bad = ["20250109903", *PERSON[1:4], "工程", *PERSON[5:]]
    page = desk({"花名册": [HEADER, strange, bad]})
    assert page.headline() == "还不能报送，有2条原因"
    listed = page.html.split('<ul class="lines">')[1].split("</ul>")[0]
    assert listed.count("<li>") == 2
    assert "属于轮台县" in listed
    assert "1\u2009行不能计入" in listed


def test_a_county_chooses_nobody_elses_county(desk):
    assert desk(county="轮台县").headline() == precheck.NOBODY
    page = desk(county=None)
    assert page.headline().startswith(KORLA)
    assert "报送单位" not in {each.label for each in page.app.selectbox}


def test_the_office_chooses_for_whom(desk):
    page = desk(actor="州职改办（演示）", county=None)
    (chooser,) = (each for each in page.app.selectbox if each.label == "报送单位")
    assert len(chooser.options) == 10
    assert chooser.options[-1] == "州职改办"


def test_a_leader_hands_in_nothing(desk):
    page = desk(actor="州领导（演示）")
    assert page.headline() == precheck.LEADER
    assert not page.app.file_uploader


def test_who_acts_for_nobody_may_check_and_not_hand_in(desk):
    page = desk(GOOD, actor=None)
    assert page.headline().startswith("可以报送")
    assert not buttons(page)
    assert "报送要用库尔勒市或州职改办的账号" in page.text


@pytest.mark.parametrize(("make", "told"), sparing(REFUSED, 2))
def test_a_refused_file_is_told_with_its_cure(desk, tmp_path, make, told):
    path = make(tmp_path)
    page = desk(name=path.name, content=path.read_bytes())
    assert page.headline() == "还不能报送：整份文件不能收，改好再报"
    assert "没有要改的地方" not in page.text
    line = page.html.split('class="stacked faults"')[1].split("</table>")[0].replace("\u2009", "")
    assert told.replace(" ", "") in line.replace(" ", "")
    assert re.search(r'data-title="怎么改"><div>[^<]{6,}', line)
    assert not buttons(page)


def test_a_fault_of_ours_is_told_in_words_and_nothing_of_the_file_is_logged(
    desk, monkeypatch, caplog
):
    def fail(*_):
        raise RuntimeError(ID_NUMBER)

    monkeypatch.setattr(precheck_desk, "check", fail)
    with caplog.at_level(logging.DEBUG):
        page = desk(GOOD)
    assert "检查没有完成，什么也没有留下。" in page.text
    assert ID_NUMBER not in page.html + caplog.text
    assert "RuntimeError" in caplog.text


def test_what_goes_wrong_while_handing_in_is_told(desk, data, monkeypatch):
    page = desk(GOOD)
    monkeypatch.setattr("etl.hand_in.MOST_WAITING", 0)
    page.app.button(key="hand-in").click().run()
    assert "库尔勒市在收件箱里等待载入的文件已满。" in again(page).text
    assert not inbox.handed_in(data)


def test_reviews_of_persons_on_no_roster_wait(desk):
    review = ["20250109902", KORLA, "王五", 1, "县级审核", "通过", "2025-12-02 10:45"]
    page = desk({"审核": [REVIEWS, review]})
    assert "花名册中没有申报编号" in page.text


def test_english_shows_chinese_only_where_it_is_marked_as_found(desk):
    bad = [*PERSON]
    bad[4], bad[5] = "工程", "123"
    page = desk(
        {"花名册": [HEADER, PERSON, bad], "别的": [["甲"], ["乙"]]},
        lang="en",
        county="Korla",
        actor="Korla office (demo)",
    )
    assert page.headline().startswith("Not ready to hand in: 1 row cannot count; mend it first")
    assert not chinese_of_ours(page)


def test_in_english_a_sheet_that_stands_in_the_way_is_named_in_a_list(desk):
    strange = {"花名册": [HEADER, [PERSON[0], "轮台县", *PERSON[2:]]]}
    page = desk(strange, lang="en", county="Korla", actor="Korla office (demo)")
    assert page.headline() == "Not ready to hand in, for 1 reason"
    told = 'Sheet “<span lang="zh-Hans">花名册</span>”: 1 row belongs to Luntai (from row 2)'
    assert told in page.html
    assert not chinese_of_ours(page)
