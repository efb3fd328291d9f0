"""A file is judged before it is sent as the next load would judge it; nothing of it is left behind."""

import os
import tempfile
import time

import openpyxl
import pytest

from etl import evidence, pipeline, warehouse
from etl.contract import wording
from etl.hand_in import hand_in
from etl.precheck.check import check
from etl.precheck.verdict import already, obstacles
from etl.reading.landing import receipts
from etl.scope import PREFECTURE, office
from tests.contract import hostile, impostors
from tests.contract.office_files import GOOD, REVIEW, REVIEWS, text_table, xlsx
from tests.contract.small_office import (
    ACCOUNTS,
    KORLA,
    LATER,
    NOW,
    RUOQIANG,
    data,
    everything,
    loaded_once,
    sent,
)
from tests.golden.published import SENT
from tests.sparing import sparing

__all__ = ["data", "loaded_once"]
ROSTER = "若羌申报人员花名册20221205.xlsx"
REVIEWED = "若羌审核记录20221205.xlsx"
BAD = [
    make
    for module in (hostile, impostors)
    for name, make in vars(module).items()
    if callable(make)
    and getattr(make, "__module__", "") == module.__name__
    and not name.startswith("_")
    and name not in {"raw_xlsx", "cell", "written"}
]
FOUND = ("rule", "severity", "row_no", "col_no", "value", "expected", "detail")
FATES = ("kind", "office", "rows_read", "loaded", "unchanged", "superseded", "quarantined")


def checked(data, name=ROSTER, sender=RUOQIANG, content=None):
    return check(data, sent(name) if content is None else content, name, sender, NOW)


def made(tmp_path, sheets, name="若羌20221205.xlsx"):
    return xlsx(tmp_path / name, sheets).read_bytes()


@pytest.mark.parametrize("name", sparing([ROSTER, REVIEWED, "若羌公示情况表20221205.xlsx"]))
def test_what_is_found_is_what_the_load_finds(data, name):
    before = checked(data, name)
    loaded = pipeline.load(data, [SENT / name], NOW)
    with warehouse.open_version(loaded.version) as con:
        number = loaded.received[0].receipt_no
        found = [row for row in evidence.findings(con, office()) if row["receipt_no"] == number]
        sheets = [row for row in evidence.balances(con, office()) if row["receipt_no"] == number]
    told = lambda rows, keys: [[row[key] for key in keys] for row in rows]  # noqa: E731
    assert told(before.findings, FOUND) == told(found, FOUND)
    assert told(before.sheets, FATES) == told(sheets, FATES)
    assert before.total("rows_read") > 0


