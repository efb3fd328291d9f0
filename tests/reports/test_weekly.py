"""周调度: every number is the command line's, every sentence of change is 周报's, gaps are said as such."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from dashboard import place_facts, words
from dashboard.reports import weekly_dates, weekly_facts, weekly_matters, weekly_tables
from dashboard.reports.weekly import weekly_paper
from etl import catalog
from etl.errors import UserError
from etl.queries import Rate
from etl.scope import NOBODY, leader, office
from tests.reports.read_paper import column, paragraphs, table, text
from tests.reports.weeks import (
    BEFORE,
    BORDER,
    COUNTIES,
    DAYS,
    END,
    KNOWN,
    PAPER,
    RUSH,
    con,
    metrics,
    origin,
    season_2022,
    season_2022_folder,
    small_data,
    small_version,
)
from tests.sparing import sparing
from tests.views.conftest import open_page
from tests.views.digest_weeks import WEEK

__all__ = [
    "con", "metrics", "open_page", "season_2022", "season_2022_folder", "small_data", "small_version"
]  # fmt: skip
MILESTONES = {each.id: each for each in catalog.milestones()}
FLAGGED = KNOWN[-1]


@cache
def paper_of(con, day, scope=None):
    return weekly_paper(con, scope or office(), day.year, day, origin(day))


@cache
def week_of(con, day):
    return weekly_facts.read(con, office(), day.year, day)


@pytest.mark.parametrize("day", sparing(DAYS))
def test_every_count_and_share_of_the_nine_is_the_command_lines(con, day, metrics):
    found = table(paper_of(con, day), "各县市进度")
    known = {**metrics(day, "county"), None: metrics(day)[None]}
    checked = 0
    for each in found.columns:
        for county, cell in column(found, each.key).items():
            if each.key in MILESTONES:
                ids = MILESTONES[each.key]
                pair = [known[county][ids.numerator], known[county][ids.denominator]]
            elif each.kind == "rate":
                pair = known[county]["rates"][each.key]
            elif each.kind == "count":
                assert cell == known[county][each.key], (each.key, county)
                checked += 1
                continue
            else:
                continue
            assert [cell.numerator, cell.denominator] == pair, (each.key, county)
            checked += 1
    assert checked >= 10 * 4
    left_out = {count for counts in weekly_tables.GROUPS.values() for count in counts} - {
        each.key for each in found.columns
    }
    assert all(known[None][count] == 0 for count in left_out)


@pytest.mark.parametrize("day", sparing([PAPER, KNOWN[2]]))
def test_the_bars_are_the_counts_of_the_nine(con, day, metrics):
    [picture] = paper_of(con, day).pictures()
    known = metrics(day, "county")
    for code, bar in zip(COUNTIES, picture.chart.rows, strict=True):
        counts = known[code]
        assert (bar.whole, bar.reached, bar.done) == tuple(
            counts[count] for count in ("allocated", "occupied", "accepted")
        )


def test_the_sentences_of_change_are_those_of_the_page(con_of_page, open_page):
    paper = paper_of(con_of_page, PAPER)
    page = open_page("digest", day=f"{PAPER}")
    first, *told = [solid(each.text) for each in paragraphs(paper, "本周变化")]
    assert first == solid(page.headline())
    lines = [solid(each) for each in re.findall(r"<li[^>]*>(.*?)</li>", page.html)]
    assert len(lines) > 5
    assert told[: len(lines)] == lines
    assert [each.startswith("另有") for each in told[len(lines) :]] in ([], [True])


def solid(words):
    """The words without tags and blanks."""
    return re.sub(r"<[^>]*>|\s", "", words)


@pytest.fixture
def con_of_page(small_version):
    return small_version


@pytest.mark.parametrize("day", sparing(DAYS))
def test_the_pace_asks_for_no_more_than_the_working_days_that_have_passed(con, day):
    week = week_of(con, day)
    for each in week.due:
        for county, ahead in each.ahead.items():
            told, done = weekly_tables.pace(each, county), each.done[county]
            due = weekly_tables.expected(ahead, done) if ahead.total else 0
            assert due * ahead.total >= done.denominator * ahead.elapsed
            assert (due - 1) * ahead.total < done.denominator * ahead.elapsed or due == 0
            if told and told != "达到":
                assert done.numerator + int(told.split()[1]) == due <= done.denominator


def test_of_seven_on_time_by_half_the_window_four_are_due(con_of_page):
    ahead = replace(week_of(con_of_page, PAPER).due[0].ahead[None], elapsed=4, total=8)
    assert weekly_tables.expected(ahead, Rate(0, 7, 0.0)) == 4
    assert weekly_tables.expected(ahead, Rate(0, 8, 0.0)) == 4
    assert weekly_tables.expected(replace(ahead, elapsed=0), Rate(0, 8, 0.0)) == 0


@pytest.mark.parametrize("day", sparing(DAYS))
def test_what_is_to_be_seen_to_adds_up_to_its_count(con, day, metrics):
    week, whole, known = week_of(con, day), metrics(day)[None], metrics(day, "county")
    titles = {what: count for count, (what, _) in weekly_matters.ASKED.items()}
    matters = weekly_matters.matters(week)
    for each in matters:
        if count := titles.get(each.what):
            numbers = {week.names[code]: known[code][count] for code in COUNTIES}
            assert dict(each.places).items() <= numbers.items(), each.what
            if count != "waiting_paper":  # still due where the county has an extension
                assert each.total == whole[count], each.what
    told = {titles.get(each.what) for each in matters} - {None}
    broken = {each for each, *_ in place_facts.FACTS_BEFORE if whole[each]}
    assert broken <= told


def test_departments_are_those_of_the_series_concerned(season_2022):
    week = week_of(season_2022, FLAGGED)
    [matter] = [
        each
        for each in weekly_matters.matters(week)
        if each.what == weekly_matters.ASKED["over_quota"][0]
    ]
    series = {code for (_, code), each in week.by_series.items() if each.counts["over_quota"]}
    assert set(matter.departments) == {
        name for code in series for name in weekly_matters.DEPARTMENTS[code]
    }


def test_a_flag_proposes_a_look_and_never_says_that_places_are_cut(season_2022):
    paper = paper_of(season_2022, FLAGGED)
    said = text(paper)
    assert "建议核查" in said
    assert "以领导小组研究意见为准（五（二））" in said
    assert not re.search(r"核减(?!下一年度指标，以领导小组)", said)


def test_before_the_season_only_places_and_dates_stand(con_of_page):
    paper = paper_of(con_of_page, BEFORE)
    assert [each.title for each in paper.sections] == ["各县市进度", "往后的日期", "需要协调的事项"]
    assert paper.opening == "11月18日起申报，还有 8 天（6 个工作日）；全州名额尚未下达。"
    rows = table(paper, "各县市名额").rows
    assert {row.cells[1:] for row in rows[:-1]} == {("未下达", "未下达")}
    assert rows[-1].cells == ("合计", None, None)
    assert not paper.pictures()


def test_after_the_season_nothing_is_left_to_be_in_time_for(season_2022):
    day = date(2023, 1, 3)
    paper = weekly_paper(season_2022, office(), 2022, day, origin(day))
    assert "本年度已终止，没有要赶的日期。" in text(paper)
    assert "pace" not in {each.key for each in table(paper, "各县市进度").columns}


def test_what_is_not_loaded_is_not_judged(con_of_page):
    told = text(paper_of(con_of_page, BORDER))
    assert "暂不评价，所需的表还没有载入。" in told
    assert "花名册本周未报" in told


def test_a_county_that_sent_nothing_has_dashes_and_no_zero(con_of_page):
    week = week_of(con_of_page, PAPER)
    silent = replace(week.seen.places[3], has_reported=False)
    seen = replace(week.seen, places=(*week.seen.places[:3], silent, *week.seen.places[4:]))
    found = weekly_tables.places(replace(week, seen=seen))
    name, usage, first, *others, _ = found.rows[3].cells
    assert (name, usage, first) == ("若羌县", f"—/{silent.counts['allocated']}", "未报送")
    assert set(others) == {None}


def test_the_brief_is_chinese_whatever_the_page_speaks(con_of_page):
    with words.speaking("en"):
        made = weekly_paper(con_of_page, office(), 2025, PAPER, origin(PAPER))
    assert made == paper_of(con_of_page, PAPER)


@pytest.mark.parametrize("day", sparing([RUSH, END, FLAGGED]))
def test_the_brief_names_no_person_and_no_number_of_one(con, day):
    said = text(paper_of(con, day))
    names = con.cursor().execute("select distinct name from accepted.roster where length(name) > 2")
    assert [name for (name,) in names.fetchall() if name in said] == []
    assert not re.search(r"\d{11}", said)
    assert said == text(paper_of(con, day, leader()))


def test_whoever_sees_nothing_gets_no_brief(con_of_page):
    with pytest.raises(UserError, match="没有可看的县市"):
        paper_of(con_of_page, PAPER, NOBODY)


@pytest.mark.parametrize("day", [PAPER, FLAGGED])
def test_the_dates_ahead_are_in_order_and_their_days_are_counted(con, day):
    events = weekly_dates.coming(week_of(con, day))
    assert [each.day for each in events] == sorted(each.day for each in events)
    [told] = paragraphs(paper_of(con, day), "往后的日期")
    for each, said in zip(events, told.text.split("；"), strict=True):
        left = (each.day - day).days
        assert said.startswith(f"{each.day.month}月{each.day.day}日（")
        shown = f"{left} 天 / {each.workdays_left} 个工作日" if left else "就在当天"
        assert said.removesuffix("。").endswith(f"，{shown}")


def test_the_week_before_is_seven_days_before(con_of_page):
    seen = week_of(con_of_page, PAPER).compared
    assert seen.now.day - seen.base.day == WEEK
