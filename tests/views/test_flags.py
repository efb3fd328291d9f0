"""预警: levels are those of the command line; explained, recorded and shown again exactly; never a rank."""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard import acting, flagged, queries_flags
from dashboard import sentences_flags as say
from etl import warehouse
from etl.actor import demo_accounts
from etl.flags.facts import facts_at
from etl.flags.judge import flags_at
from etl.lifecycle import acts, records
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import case_of
from etl.lifecycle.states import Step
from etl.paths import DataFolder
from etl.reference import places
from etl.register import BEIJING
from etl.scope import county_officer, leader, office

BETWEEN, FIRST, END = date(2022, 12, 5), date(2022, 11, 30), date(2022, 12, 31)
LATE = date(2025, 12, 31)  # the small season is loaded through 3 December
NOW = datetime(2023, 1, 6, 9, 0, tzinfo=BEIJING)
OFFICE, LEADER, *OFFICERS = demo_accounts()
CELL = re.compile(r'data-level="(\w+)"')


@pytest.fixture
def on_this_machine(monkeypatch):
    monkeypatch.setattr(acting, "is_loopback", lambda: True)


@pytest.fixture
def open_flags(open_page, season_2022_folder):
    def run(day=END, data=season_2022_folder, **more):
        return open_page("flags", data, season=f"{day.year}", day=f"{day}", **more)

    return run


@pytest.fixture
def raised(season_2022):
    """和静县 lets more through than others: 建议核查 at the year's end."""
    flags = flags_at(season_2022, office(), END.year, END)
    return next(f for f in flags if f.rule_id == "escape" and f.county_code == "652827")


@pytest.mark.parametrize("day", [BETWEEN, FIRST, END])
def test_every_level_is_the_one_that_the_rules_give(open_flags, season_2022, day):
    page = open_flags(day)
    flags = flags_at(season_2022, office(), day.year, day)
    counties = [flag.level for flag in flags if flag.unit is None]
    units = [flag.level for flag in flagged.raised(flags) if flag.unit]
    assert sorted(CELL.findall(page.html)) == sorted(counties + units)
    for flag in flagged.raised(flags):
        assert f'{flag.observed}</b><span class="of">/{flag.n}' in page.html


def test_counties_stand_in_administrative_order_under_every_rule(open_flags):
    page = open_flags()
    order = [place.name for place in places("counties")]
    for table in page.html.split('class="flagged ')[1:]:
        heads = re.findall(r'<th scope="row">([^<]+)<', table.split("</table>")[0])
        assert heads == [name for name in order if name in heads]
    assert not re.search("排名第|第.名", page.text)


def test_a_day_between_decisions_is_a_hint_of_the_process(open_flags):
    assert "过程提示" in open_flags(BETWEEN).headline()
    assert "判定：" in open_flags().headline()


def test_before_the_sheets_are_loaded_nothing_is_judged(open_page, small_version):
    flags = flags_at(small_version, office(), LATE.year, LATE)
    lacking = [flag for flag in flags if flag.level == flagged.NOT_EVALUATED]
    assert lacking
    page = open_page("flags", season=f"{LATE.year}", day=f"{LATE}", flag=flagged.key(lacking[0]))
    assert "暂不评价" in page.headline()
    assert "名额浪费0/9" in page.text.replace(" ", "")
    assert f"没有检验：{lacking[0].reason_not_evaluated}".replace(" ", "") in page.text.replace(
        " ", ""
    )


def test_one_county_sees_its_own_flags_judged_against_all(open_flags, season_2022):
    county = places("counties")[6]
    page = open_flags(county=county.name)
    flags = flags_at(season_2022, county_officer(county.code), END.year, END)
    assert county.name in page.headline()
    own = [flag.level for flag in flags if flag.unit is None]
    units = [flag.level for flag in flagged.raised(flags) if flag.unit]
    assert sorted(CELL.findall(page.html)) == sorted(own + units)
    others = {place.name for place in places("counties")} - {county.name}
    assert not {name for name in others if f">{name}<" in page.html}


def test_without_data_there_is_a_word_instead(open_page, empty_data):
    assert open_page("flags", data=empty_data).headline() == "还没有数据"


def test_an_explanation_gives_clause_rule_figures_and_what_would_change_it(open_flags, raised):
    page = open_flags(flag=flagged.key(raised))
    for words in ("五（二）", f"第{raised.rule_version}版", f"{raised.observed}/{raised.n}"):
        assert words in page.text
    assert f">{raised.rule_id}</code>" in page.html
    assert "即解除" in page.text
    assert "11月30日" in page.text.split("各判定日")[1].split("12月31日建议核查16/36")[0]
    assert "精确区间" in page.text
    assert "核减" not in page.text.replace("不等于核减", "").replace("拟提请核减", "").replace(
        "减指标", ""
    )


@pytest.mark.usefixtures("on_this_machine")
def test_only_who_may_see_persons_sees_names(open_flags, raised, season_2022):
    rows = queries_flags.lines(season_2022, office(), raised)
    names = {row["name"] for row in rows if row["name"] and row["count_id"] == raised.evidence[0]}
    asked = {"flag": flagged.key(raised)}
    assert all(name in open_flags(**asked).html for name in names)
    page = open_flags(**asked, actor=LEADER.name)
    assert not {name for name in names if f">{name}<" in page.html}
    assert not any(r["name"] for r in queries_flags.lines(season_2022, leader(), raised))


def test_nobody_acts_from_another_machine(open_flags, raised):
    page = open_flags(flag=flagged.key(raised))
    assert not [box for box in page.app.selectbox if box.key == "actor"]
    assert not page.app.get("form")


@pytest.mark.usefixtures("on_this_machine")
def test_a_county_does_not_see_a_neighbours_flag_by_its_address(open_flags, raised):
    other = next(each for each in OFFICERS if raised.county_code not in each.scope.counties)
    page = open_flags(flag=flagged.key(raised), actor=other.name)
    assert "没有这一条" in page.text
    assert not page.app.get("download_button")


def test_a_recorded_flag_is_shown_exactly_as_it_was(
    open_flags, raised, season_2022_folder, tmp_path
):
    data = DataFolder(tmp_path)
    shutil.copytree(season_2022_folder.warehouse, data.warehouse)
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        case = case_of(con, version, replace(raised, is_decision_day=True, observed=987, n=1987))
    desk = acts.desk_of(data)
    life = acts.take(desk, Step.HINT, case, OFFICE, NOW, Said(note="逐件核对"))
    page = open_flags(act=f"{life.acts[-1].act_no}", data=data)
    assert "987/1987" in page.text
    assert "当时的样子" in page.text
    assert "逐件核对" in open_flags(flag=flagged.key(raised), data=data).text
    assert flagged.chosen_act(records.lives(desk.register).values(), "1", leader())
    assert not flagged.chosen_act(
        records.lives(desk.register).values(), "1", replace(leader(), counties=frozenset())
    )


def test_a_series_filter_changes_no_flag_and_is_told(open_flags):
    whole, narrowed = open_flags(), open_flags(series=places("series")[0].name)
    assert CELL.findall(narrowed.html) == CELL.findall(whole.html)
    assert say.ALL_SERIES in narrowed.text
    assert say.ALL_SERIES not in whole.text


def test_facts_are_those_of_the_day_with_clause_and_number(open_flags, season_2022):
    page = open_flags()
    for fact in facts_at(season_2022, office(), END.year, END):
        assert fact.title in page.text
        if fact.number and fact.evidence:
            assert f"{fact.number}{fact.measure}" in page.text.replace(" ", "")
