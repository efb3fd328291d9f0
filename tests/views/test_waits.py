"""进度: every cell of the heat map and every bar of the way opens its list, as long as the figure."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard import (
    answers,
    figures_way,
    progress,
    queries,
    queries_progress,
    tables_progress,
    waits,
)
from etl.scope import office
from tests.sparing import sparing
from tests.views.test_choices import notices

DAY, RUSH, END = date(2025, 12, 3), date(2024, 11, 26), date(2024, 12, 31)
CELL = re.compile(r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>')
CAPTIONS = {"zh": "在等的申报", "en": "applications waiting"}


def heat_of(page):
    body = page.html.split('class="matrix shade heat"')[1].split("</table>")[0]
    return [(to, int(re.sub("<[^>]*>", "", told))) for to, told in CELL.findall(body)]


def listed(page, lang):
    """Rows of the list: how many, and the working days that each has waited."""
    body = page.html.split(f"<caption>{CAPTIONS[lang]}</caption>")[1].split("</table>")[0]
    told = {"zh": r"(\d+)\s*个工作日", "en": r"(\d+)\s*working day"}[lang]
    return [int(each) for each in re.findall(told, body.replace("\u2009", ""))]


@pytest.mark.parametrize("lang", sparing(["zh", "en"]))
def test_a_cell_of_the_heat_map_opens_a_list_as_long_as_its_number(open_page, lang):
    cells = heat_of(open_page("progress", lang=lang, season="2025", day=f"{DAY}"))
    stages = [dict(parse_qsl(urlsplit(unescape(to)).query))["waits"] for to, _ in cells]
    # A stage of one age has two links, the cell and its sum: some must have more.
    assert max(stages.count(each) for each in stages) > 2
    for to, number in cells:
        rows = listed(open_page("progress", **dict(parse_qsl(urlsplit(unescape(to)).query))), lang)
        assert len(rows) == number, to
        assert rows == sorted(rows, reverse=True)


@pytest.mark.parametrize("county", [None, "652801", "652827"])
@pytest.mark.parametrize("day", [DAY, RUSH, END])
def test_the_list_of_every_stage_and_age_is_as_long_as_its_figure(small_version, day, county):
    scope = office().narrowed(county)
    seen = progress.read(small_version, office(), scope, day.year, day)
    everyone = queries_progress.waiting(small_version, scope, day.year, day)
    for stage in waits.STAGE_TITLES:
        for age in waits.AGE_TITLES:
            found = waits.cases(everyone, stage, age)
            assert len(found) == waits.figure(seen.ages, stage, age), (stage, age)
    assert waits.figure(seen.ages, waits.EVERY, waits.EVERY) == seen.total.counts["in_process"]


def test_a_click_on_a_bar_asks_for_who_waits_at_that_step(small_version):
    steps = progress.way(progress.read(small_version, office(), office(), DAY.year, DAY))

    def click(*points):
        return figures_way.clicked({"selection": {"points": list(points)}}, steps)

    for row, step in enumerate(steps):
        assert click({"y": row}) == (step.waiting_count if step.waiting else "")
    assert click() == ""
    assert {click({"y": row}) for row in range(len(steps))} > {"", "waiting_paper"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("stage", "age"),
    [
        ("待送纸质材料", "3–5 天"),
        ("Waiting for the paper file", "3–5 days"),
        ("waiting_paper", "up_to_5"),
    ],
)
def test_a_stage_and_an_age_in_the_address_are_understood_in_either_language(
    open_page, lang, stage, age
):
    page = open_page("progress", lang=lang, waits=stage, age=age)
    assert page.app.selectbox(key="waits").value == "waiting_paper"
    assert page.app.selectbox(key="age").value == "up_to_5"
    assert notices(page) == ""


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "在等什么：没有“胡写”，现显示"), ("en", "there is no “胡写”; showing")],
)
def test_an_unknown_stage_is_told_and_all_show(open_page, lang, told):
    page = open_page("progress", lang=lang, waits="胡写")
    assert told in notices(page)
    assert page.app.selectbox(key="waits").value == waits.EVERY


def test_the_lines_of_the_latest_starts_begin_with_a_capital_in_english(open_page):
    page = open_page("progress", lang="en")
    body = page.html.split("<caption>latest start</caption>")[1].split("</table>")[0]
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', body)
    assert len(heads) > 3
    assert [each for each in heads if not each[0].isupper() and not each[0].isdigit()] == []


def unreported(seen, *codes):
    return replace(seen, unreported=frozenset(codes))


@pytest.fixture
def forgets():
    """Keep answers about counties made silent from any other test, and the other way round."""
    kept = (answers.answer, answers.cases, answers.picture)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


@pytest.mark.usefixtures("forgets")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_county_that_sent_nothing_is_told_so_and_not_as_nothing_waiting(
    open_page, monkeypatch, lang
):
    read = queries.last_reports

    def silent(*asked):
        return {code: {**row, "through": None} for code, row in read(*asked).items()}

    monkeypatch.setattr(queries, "last_reports", silent)
    page = open_page("progress", county="若羌县", day=f"{DAY}", lang=lang)
    told = {"zh": "若羌县还没有报送花名册。", "en": "Ruoqiang: no roster reported yet."}[lang]
    assert page.headline() == told
    assert 'class="matrix shade heat"' not in page.html
    assert len(page.app.get("plotly_chart")) == 1
    matrix = page.html.split('class="matrix bar"')[1].split("</table>")[0]
    assert "data-value" not in matrix


def test_one_silent_county_leaves_the_prefecture_its_figures(small_version):
    seen = progress.read(small_version, office(), office(), DAY.year, DAY)
    assert not unreported(seen, "652824").is_silent
    assert unreported(seen, *(each.county_code for each in seen.counties)).is_silent
    _, lines = tables_progress.milestones(unreported(seen, "652824"), lambda *_, **__: "/", None)
    assert {cell.instead for cell in lines[0].cells} == {""}
