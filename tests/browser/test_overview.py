"""总览 on a phone shows sentence and list without scrolling; a figure and a bar lead to their lists."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import DONE
from tests.sparing import sparing

WIDTH, HEIGHT = 375, 812


@pytest.fixture
def opened(browser, address):
    made = []

    def go(path, width=1440, height=1000):
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        made.append(page)
        page.goto(f"{address}/{path}")
        page.wait_for_selector("h1")
        page.wait_for_selector(DONE)
        return page

    yield go
    for page in made:
        page.close()


def is_inside(box):
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= WIDTH + 1
        and box["y"] + box["height"] <= HEIGHT
    )


@pytest.mark.parametrize("lang", sparing(["zh", "en"]))
def test_the_first_screen_of_a_phone_shows_the_sentence_and_the_list(opened, lang):
    page = opened(f"?lang={lang}", WIDTH, HEIGHT)
    page.wait_for_selector(".places tbody tr")
    assert is_inside(page.locator(".frame").bounding_box())
    assert is_inside(page.locator("h1").bounding_box())
    rows = [row.bounding_box() for row in page.locator(".places tbody tr").all()]
    assert len(rows) == 9
    assert sum(map(is_inside, rows)) >= 2, rows
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH


@pytest.mark.slow
def test_a_figure_leads_to_the_list_of_its_number(opened):
    page = opened("")
    figure = page.locator('.places tbody td.accepted a [data-count="recommended"]').first
    number = figure.inner_text()
    figure.click()
    page.wait_for_url(re.compile("/quota"))
    heading = page.locator("h2.finding", has_text="县级推荐").first
    heading.wait_for()
    assert re.search(rf"县级推荐\s*{number}\s*人", heading.inner_text())
    table = page.locator("table.table", has=page.locator("caption", has_text="县级推荐"))
    assert table.first.locator("tbody tr").count() == int(number)
    assert heading.bounding_box()["y"] < page.locator(".matrix").bounding_box()["y"]


@pytest.mark.slow
def test_a_click_on_a_bar_lists_what_it_counts(opened):
    page = opened("quota?season=2024")
    bar = page.locator(".js-plotly-plot .point path").nth(2)
    bar.wait_for()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    heading = page.locator("h2.finding", has_text=re.compile("全州：申报"))
    heading.wait_for()
    number = int(re.search(r"(\d+)\s*人", heading.inner_text())[1])
    assert parse_qs(urlsplit(page.url).query)["list"] == ["申报"]
    table = page.locator("table.table", has=page.locator("caption", has_text=re.compile("^申报$")))
    assert table.first.locator("tbody tr").count() == number > 0
