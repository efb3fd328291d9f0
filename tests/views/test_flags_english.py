"""预警 in English: levels, reasons, lives and refusals; only what people typed and named stays Chinese."""

import re
import shutil
from datetime import date, datetime

import pytest

from dashboard import acting, flagged, mistakes, sentences_flags, words
from etl import warehouse
from etl.actor import demo_accounts
from etl.errors import UserError
from etl.flags.judge import flags_at
from etl.lifecycle import acts
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import case_of
from etl.lifecycle.states import Step
from etl.paths import DataFolder
from etl.register import BEIJING
from etl.scope import office

END, LATE = date(2022, 12, 31), date(2025, 12, 31)
NOW = datetime(2023, 1, 6, 9, 0, tzinfo=BEIJING)
OFFICE, LEADER, *OFFICERS = demo_accounts()
MARKED = re.compile(r'<span lang="zh-Hans">[^<]*</span>')
ATTRIBUTE = re.compile(r'(?:href|data-[a-z]+)="[^"]*"')
HAN = re.compile(r"[^<>]*[\u4e00-\u9fff][^<>]*")
SAYS = "平台附件没有传全"


@pytest.fixture
def english():
    with words.speaking("en"):
        yield


@pytest.fixture
def recorded(season_2022, season_2022_folder, tmp_path):
    """和静县's flag hinted, checked, notified and explained."""
    data = DataFolder(tmp_path)
    shutil.copytree(season_2022_folder.warehouse, data.warehouse)
    flags = flags_at(season_2022, office(), END.year, END)
    flag = next(f for f in flags if f.rule_id == "escape" and f.county_code == "652827")
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        case = case_of(con, version, flag)
    desk = acts.desk_of(data)
    officer = next(each for each in OFFICERS if flag.county_code in each.scope.counties)
    for step in (Step.HINT, Step.CHECK, Step.NOTIFY):
        acts.take(desk, step, case, OFFICE, NOW, Said())
    acts.take(desk, Step.EXPLAIN, case, officer, NOW, Said(reply=SAYS))
    return data, flag, desk, case


def chinese_left(page):
    """What is neither marked as Chinese nor an address; the way to the Chinese page is Chinese."""
    left = HAN.findall(ATTRIBUTE.sub("", MARKED.sub("", page.html)))
    return [each for each in left if each.strip() != "中文"]


def test_no_chinese_is_left_but_what_people_named_and_typed(open_page, recorded, monkeypatch):
    monkeypatch.setattr(acting, "is_loopback", lambda: True)
    data, flag, *_ = recorded
    asked = {"season": "2022", "day": f"{END}", "lang": "en", "flag": flagged.key(flag)}
    page = open_page("flags", data, **asked, actor="Hejing office (demo)")
    assert chinese_left(page) == []
    assert f'<span lang="zh-Hans">{SAYS}</span>' in page.html
    assert page.headline() == "Decided on 31 Dec: look into Hejing."
    told = " ".join(page.text.split())
    for said in ("Hejing office (demo)", "Days of decision", "fewer would end “look into it”"):
        assert said in told
    labels = [box.label for box in page.app.text_area]
    assert labels == ["Explanation of the county"]


def test_an_account_is_understood_in_either_language(open_page, recorded, monkeypatch):
    monkeypatch.setattr(acting, "is_loopback", lambda: True)
    data, flag, *_ = recorded
    asked = {"season": "2022", "day": f"{END}", "flag": flagged.key(flag)}
    for lang, name in (("zh", "Hejing office (demo)"), ("en", "和静县人社局（演示）")):
        page = open_page("flags", data, **asked, lang=lang, actor=name)
        assert page.app.selectbox(key="actor").value == "demo-652827"


def test_what_is_missing_is_told_with_offices_and_sheets(open_page, small_version):
    lacking = [
        flag
        for flag in flags_at(small_version, office(), LATE.year, LATE)
        if flag.level == flagged.NOT_EVALUATED
    ]
    page = open_page(
        "flags", season=f"{LATE.year}", day=f"{LATE}", flag=flagged.key(lacking[0]), lang="en"
    )
    assert "cannot be judged yet, the sheets needed are not loaded" in page.headline()
    assert re.search(r"Not tested: \w+: .+ loaded only through 2025-", " ".join(page.text.split()))
    assert chinese_left(page) == []


@pytest.mark.usefixtures("english")
def test_what_the_register_refuses_is_told_in_english(recorded):
    _, _, desk, case = recorded
    told = []
    for step, actor, said in (
        (Step.CONFIRM, OFFICE, Said()),
        (Step.EXPLAIN, OFFICE, Said()),
        (Step.EXPLAIN, OFFICERS[0], Said()),
        (Step.REVIEW, OFFICE, Said()),
        (Step.WITHDRAW, OFFICE, Said(note="字" * 3000)),
    ):
        with pytest.raises(UserError) as refused:
            acts.take(desk, step, case, actor, NOW, said)
        told.append(mistakes.told(refused.value))
    assert told[0].startswith("The state is “explanation”: the confirmation cannot be recorded.\n")
    assert "up to the county's officer" in told[1]
    assert told[2] == (
        "The explanation is up to the county itself; the present account is “Korla office (demo)”.\n"
        "Leave it to the county's officer."
    )
    assert told[3].startswith("The opinion of the review is missing.")
    assert "3000 characters" in told[4]
    assert not [each for each in told if re.search("[\u4e00-\u9fff]", each)]


@pytest.mark.usefixtures("english")
def test_what_would_change_a_flag_needs_no_measure_word(recorded):
    _, flag, *_ = recorded
    assert sentences_flags.change(flag) == "6 fewer would end “look into it” (all else unchanged)"
