"""F7, F2, F4 on screen: every page says that a version stands in; on a full disk pages stay readable."""

import json
import os
import re
import shutil
from datetime import datetime, timedelta

import pytest
from streamlit import config

from dashboard import access, answers, roles
from etl import publishing, warehouse
from etl.build_lock import BEIJING
from etl.errors import UserError
from etl.hand_in import Offer, hand_in
from etl.inbox import HandedSheet
from etl.paths import DataFolder
from tests.access.conftest import ADDRESS, PASSWORD, application, client, furnish, hashes
from tests.access.test_pages import start
from tests.faults import damages, disks
from tests.views.conftest import open_page

__all__ = ["application", "client", "hashes", "open_page"]
WITH_DATA = [name for name in roles.PAGES if name not in roles.WITHOUT_DATA]
OLD, LAST = "20251126T180000-aaaaaaaa", "20251203T180000-bbbbbbbb"


def notices(page):
    return re.findall(r'class="notice"[^>]*>(.*?)</p>', page.html)


@pytest.fixture
def two(small_data, tmp_path):
    """The same figures twice; the one published last is then damaged."""
    data = DataFolder(tmp_path / "two")
    data.warehouse.mkdir(parents=True)
    source = warehouse.current(small_data.warehouse).path
    for name in (OLD, LAST):
        built = data.warehouse / ".build-1.duckdb"
        shutil.copy(source, built)
        moment = datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=BEIJING)
        publishing.publish(built, data.warehouse, moment, name[-8:])
    return data


def damaged(data, how="flip", number=150):
    damages.damage(data.warehouse / f"{LAST}.duckdb", how, number)
    return data


def says_so(page):
    told = [each for each in notices(page) if "bbbbbbbb" in each and "aaaaaaaa" in each]
    assert len(told) == 1, notices(page)
    return told[0]


def test_a_page_of_a_damaged_version_shows_the_one_before_and_says_so(open_page, two):
    page = open_page("overview", data=damaged(two))
    assert "不能用：内容与发布时不同" in says_so(page)
    assert "2025-11-26 18:00" in says_so(page)
    assert page.app.query_params["v"] == ["aaaaaaaa"] or page.app.query_params["v"] == "aaaaaaaa"
    assert page.headline()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WITH_DATA)
def test_every_page_says_so_in_both_languages(open_page, two, tally, name, lang):
    page = open_page(name, data=damaged(two), lang=lang)
    told = says_so(page)
    assert ("cannot be used" in told) == (lang == "en")
    tally("F7", 1)