def test_nothing_changes_and_nothing_is_left_in_the_temporary_folder(data, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = everything(data.root)
    assert checked(data).total("loaded") > 0
    assert everything(data.root) == before
    assert not list((tmp_path / "temporary").iterdir())


def test_what_a_killed_process_left_behind_is_swept(data, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, age in (("bz-precheck-old", 7200), ("bz-precheck-new", 0), ("another", 7200)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    checked(data)
    assert {path.name for path in tmp_path.iterdir()} == {"bz-precheck-new", "another", "data"}


NEW = "20220100901"
HEADER = ["申报编号", "县(市)", "姓名", "工作单位", "申报系列", "身份证号", "首次提交时间"]
PERSON = [NEW, "若羌县", "李四", "瓦石峡镇中学", "中小学教师", None, "2022-12-01"]
OF_NEW = [NEW, "若羌县", "李四", 1, "县级审核", "通过", "2022-12-02 10:45"]


def rules_met(found):
    return {row["rule"] for row in found.findings}


def test_reviews_wait_for_no_roster_that_is_handed_in(data, tmp_path):
    reviews = made(tmp_path, {"审核": [REVIEWS, OF_NEW]})
    alone = checked(data, "若羌审核20221205.xlsx", content=reviews)
    assert "orphan" in rules_met(alone)
    assert obstacles(alone)
    roster = made(tmp_path, {"花名册": [HEADER, PERSON]})
    found = checked(data, content=roster)
    hand_in(data, found.offer(roster), ACCOUNTS[RUOQIANG], NOW)
    beside = checked(data, "若羌审核20221205.xlsx", content=reviews)
    assert "orphan" not in rules_met(beside)
    assert not obstacles(beside)
    other = checked(data, "库尔勒审核20221205.xlsx", KORLA, reviews)
    assert "orphan" in rules_met(other)  # of what others have waiting nothing is shown


def test_a_file_of_another_county_is_refused_in_words(data):
    assert [str(each) for each in obstacles(checked(data, sender=KORLA))] == [
        "工作表“Sheet”写的是若羌县，不能由库尔勒市报送",
    ]


def test_one_row_of_another_county_is_enough(data, tmp_path):
    other = [*REVIEW]
    other[0], other[1] = "20220100099", "轮台县"
    content = made(tmp_path, {"审核": [REVIEWS, other]})
    assert any(
        str(each) == "工作表“审核”有 1 行属于轮台县（从第 2 行起），不能由若羌县报送"
        for each in obstacles(checked(data, "若羌20221205.xlsx", content=content))
    )


def test_the_number_of_another_countys_case_cannot_be_claimed(data, tmp_path):
    """A county that writes itself into the county column still does not get at another's case."""
    book = openpyxl.load_workbook(SENT / ROSTER)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    number = next(
        str(value) for row in rows for value in row if str(value).isdigit() and len(str(value)) >= 9
    )
    review = [number, "库尔勒市", "李四", 1, "县级审核", "通过", "2022-11-25 10:45"]
    content = made(tmp_path, {"审核": [REVIEWS, review]}, "库尔勒20221205.xlsx")
    found = checked(data, "库尔勒20221205.xlsx", KORLA, content)
    assert [str(each) for each in obstacles(found)] == [
        "工作表“审核”有 1 行的申报编号登记在若羌县名下（从第 2 行起），不能由库尔勒市报送"
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    sparing([("名额分配表2022.xlsx", "名额分配表"), ("州_纸质材料交接单.xlsx", "纸质材料交接单")]),
)
def test_what_the_prefecture_reports_is_not_a_countys_to_send(data, name, title):
    assert f"{title}由州职改办报送，请从文件中去掉" in map(str, obstacles(checked(data, name)))
    assert not any("由州职改办" in str(each) for each in obstacles(checked(data, name, PREFECTURE)))


def test_rows_that_do_not_count_must_be_mended_and_emptied_cells_need_not(data, tmp_path):
    row = [*PERSON]
    row[5] = "123"
    good = checked(data, content=made(tmp_path, {"花名册": [HEADER, row]}))
    assert rules_met(good) == {"id_check_digit", "row_gone"}
    assert not obstacles(good)
    row[4] = "工程"
    bad = checked(data, content=made(tmp_path, {"花名册": [HEADER, row]}))
    assert [str(each) for each in obstacles(bad)] == ["1 行不能计入，改好再报"]


def test_the_same_content_again_is_told_with_its_time(data):
    assert already(checked(data)) is None
    hand_in(data, checked(data).offer(sent(ROSTER)), ACCOUNTS[RUOQIANG], NOW)
    told = "这份文件若羌县已于 2022-12-05 18:00 报送，不必再报"
    assert str(already(checked(data))) == told
    pipeline.load(data, [], LATER)
    assert str(already(checked(data))) == told
    landed = checked(data, "名额分配表2022.xlsx", PREFECTURE)
    assert str(already(landed)) == "这份文件已于 2022-11-26 18:00 收到并载入，不必再报"


def test_numbers_of_people_are_hidden_in_what_is_found(data, tmp_path):
    row = [*PERSON]
    row[5] = "652824199001011231"
    found = checked(data, content=made(tmp_path, {"花名册": [HEADER, row]}))
    assert "已隐去(18 位)" in [each["value"] for each in found.findings]
    assert "652824199001011231" not in repr(found)


@pytest.mark.parametrize("make", sparing(BAD, 4), ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_with_a_cure_and_never_a_traceback(data, tmp_path, make):
    path = make(tmp_path)
    found = check(data, path.read_bytes(), path.name, RUOQIANG, NOW)
    if found.refusal is None:  # some are harmless once they are read under limits
        assert found.sheets
        return
    assert str(obstacles(found)[0]) == "整份文件不能收，改好再报"
    assert wording.message(found.refusal)
    assert wording.cure(found.refusal)
    assert not found.sheets


def test_most_hostile_files_are_refused():
    assert len(BAD) > 30


def test_receipts_are_numbered_after_those_that_are_known(data, tmp_path):
    path = text_table(tmp_path / "若羌审核记录.csv", GOOD)
    found = check(data, path.read_bytes(), path.name, RUOQIANG, NOW)
    assert {row["receipt_no"] for row in found.sheets} == {len(receipts(data)) + 1}
