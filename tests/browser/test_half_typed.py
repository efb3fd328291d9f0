"""A half-typed text survives: a dropped connection, a restarted server, a new version, another's act."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from etl import pipeline, warehouse
from etl.actor import demo_accounts
from etl.flags.judge import flags_at
from etl.lifecycle import acts
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import case_of
from etl.lifecycle.records import lives
from etl.lifecycle.states import State, Step
from etl.paths import ROOT, DataFolder
from etl.register import BEIJING, register_of
from etl.scope import office
from tests.browser.conftest import DONE, free_port, wait_for
from tests.browser.test_live import publish_again

pytestmark = pytest.mark.slow  # half a minute of cut lines and restarts

INBOX = ROOT / "tests" / "golden" / "season_2022" / "inbox"
LOADED = datetime(2023, 1, 3, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HEJING, DAY = "652827", date(2022, 12, 31)
OFFICE, COUNTY = "州职改办（演示）", "和静县人社局（演示）"
TYPED = "平台附件没有传全，正在"


class Desk:
    """A served folder in which one flag of 和静县 waits for its county."""

    def __init__(self, data, folder):
        self.data, self.port, self.log = data, free_port(), Path(folder / "log")
        version = warehouse.current(data.warehouse)
        with warehouse.open_version(version) as con:
            flags = flags_at(con, office(), DAY.year, DAY)
            flag = next(f for f in flags if f.rule_id == "escape" and f.county_code == HEJING)
            self.case = case_of(con, version, flag)
        for step in (Step.HINT, Step.CHECK, Step.NOTIFY):
            self.take(step, OFFICE)

    def take(self, step, name, said=Said()):  # noqa: B008  it never changes
        who = next(each for each in demo_accounts() if each.name == name)
        now = datetime.now(BEIJING)
        acts.take(acts.desk_of(self.data), step, self.case, who, now, said)

    @contextmanager
    def served(self):
        with self.log.open("a") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "dashboard", "--port", str(self.port)],
                cwd=ROOT, env=os.environ | {"BZ_DATA": str(self.data.root)}, stdout=log, stderr=log,
            )  # fmt: skip
            try:
                wait_for(f"http://127.0.0.1:{self.port}/healthz", server, self.log)
                yield
            finally:
                server.terminate()
                server.wait(10)

    def address(self, actor, **more):
        asked = {
            "season": DAY.year,
            "day": f"{DAY}",
            "flag": f"escape-1.{HEJING}.1",
            "actor": actor,
        }
        return f"http://127.0.0.1:{self.port}/flags?{urlencode(asked | more)}"

    def life(self):
        return lives(register_of(self.data), DAY.year)[self.case.id.key]


@pytest.fixture
def desk(tmp_path):
    data = DataFolder(tmp_path / "data")
    pipeline.load(data, [INBOX], LOADED)
    return Desk(data, tmp_path)


@pytest.fixture
def wire(browser):
    """A page whose connection the test may cut: (page, the open connections)."""
    page = browser.new_page(viewport={"width": 1440, "height": 1200}, locale="zh-CN")
    connections = []

    def connect(route):
        route.connect_to_server()
        connections.append(route)

    page.route_web_socket("**/_stcore/stream", connect)
    yield page, connections
    page.close()


def test_a_half_typed_reply_survives_what_happens_to_the_connection(desk, wire):
    page, connections = wire
    with desk.served():
        page.goto(desk.address(COUNTY, county="和静县"))
        area = page.get_by_label("县市说明", exact=True)
        area.wait_for()
        page.wait_for_selector(DONE)
        area.press_sequentially(TYPED)

        cut = len(connections)
        connections[-1].close()
        page.wait_for_timeout(500)
        assert area.input_value() == TYPED
        _until(page, lambda: len(connections) > cut)
        page.wait_for_selector(DONE)
        assert area.input_value() == TYPED

        _, new = publish_again(desk.data)
        page.get_by_role("button", name="换到当前版本").click()
        page.wait_for_url(f"**v={new}**")
        page.wait_for_selector(DONE)
        assert area.input_value() == TYPED
        cut = len(connections)
    with desk.served():
        _until(page, lambda: len(connections) > cut)
        page.wait_for_selector(DONE)
        assert area.input_value() == TYPED
        assert "county=%E5%92%8C%E9%9D%99%E5%8E%BF" in page.url
        area.press("End")
        area.press_sequentially("补")
        page.get_by_role("button", name="登记：说明").click()
        page.locator(".notice", has_text="已登记：说明").wait_for()
    assert desk.life().acts[-1].reply == f"{TYPED}补"


def test_a_reason_being_written_survives_an_act_of_the_other_side(desk, wire):
    page, _ = wire
    with desk.served():
        page.goto(desk.address(OFFICE))
        page.get_by_role("radio", name="撤销", exact=True).click()
        area = page.get_by_label("撤销的理由", exact=True)
        area.wait_for()
        page.wait_for_selector(DONE)
        area.press_sequentially(TYPED)
        desk.take(Step.EXPLAIN, COUNTY, Said(reply="已补齐"))
        publish_again(desk.data)
        page.get_by_role("button", name="换到当前版本").click()
        page.get_by_text("办理：说明").wait_for()
        page.wait_for_selector(DONE)
        assert area.input_value() == TYPED
        page.get_by_role("button", name="登记：撤销").click()
        page.locator(".notice", has_text="已登记：撤销").wait_for()
    assert desk.life().state is State.WITHDRAWN


def _until(page, holds, seconds=30):
    for _ in range(seconds * 5):
        if holds():
            return
        page.wait_for_timeout(200)
    pytest.fail("没有重新连上")