@pytest.mark.slow
@pytest.mark.parametrize(("how", "number"), [*damages.ALL[:: damages.FLIPS // 6], ("wal", 0)])
def test_pages_of_versions_damaged_in_other_ways(open_page, two, tally, how, number):
    assert says_so(open_page("quota", data=damaged(two, how, number)))
    tally("F7", 1)


@pytest.mark.slow
def test_pages_without_figures_say_so_too(two, hashes, monkeypatch, tmp_path):
    damaged(two)
    for part in ("landing", "parsed"):
        (two.root / part).mkdir()
    house = furnish(tmp_path / "house", two, hashes)
    monkeypatch.setenv("BZ_DATA", str(house.data.root))
    for name, page in (("auditor", "log"), ("boss", "accounts")):
        shown = " ".join(each.proto.body for each in start(house, name, page).get("html"))
        assert "最新发布的版本 bbbbbbbb" in shown.replace("\u2009", ""), page


def test_a_link_to_a_damaged_version_is_told(open_page, two):
    damages.damage(two.warehouse / f"{OLD}.duckdb", "cut", 40)
    page = open_page("overview", data=two, v="aaaaaaaa")
    assert any("版本 aaaaaaaa 的文件坏了" in each and "bbbbbbbb" in each for each in notices(page))
    assert not any("最新发布的版本" in each for each in notices(page))


def test_a_disk_that_loses_bytes_under_an_open_version_is_found_out_on_a_page(open_page, two):
    version = warehouse.current(two.warehouse)
    assert answers.asked(version, lambda con: con.execute("select 1").fetchone(), ()) == (1,)
    state = version.path.stat()
    with version.path.open("r+b") as file:
        file.seek(16384)
        file.write(b"\xff" * (state.st_size - 16384))
    os.utime(version.path, ns=(state.st_atime_ns, state.st_mtime_ns))  # no time tells of it
    assert warehouse.fault_of(version) is None
    page = open_page("overview", data=two)
    assert says_so(page)
    assert page.headline()


def test_a_version_from_the_future_is_told(open_page, two):
    ahead = f"{access.now() + timedelta(days=1):%Y%m%dT%H%M%S}-cccccccc"
    shutil.copy(two.warehouse / f"{LAST}.duckdb", two.warehouse / f"{ahead}.duckdb")
    (two.warehouse / "current").write_text(json.dumps({"version": ahead}))
    told = notices(open_page("data", data=two))
    assert any("晚于现在" in each and "cccccccc" in each for each in told)
    assert not any(
        "晚于现在" in each for each in notices(open_page("data", data=two, v="bbbbbbbb"))
    )


@pytest.fixture
def full(small_data, tmp_path, hashes, monkeypatch):
    """A house with accounts whose disk is full, but for what pages only read."""
    shown = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")  # another test's server may have cut it
    with disks.disk(tmp_path / "disk", 8 * 2**20) as folder:
        house = furnish(folder / "house", small_data, hashes)
        monkeypatch.setenv("BZ_DATA", str(house.data.root))
        house.tokens = {name: house.token(name) for name in ("office", "leader", "hejing", "boss")}
        disks.fill(folder / "filler")
        yield house
    config.set_option("client.showErrorDetails", shown)


def test_on_a_full_disk_pages_are_read_and_nobody_comes_in(full, client):
    client.cookies.set("bz_session", full.tokens["leader"])
    assert client.get("/quota").status_code == 200
    client.cookies.clear()
    form = {"account": "hejing", "password": PASSWORD}
    answer = client.post("/login", data=form, headers={"Origin": ADDRESS})
    assert answer.status_code == 503
    assert "登记簿现在不能读写（磁盘已满）" in answer.text
    assert "bz_session" not in answer.cookies
    english = client.post("/login?lang=en", data=form, headers={"Origin": ADDRESS})
    assert "the disk is full" in english.text
    app = start(full, "leader", "overview", token=full.tokens["leader"])
    assert not app.exception
    assert not app.error


def test_on_a_full_disk_log_out_leaves_the_browser_without_a_session(full, client):
    client.cookies.set("bz_session", full.tokens["leader"])
    answer = client.post("/logout", headers={"Origin": ADDRESS})
    assert answer.status_code == 503
    assert "磁盘已满" in answer.text
    assert 'bz_session=""' in answer.headers["set-cookie"]


def test_on_a_full_disk_nothing_is_handed_in_and_nothing_half_lies_there(full):
    offer = Offer(b"x" * 100_000, "和静县.xlsx", "652827", [HandedSheet("表", "roster", 1)], False)
    with pytest.raises(UserError, match="磁盘已满"):
        hand_in(full.data, offer, full.account("hejing"), access.now())
    assert [path.name for path in full.data.inbox.rglob("*") if path.is_file()] in ([], [".lock"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["office", "leader", "hejing"])
def test_on_a_full_disk_every_page_opens_but_for_lists_of_persons(full, name, tally):
    """A list of persons that cannot be noted in the log is not shown; the page says why."""
    for page in roles.pages_for(name if name != "hejing" else "county"):
        app = start(full, name, page, token=full.tokens[name])
        shown = " ".join(each.proto.body for each in app.get("html"))
        told = [each.value for each in app.error]
        told += [each.message for each in app.exception]  # the server tells these the same way
        assert 'class="headline"' in shown or told, page
        assert all("登记簿现在不能读写（磁盘已满）" in each for each in told), page
        if page in ("overview", "quota", "progress", "quality", "flags", "data", "rules"):
            assert 'class="headline"' in shown, page
    tally("F2", 1)
