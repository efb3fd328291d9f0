"""总览 is read in ten seconds, in either language: one short sentence, four numbers, states in words."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from dashboard import headline, listed, news, overview, pieces_places, queries, raised
from dashboard.pieces import Word
from dashboard.words import CHINESE, ENGLISH, say, speaking
from etl.flags.decision_days import decision_days
from etl.flags.judge import flags_at
from etl.scope import office
from tests.sparing import sparing
from tests.views.reading import HAN, chinese, linked

DAY = date(2025, 12, 3)
MOST = {CHINESE: 60, ENGLISH: 140}
FIRST_SCREEN = {
    CHINESE: ("数据截至", "12月3日", "下一节点", "12月10日", "剩 7"),
    ENGLISH: ("Data as of", "3 Dec", "Next date", "10 Dec", "7 days"),
}
ASKING = {
    CHINESE: r"县市(超额|建议核查|列入)|(县|市)(、\w+)?建议核查|没有县市建议核查|预警暂不评价",
    ENGLISH: r"look into|no county to look into|to keep an eye on|flags not judged yet",
}
SINCE = {CHINESE: "较11月26日", ENGLISH: "Since 26 Nov"}
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50]")
RANKS = re.compile(
    r"排名|名次|第[一二三1-3]名|榜|\brank|\bbest\b|\bworst\b|\btop \d", re.IGNORECASE
)
LANGUAGES = pytest.mark.parametrize("lang", sparing(MOST))  # English: in `make faults`


def with_flags(con, day, county=None):
    scope = office().narrowed(county)
    seen = overview.read(con, scope, day.year, day, county)
    days = decision_days(con, day.year, day)
    found = raised.of(day, flags_at(con, scope, day.year, day), days)
    return overview.with_flags(seen, found, county)


@LANGUAGES
def test_the_sentence_is_short_on_every_day_and_for_every_county(small_version, lang):
    with speaking(lang):
        for year in (2024, 2025):
            for days in range(0, 51, 5):
                day = date(year, 11, 11) + timedelta(days)
                for county in (None, "652826"):
                    scope = office().narrowed(county)
                    seen = overview.read(small_version, scope, year, day, county)
                    told = headline.sentence(seen)
                    assert len(told) <= MOST[lang], told
                    titles = [headline.places_title(seen), headline.milestones_title(seen)]
                    titles += [each.text for each in news.news(seen)]
                    assert lang == CHINESE or not HAN.search("".join([told, *titles])), titles


@LANGUAGES
@pytest.mark.parametrize("day", [DAY, date(2024, 12, 11)])
def test_the_sentence_says_how_many_counties_or_which_need_a_word(small_version, lang, day):
    with speaking(lang):
        told = headline.sentence(with_flags(small_version, day))
    assert re.search(ASKING[lang], told), told
    assert len(told) <= MOST[lang]


@LANGUAGES
def test_nothing_less_grave_stands_where_something_graver_had_no_room(
    small_version, monkeypatch, lang
):
    seen = overview.read(small_version, office(), DAY.year, DAY, None)
    monkeypatch.setattr(headline, "_asking", lambda _: ["首先", "其次" * MOST[lang], "最后"])
    with speaking(lang):
        told = headline.sentence(seen)
    assert "首先" in told
    assert "最后" not in told


@pytest.mark.parametrize("county", [None, "652825"])
def test_in_english_who_is_over_or_late_has_room_after_two_counties_to_look_into(
    small_version, monkeypatch, county
):
    hint = "look into Ruoqiang, Yanqi (interim hint)"
    monkeypatch.setattr(headline.raised_words, "sentence", lambda *_: hint)
    with speaking(ENGLISH):
        seen = with_flags(small_version, DAY, county)
        counts = seen.counts | {"allocated": 234, "occupied": 209, "waiting_paper": 156}
        red = (Word("over", "red"),)
        places = tuple(replace(place, facts=red) for place in seen.places[-7:])
        full = replace(seen, total=replace(seen.total, counts=counts), places=places)
        told = headline.sentence(full)
    assert hint in told
    assert re.search(r"(seven counties|four series) over quota or late\.$", told), told


@LANGUAGES
def test_frame_and_sentence_carry_the_day_the_next_date_and_the_counties_to_ask(open_page, lang):
    page = open_page(lang=lang)
    frame = page.html.split("headline")[0]
    shown = re.sub(r"<[^>]*>|\u2009", "", frame).replace("\xa0", " ")
    for words in FIRST_SCREEN[lang]:
        assert re.search(words.replace(" ", " ?"), shown), (words, shown)
    assert re.search(ASKING[lang], page.headline())
    assert page.html.index('class="headline"') < page.html.index('class="numbers"')


@LANGUAGES
@pytest.mark.parametrize("asked", [{}, {"county": "652826"}, {"series": "SCH"}])
def test_at_most_four_numbers_each_with_its_change_since_a_week_ago(open_page, lang, asked):
    page = open_page(lang=lang, **asked)
    numbers = page.html.split('class="numbers"')[1].split('<table class="places"')[0]
    below = [
        part.split("</div>")[0].replace("\u2009", "") for part in numbers.split('"below">')[1:]
    ]
    assert 1 <= len(below) <= 4
    for each in below:
        told = SINCE[lang] in each
        assert told or ("county" in asked and "11" in each and ("判定日" in each or "day" in each))


@LANGUAGES
def test_nothing_needs_hovering_and_nothing_is_a_gauge_a_pie_or_a_rank(open_page, lang):
    page = open_page(lang=lang)
    assert not page.app.get("plotly_chart")
    bars = re.findall(r'class="bullet"[^>]*aria-label="([^"]*)"', page.html)
    rows = page.html.split('<table class="places"')[1].split("</table>")[0].split("<tr>")[2:]
    assert len(bars) == len(rows) == 9
    for told, row in zip(bars, rows, strict=True):
        printed = set(re.findall(r"\d+", re.sub(r"<[^>]*>", " ", row)))
        assert set(re.findall(r"\d+", told.split(",")[0].split("，")[0])) <= printed
    assert not EMOJI.search(page.html)
    assert not RANKS.search(page.text)
    assert not re.search(r"\stitle=", page.html.split('class="headline"')[1])


@LANGUAGES
def test_every_coloured_state_has_its_word_and_counties_stand_in_order(open_page, lang):
    page = open_page(lang=lang)
    states = re.findall(r'class="word (red|amber|blue)">([^<]*)<', page.html)
    assert states
    assert all(re.search(r"\w{2,}", words) for _, words in states)
    order = [code for code in order_of(page) if code.startswith("6528")]
    assert order == sorted(order)


def order_of(page):
    rows = page.html.split('<table class="places"')[1].split("</table>")[0]
    return list(dict.fromkeys(re.findall(r'data-county="(\w+)"', rows)))


def test_the_page_is_english_but_for_what_stands_in_files(open_page):
    for asked in ({}, {"county": "Korla"}, {"season": "2024"}, {"day": "2025-11-12"}):
        page = open_page(lang="en", **asked)
        assert chinese(page) == [], asked


@LANGUAGES
@pytest.mark.parametrize("asked", [{}, {"county": "652801"}])
def test_every_k_and_n_leads_to_the_list_behind_it(open_page, lang, asked):
    page = open_page(lang=lang, **asked)
    figures = linked(page.html.split('class="tiles"')[0]) + linked(
        page.html.split('class="milestones"')[1]
    )
    assert len(figures) > 9 * 4
    with speaking(lang):
        titles = {count: say(title) for count, title in listed.LISTED.items()}
    for count, place, _, _, address in figures:
        asked_for = parse_qs(urlsplit(address).query)
        assert urlsplit(address).path == "/quota"
        assert asked_for["list"] == [titles[count]]
        if place:
            assert {"county", "series"} & set(asked_for), address


def test_the_list_that_a_figure_leads_to_has_its_number(open_page):
    figures = linked(open_page().html)
    wanted = [each for each in figures if each[0] in {"accepted_with_paper", "recommended"}]
    for count, _, value, address in [(f[0], f[1], f[3], f[4]) for f in wanted[:4]]:
        asked = {k: v for k, v in parse_qsl(urlsplit(address).query) if k != "v"}
        page = open_page("quota", **asked)
        assert f"{listed.LISTED[count]}{value}人" in page.text.replace(" ", "")
        body = page.html.split(f"<caption>{listed.LISTED[count]}</caption>")[1]
        assert body.split("</table>")[0].count("<tr>") - 1 == value


def test_nothing_is_known_of_a_county_that_sent_nothing_and_nothing_reads_zero(
    small_version, monkeypatch
):
    known = queries.last_reports
    monkeypatch.setattr(
        queries,
        "last_reports",
        lambda *args: {
            code: row | ({"through": None} if code == "652824" else {})
            for code, row in known(*args).items()
        },
    )
    whole = overview.read(small_version, office(), 2025, DAY, None)
    row = pieces_places.row(whole.places[3], lambda **_: "/", 10)
    assert "未报送" in row
    assert 'data-count="occupied"' not in row
    alone = overview.read(small_version, office().narrowed("652824"), 2025, DAY, "652824")
    assert not headline.is_under_way(alone)
    told = headline.sentence(alone)
    assert told.startswith("若羌县已下达名额")
    assert "还没有报送花名册" in told
