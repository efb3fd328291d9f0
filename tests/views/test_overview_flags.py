"""总览 with its flags: sentence, rows and the fourth number show exactly the levels of the day."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import headline, overview, pieces_places, raised
from etl import queries
from etl.flags.decision_days import decision_days
from etl.flags.judge import flags_at
from etl.scope import office

DAY = date(2025, 12, 3)
KNOWN_DAYS = (date(2022, 11, 30), date(2022, 12, 11), date(2022, 12, 31))


def seen_on(con, day):
    seen = overview.read(con, office(), day.year, day, None)
    found = flags_at(con, office(), day.year, day)
    days = decision_days(con, day.year, day)
    return overview.with_flags(seen, raised.of(day, found, days), None)


def plain(html):
    return re.sub(r"<[^>]*>|\u2009", "", html)


@pytest.mark.parametrize("day", KNOWN_DAYS)
def test_the_page_shows_exactly_the_levels_of_the_flags(
    open_page, season_2022, season_2022_folder, day
):
    page = open_page(data=season_2022_folder, season=f"{day.year}", day=f"{day}")
    flags = [f for f in flags_at(season_2022, office(), day.year, day) if f.unit is None]
    red = {f.county_code for f in flags if f.level == "red"}
    assert red == {"652824", "652827"}
    fourth = page.html.split("建议核查的县市")[1].split('class="below"')[0]
    assert plain(fourth + ">").startswith(f"{len(red)} / 9")
    names = queries.names(season_2022)
    rows = page.html.split('<table class="places"')[1].split("</table>")[0].split("<tr>")
    for code in {f.county_code for f in flags}:
        row = plain(next(each for each in rows if f">{names[code]}<" in each))
        for level, word in (("red", "建议核查（"), ("amber", "关注（")):
            grounds = {f.ground for f in flags if f.county_code == code and f.level == level}
            if level == "red":
                assert (word in row) == bool(grounds), code
            assert all(ground in row for ground in grounds)
    assert ("过程提示" in page.text) == any(not f.is_decision_day for f in flags)


@pytest.mark.parametrize("day", [DAY, date(2025, 11, 22), date(2024, 12, 11), date(2024, 12, 31)])
def test_the_sentence_with_flags_is_short(small_version, day):
    assert len(headline.sentence(seen_on(small_version, day))) <= 60


@pytest.mark.parametrize("day", KNOWN_DAYS)
def test_the_sentence_that_names_counties_is_short_too(season_2022, day):
    told = headline.sentence(seen_on(season_2022, day))
    assert len(told) <= 60
    is_hint = day not in (KNOWN_DAYS[0], KNOWN_DAYS[2])
    assert "若羌县、和静县建议核查" in told
    assert ("（过程提示）" in told) == is_hint


def test_what_does_not_fit_a_row_is_counted(small_version):
    place = seen_on(small_version, DAY).places[0]
    facts = tuple(raised.Word(f"事项 {n}", "red", "") for n in range(7))
    full = replace(place, facts=facts, flags=(raised.Word("关注（材料缺漏）", "amber", "关注"),))
    shown = plain(pieces_places.row(full, lambda **_: "/", 10))
    assert "关注（材料缺漏）" in shown
    assert "事项 3".replace(" ", "") in shown.replace(" ", "")
    assert shown.endswith("等3项")


def test_the_levels_lead_to_the_flags_of_the_county(open_page, season_2022_folder):
    page = open_page(data=season_2022_folder, season="2022", day="2022-12-31")
    rows = page.html.split('<table class="places"')[1]
    links = re.findall(r'href="(/flags[^"]*)"', rows)
    assert links
    assert all("county=" in link and "season=2022" in link for link in links)


def test_with_one_series_the_plain_limits_stand_since_flags_judge_whole_counties(open_page):
    page = open_page(series="中小学教师")
    assert "建议核查" not in page.text
    assert "超额或材料逾期的县市" in page.text
