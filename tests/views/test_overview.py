"""总览: every figure is the command line's, and the page says plainly what it knows and what not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard import headline, news, overview, pieces_places, place_facts
from dashboard.pieces import Word
from etl import queries
from etl.scope import office

DAY = date(2025, 12, 3)


def told(page):
    return dict.fromkeys(page.figures)


def expected(con, scope, day, by):
    figures = queries.figures(con, scope, day.year, day, by)
    return {(f.county_code or f.series_code): f.counts for f in figures}


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 22), date(2024, 12, 31), date(2024, 12, 11)])
def test_every_number_equals_what_the_command_line_counts(open_page, small_version, day):
    page = open_page(season=f"{day.year}", day=f"{day}")
    total = expected(small_version, office(), day, "none")[None]
    by_county = expected(small_version, office(), day, "county")
    assert len({county for _, county, _ in page.figures if county}) == 9
    for count, county, value in page.figures:
        assert value == (by_county[county] if county else total)[count], (count, county)


def test_what_is_shown_is_what_is_counted(open_page):
    page = open_page()
    assert [int(shown.replace("−", "-")) for shown in page.reader.shown] == [
        value for _, _, value in page.figures
    ]
    assert {"occupied", "allocated", "accepted", "recommended", "accepted_with_paper"} <= {
        count for count, _, _ in page.figures
    }


def test_with_one_county_its_series_stand_in_the_rows(open_page, small_version):
    page = open_page(county="库尔勒市")
    scope = office().narrowed("652801")
    by_series = expected(small_version, scope, DAY, "series")
    rows = [(count, code, value) for count, code, value in page.figures if code]
    assert {code for _, code, _ in rows} == {"KG", "SCH", "MED", "AGR"}
    for count, code, value in rows:
        assert value == by_series[code][count], (count, code)
    assert page.headline().startswith("库尔勒市")
    assert "九县市一览" not in page.text


def test_with_one_series_all_nine_counties_stand(open_page, small_version):
    page = open_page(series="中小学教师")
    by_county = expected(small_version, office().narrowed(series="SCH"), DAY, "county")
    for count, county, value in page.figures:
        if county:
            assert value == by_county[county][count]


@pytest.mark.slow
def test_the_headline_is_short_on_every_day_of_both_seasons(small_version):
    for year in (2024, 2025):
        day = date(year, 11, 11)
        while day <= date(year, 12, 31):
            seen = overview.read(small_version, office(), year, day, None)
            assert len(headline.sentence(seen)) <= 60, (day, headline.sentence(seen))
            assert len(news.news(seen)) <= 5
            day += timedelta(days=3)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 11, 17), "起申报，还有 1 天（1 个工作日）"),
        (date(2024, 11, 18), "申报还有 7 天（5 个工作日）"),
        (date(2024, 11, 25), "申报今天截止"),
        (date(2024, 11, 26), "网上审核办结"),
        (date(2024, 11, 28), "纸质材料"),
        (date(2024, 12, 10), "纸质材料"),
        (date(2024, 12, 11), "评审完成"),
        (date(2024, 12, 30), "评审完成"),
        (date(2024, 12, 31), "个名额评出"),
    ],
)
def test_the_sentence_follows_the_season_day_by_day(small_version, day, said):
    assert said in headline.sentence(overview.read(small_version, office(), 2024, day, None))


def test_before_the_first_window_only_what_was_allotted_is_shown(open_page):
    page = open_page(day="2025-11-12")
    assert "11月18日起申报" in page.text
    assert "需要知道的事" not in page.text
    assert "四个节点" in page.text


def test_a_county_that_sent_nothing_is_said_and_not_counted_as_zero(small_version):
    seen = overview.read(small_version, office(), 2025, DAY, None)
    silent = replace(seen.places[3], has_reported=False, facts=(Word("未报送", "amber", "未报送"),))
    shown = pieces_places.row(silent, lambda **_: "/", 10)
    assert "未报送" in shown
    assert 'data-count="allocated"' in shown
    assert 'data-count="occupied"' not in shown
    assert ">0<" not in shown


def test_a_place_without_a_document_shows_a_dash_for_its_places(small_version):
    seen = overview.read(small_version, office(), 2025, DAY, None)
    shown = pieces_places.row(replace(seen.places[0], is_allotted=False), lambda **_: "/", 10)
    assert 'data-count="allocated"' not in shown
    assert "—" in shown


def test_an_extension_and_a_silent_week_are_said_in_words(small_version):
    words = [
        fact.text
        for place in overview.read(small_version, office(), 2025, DAY, None).places
        for fact in place.facts
    ]
    assert any(word.startswith("本周未报（报至 ") for word in words)


def test_paper_is_still_due_until_its_window_ends_and_missing_from_the_day_after(small_version):
    def words(day):
        seen = overview.read(small_version, office(), 2024, day, None)
        return "，".join(fact.text for place in seen.places for fact in place.facts)

    assert "待送" not in words(date(2024, 11, 29))
    assert "待送" in words(date(2024, 12, 5))
    assert "缺件" not in words(date(2024, 12, 10))


def test_without_any_data_the_page_says_what_to_type(open_page, empty_data):
    page = open_page(data=empty_data)
    assert page.headline() == "还没有数据"
    assert "etl sample" in page.app.code[0].value


@pytest.mark.parametrize("county", [None, "652801"])
def test_what_moved_is_the_difference_of_the_figures_of_two_days(small_version, county):
    scope = office().narrowed(county)
    seen = overview.read(small_version, scope, 2025, DAY, county)
    [now], [then] = (
        queries.figures(small_version, scope, 2025, day) for day in (DAY, DAY - timedelta(days=7))
    )
    assert set(seen.moves) == set(now.counts)
    for count, move in seen.moves.items():
        assert (move.before, move.now) == (then.counts[count], now.counts[count]), count
        assert move.change == move.now - move.before == sum(change for _, change in move.places)


def test_the_facts_of_a_place_are_its_figures(small_version):
    for day in (DAY, date(2024, 12, 31)):
        for place in overview.read(small_version, office(), day.year, day, None).places:
            told = {fact.text for fact in place.facts}
            for count, _, words, _ in place_facts.FACTS_BEFORE:
                value = place.counts[count]
                assert (words.format(n=value) in told) == (value > 0), (place.name, count)
