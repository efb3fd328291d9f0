"""县市工作台 as one file: small, whole, in one language, and nothing in it reaches out."""

import re
import threading
from dataclasses import replace
from datetime import date

import pytest

from dashboard import queries, queries_flags, workbench, workbench_file
from dashboard.selection import Selection, span_of
from dashboard.words import here, speaking
from dashboard.workbench_aside import Marked
from etl import warehouse
from etl.lifecycle.states import State
from etl.scope import leader, office
from tests.views.test_workbench import BUSY, COUNTIES, DAY, END, FIGURE, RUSH

LIMIT = 200_000


def chosen_of(data, con, day, scope):
    span = next(s for row in queries.seasons(con) if (s := span_of(row)).year == day.year)
    return Selection(
        version=warehouse.current(data.warehouse),
        season=day.year,
        day=day,
        county=BUSY,
        series=None,
        scope=scope.narrowed(BUSY),
        whole=scope,
        span=span,
        is_sample=True,
        is_current=True,
        rules_version="r1",
        names=queries.names(con),
    )


@pytest.fixture
def made(small_data, small_version):
    """`made(day, language)`: the file's text, with the desk behind it."""

    def make(day=DAY, tongue="zh", scope=None):
        scope = scope or office()
        with speaking(tongue):
            chosen = chosen_of(small_data, small_version, day, scope)
            desk = workbench.read(
                small_version, chosen.scope, scope, day.year, day, BUSY, chosen.is_past_day
            )
            flags = queries_flags.flags(small_version, chosen.scope, day.year, day)
            marked = [Marked(flag, State.NOTIFIED) for flag in flags]
            return workbench_file.document(desk, marked, chosen).decode(), desk

    return make


@pytest.mark.parametrize("tongue", ["zh", "en"])
@pytest.mark.parametrize("day", [DAY, RUSH, END, date(2025, 11, 12)])
def test_the_file_is_small_and_reaches_out_to_nothing(made, day, tongue):
    text, _ = made(day, tongue)
    assert len(text.encode()) < LIMIT
    for reaching in ("<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import"):
        assert reaching not in text
    assert not re.findall(r"\b(?:https?:)?//\w", text)
    assert not re.findall(r"\son\w+=", text)


def test_the_largest_desk_that_can_be_is_still_small(made, small_data, small_version):
    _, desk = made(RUSH)
    rows = next(rows for rows in desk.lists.values() if rows)
    full = dict.fromkeys(desk.lists, (rows[0] | {"level": "县级审核", "reason": "其他"},))
    row = full["waiting_county"][0] | {"starts_on": RUSH, "ends_on": RUSH, "received_on": RUSH}
    many = replace(desk, lists=dict.fromkeys(desk.lists, (row,) * 35))
    text = workbench_file.document(many, [], chosen_of(small_data, small_version, RUSH, office()))
    assert text.count(b"<tr>") > 35 * len(desk.lists)
    assert len(text) < LIMIT


@pytest.mark.parametrize("day", [DAY, RUSH])
def test_the_file_holds_every_figure_of_the_page(made, open_page, day):
    text, _ = made(day)
    page = open_page("county", season=f"{day.year}", day=f"{day}", county="轮台县")
    assert len(FIGURE.findall(page.html)) > 20
    assert FIGURE.findall(text) == FIGURE.findall(page.html)
    assert page.headline() in text.replace("\u2009", "")


def test_the_file_says_whose_as_of_when_and_from_which_version(made, small_data):
    version = warehouse.current(small_data.warehouse).short
    text = made()[0].replace("\u2009", "")
    assert '<html lang="zh-Hans">' in text
    assert "<title>轮台县 · 县市工作台2025-12-03</title>" in text
    assert "示例数据" in text
    assert "数据截至2025-12-03" in text
    assert f"版本{version}" in text.replace(" ", "")
    english = made(tongue="en")[0]
    assert '<html lang="en">' in english
    assert "<title>Luntai · County desk 2025-12-03</title>" in english
    assert "Sample data" in english


def test_the_file_keeps_its_language_when_it_is_made_later_in_another_thread(
    small_data, small_version
):
    with speaking("en"):
        chosen = chosen_of(small_data, small_version, DAY, office())
        asked = (small_version, chosen.scope, office(), 2025, DAY, BUSY, False)
        desk = workbench.read(*asked)
        later = here(lambda: workbench_file.document(desk, [], chosen))
    found = []
    thread = threading.Thread(target=lambda: found.append(later()))
    thread.start()
    thread.join()
    assert b'<html lang="en">' in found[0]


def test_its_style_holds_what_it_uses_and_not_the_whole_look(made):
    text, _ = made()
    style = text.split("<style>")[1].split("</style>")[0]
    assert ".stHtml .desk" in style
    assert "@media print" in style
    assert "--ink:" in style
    assert ".tile" not in style
    assert "data-testid" not in style
    assert "st-key" not in style


def test_a_rule_is_kept_if_any_of_its_selectors_can_meet_something():
    assert workbench_file._is_used(".stHtml .desk, .stHtml .nowhere", {"stHtml", "desk"})
    assert workbench_file._is_used(".stHtml .desk:not(.nowhere)", {"stHtml", "desk"})
    assert not workbench_file._is_used(".stHtml .nowhere", {"stHtml", "desk"})
    assert not workbench_file._is_used('[data-testid="x"] .desk', {"desk"})


def test_without_the_right_to_see_persons_the_file_names_nobody(made):
    _, named = made(RUSH)
    people = {row["name"] for rows in named.lists.values() for row in rows}
    bare, _ = made(RUSH, scope=leader())
    assert people
    assert not [name for name in people if name in bare]


def test_the_page_offers_the_file_and_the_fix_list(open_page):
    def labels(county):
        page = open_page("county", county=county)
        return [each.proto.label for each in page.app.get("download_button")]

    offered = {county: labels(county) for county in COUNTIES.values()}
    assert ["保存为一个文件", "下载修改清单"] in offered.values()
    assert ["保存为一个文件"] in offered.values()
