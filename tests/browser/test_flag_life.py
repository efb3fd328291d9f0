"""A flag from hint to decision in a browser: explained, withdrawn, raised anew, confirmed, proposed."""

import csv
import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from etl import evidence, pipeline, warehouse
from etl.contract.model import contract
from etl.paths import ROOT, DataFolder
from etl.register import register_of
from etl.scope import office
from tests.browser.conftest import free_port, wait_for
from tests.browser.test_pages import NOT_PROSE, WORDS

INBOX = ROOT / "tests" / "golden" / "season_2022" / "inbox"
NOW = datetime(2023, 1, 3, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HEJING, DAY = "652827", "2022-12-31"
OFFICE, COUNTY = "州职改办（演示）", "和静县人社局（演示）"
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@pytest.fixture
def season(tmp_path):
    data = DataFolder(tmp_path / "data")
    pipeline.load(data, [INBOX], NOW)
    return data


@pytest.fixture
def served(season, tmp_path):
    port, log = free_port(), (tmp_path / "log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port)],
        cwd=ROOT, env=os.environ | {"BZ_DATA": str(season.root)}, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server, Path(log.name))
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


class Desk:
    """Someone before the flag of 和静县 on the year's last day."""

    def __init__(self, browser, address):
        self.page = browser.new_page(viewport={"width": 1440, "height": 1400}, locale="zh-CN")
        self.address = address

    def sit(self, actor):
        asked = {"season": 2022, "day": DAY, "flag": f"escape-1.{HEJING}.1", "actor": actor}
        self.page.goto(f"{self.address}/flags?{urlencode(asked)}")
        self.page.get_by_text("办理：").first.wait_for()
        self.page.wait_for_selector(DONE)

    def act(self, title, told=None, **fields):
        """Take a step, and wait until what it should say is told."""
        choice = self.page.get_by_role("radio", name=title, exact=True)
        if choice.get_attribute("aria-checked") != "true":
            choice.click()
        send = self.page.get_by_role("button", name=f"登记：{title}")
        send.wait_for()
        for label, value in fields.items():
            field = self.page.get_by_label(label, exact=True)
            field.fill(value)
            field.blur()
        self.page.wait_for_selector(DONE)
        send.click()
        notice = self.page.locator(".notice", has_text=told or f"已登记：{title}")
        notice.wait_for()

    @property
    def foreign_words(self):
        self.page.wait_for_selector(DONE)
        return re.findall(r"[A-Za-z]{2,}", re.sub(NOT_PROSE, "", self.page.evaluate(WORDS)))

    @property
    def text(self):
        self.page.wait_for_selector(DONE)
        return self.page.locator('[data-testid="stMain"]').inner_text().replace("\u2009", "")


def correct_one_return(data, folder):
    """The register of corrections takes back the only return of one of the county's files."""
    with warehouse.open_version(warehouse.current(data.warehouse)) as con:
        found = evidence.cases(
            con, office().narrowed(HEJING), "escaped", 2022, date.fromisoformat(DAY)
        )
        number, submission = con.execute(
            "select application_no, min(submission_no) from accepted.reviews"
            " where list_contains($escaped, application_no) and outcome = '退回'"
            " and level = '州级形式审核' group by all having count(*) = 1 order by all limit 1",
            {"escaped": [case["application_no"] for case in found]},
        ).fetchone()
    row = {
        "season": "2022", "county": "和静县", "application_no": number,
        "kind": "误退更正", "submission_no": f"{submission}", "milestone": "州级形式审核",
        "reason": "平台附件加载故障", "document_no": "职改办记录", "recorded_on": "2022-12-20",
    }  # fmt: skip
    columns = contract().kinds["adjustments"].columns
    folder.mkdir()
    with (folder / "州_延期与误退登记_更正.csv").open(
        "w", encoding="utf-8-sig", newline=""
    ) as file:
        writer = csv.writer(file)
        writer.writerow([each.header for each in columns.values()])
        writer.writerow([row.get(name, "") for name in columns])
    pipeline.load(data, [folder], NOW + timedelta(days=7))


@pytest.mark.slow
def test_a_flag_lives_from_hint_to_a_proposal(browser, season, served, tmp_path):
    desk = Desk(browser, served)
    desk.sit(OFFICE)
    assert "16/36" in desk.text
    for title in ("提示", "核数", "告知"):
        desk.act(title)
    desk.act("复核", "县市还可以说明到", 复核意见="尚早")
    desk.sit(COUNTY)
    desk.act("说明", 县市说明="平台附件没有传全，已补齐")
    desk.sit(OFFICE)
    assert "平台附件没有传全" in desk.text
    desk.act("撤销", "没有填撤销的理由")
    desk.act("撤销", 撤销的理由="说明属实")
    desk.sit(OFFICE)
    desk.act("提示", "证据行没有变化")

    correct_one_return(season, tmp_path / "more")
    desk.sit(OFFICE)
    assert "15/36" in desk.text
    for title in ("提示", "核数", "告知"):
        desk.act(title)
    desk.sit(COUNTY)
    desk.act("说明", 县市说明="其余已整改")
    assert not desk.foreign_words
    desk.sit(OFFICE)
    assert not desk.foreign_words
    desk.act("复核", 复核意见="说明不足以解除")
    desk.act("确认", "没有填文号", 决定人="王主任")
    desk.act("确认", 决定人="王主任", 文号="巴职改〔2023〕1号")
    asked = {"拟提请核减（个）": "9", "理由": "材料把关不严"}
    desk.act("拟提请核减", "最多可拟提请核减", **asked)
    desk.act("拟提请核减", **asked | {"拟提请核减（个）": "1"})
    desk.sit(OFFICE)
    for words in ("文号 巴职改〔2023〕1号", "以研究意见为准", "已登记 1 项"):
        assert words.replace(" ", "") in desk.text.replace(" ", "")

    desk.page.get_by_role("link", name="当时的样子").first.click()
    desk.page.get_by_text("看现在的").wait_for()
    assert "16/36" in desk.text
    assert not desk.page.locator('[data-testid="stAlert"]').count()
    assert register_of(season).verify() == []
    desk.page.close()
