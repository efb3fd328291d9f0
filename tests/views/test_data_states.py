"""数据质量 when little has come: a refused file only, no sheets of the prefecture, a county without files."""

import shutil

import pytest

from etl import pipeline
from etl.paths import DataFolder
from etl.sample import generate
from tests.small_warehouse import NOW, SEED
from tests.texts import HAN
from tests.views.test_data_english import bare

REFUSED = "和静县_审核记录_20251203.xlsx"
EARLY = {"season": "2025", "day": "2025-11-11"}


def loaded(folder, files):
    data = DataFolder(folder)
    data.landing.mkdir(parents=True)
    pipeline.load(data, files, NOW)
    return data


@pytest.fixture(scope="module")
def refused_only(tmp_path_factory):
    inbox = tmp_path_factory.mktemp("inbox")
    (inbox / REFUSED).write_bytes(b"PK\x03\x04 cut off")
    return loaded(tmp_path_factory.mktemp("refused") / "data", [inbox])


@pytest.fixture(scope="module")
def one_county_only(tmp_path_factory):
    whole, inbox = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("inbox")
    generate(whole, SEED, (2025,), 40)
    for file in whole.rglob("*尉犁县*"):
        shutil.copy(file, inbox)
    return loaded(tmp_path_factory.mktemp("county") / "data", [inbox])


def test_a_refused_file_alone_is_told_with_what_to_do_and_no_zero(open_page, refused_only):
    page = open_page("data", data=refused_only)
    assert page.headline() == "1份文件整份未收。"
    assert REFUSED in page.text
    assert "还没有别的文件载入" in page.text
    assert "请重新报送原文件" in page.text
    assert "其他文件照常载入" not in page.text
    assert 'class="balance"' not in page.html
    assert 'class="stacked tally"' not in page.html
    assert page.app.get("download_button")


def test_of_a_county_without_any_file_it_is_said_so(open_page, refused_only):
    page = open_page("data", data=refused_only, county="库尔勒市")
    assert page.headline() == "库尔勒市：2025年度还没有收到报送文件"
    assert not page.app.get("download_button")
    later = open_page("data", data=refused_only, county="库尔勒市", day="2025-12-03")
    assert "申报人员花名册、审核记录、公示情况表未报送" in later.text
    assert "暂不评价" in later.text
    assert later.html.count('aria-label="花名册未报"') == 2


def test_without_the_prefectures_sheets_it_is_said_which_are_missing(open_page, one_county_only):
    page = open_page("data", data=one_county_only)
    assert "州职改办的表都还没有载入：名额分配表、纸质材料交接单" in page.text
    assert "8个县市未报送" in page.headline()
    assert "9个县市中0个每周都按时报全" in page.text
    one = open_page("data", data=one_county_only, county="尉犁县")
    assert "未报送" not in one.headline()


@pytest.mark.parametrize("asked", [{}, {"county": "Hejing"}, {"day": "2025-12-03"}])
def test_what_little_there_is_is_told_in_english(open_page, refused_only, asked):
    page = open_page("data", data=refused_only, lang="en", **asked)
    assert HAN.findall(bare(page)) == []
    assert "The file does not open or is incomplete" in page.text
