"""质量 in a browser: one form of the funnel, clicks that open lists, tables that fit a phone."""

from urllib.parse import unquote

import pytest

from tests.sparing import sparing


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "picture", "intervals"),
    [(375, False, True), (601, True, False), (600, False, True)],
)
def test_one_form_of_the_funnel_shows(browser, address, width, picture, intervals):
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
    try:
        page.goto(f"{address}/quality?season=2024")
        page.wait_for_selector(".st-key-funnel-list", state="attached")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        for form, is_shown in (("picture", picture), ("list", intervals)):
            state = "visible" if is_shown else "hidden"
            page.wait_for_selector(f".st-key-funnel-{form}", state=state, timeout=5000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if picture:
            page.wait_for_selector(".st-key-funnel-picture .annotation-text")
            drawn = page.locator(".st-key-funnel-picture .annotation-text").all_text_contents()
            assert any("焉耆回族自治县" in text for text in drawn)
        else:
            assert page.locator(".intervals li").count() == 9
    finally:
        page.close()


def dot(page, county):
    """The dot of a county on the funnel."""
    page.wait_for_selector(".st-key-funnel-picture .scatterlayer .points path")
    codes = page.evaluate(
        """() => document.querySelector('.st-key-funnel-picture .js-plotly-plot')
            .data.find(trace => trace.mode === 'markers').customdata"""
    )
    dots = page.locator(".st-key-funnel-picture .scatterlayer .points path")
    return dots.nth(codes.index(county))


def reason(page, _):
    return page.locator(".st-key-reasons .barlayer .point path").nth(1)


def last_chance(page, _):
    """The third part of the seventh county's bar."""
    traces = page.locator(".st-key-turns .barlayer .trace")
    return traces.nth(2).locator(".point").nth(6).locator("path")


@pytest.mark.parametrize(
    ("mark", "asked"),
    sparing(
        [
            (dot, "县级放过被州级退回"),
            (reason, "退回原因："),
            (last_chance, "仅剩一次机会"),
        ]
    ),
)
def test_a_click_on_a_mark_opens_a_list_as_long_as_its_figure(browser, address, mark, asked):
    page = browser.new_page(viewport={"width": 1440, "height": 4000}, locale="zh-CN")
    try:
        page.goto(f"{address}/quality?season=2024")
        page.wait_for_selector(".st-key-turns .barlayer .point path", state="attached")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        mark(page, "652827").click(force=True)
        title = page.locator(".finding", has_text=asked).last
        title.wait_for(timeout=15000)
        shown = int(title.text_content().split()[-1])
        rows = page.locator("table").last.locator("tbody tr")
        assert rows.count() == shown > 0
        assert asked in unquote(page.url)
    finally:
        page.close()


@pytest.mark.slow
def test_on_a_phone_no_table_of_the_page_is_cut_off_in_english(browser, address):
    page = browser.new_page(viewport={"width": 375, "height": 900})
    try:
        page.goto(f"{address}/quality?season=2024&lang=en")
        page.wait_for_selector(".tight table", state="attached")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.tight, .matrix th')]
                .filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"""
        )
        assert cut == []
    finally:
        page.close()
