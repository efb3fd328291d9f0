"""县市工作台 on paper: one sheet of A4 for every county on its busiest days, nothing cut off."""

import re
from datetime import date

import pytest

from etl import queries, warehouse
from etl.scope import office
from tests.browser.conftest import DONE
from tests.sparing import sparing

DAYS = [date(2024, 11, 24), date(2024, 12, 12), date(2025, 11, 24), date(2025, 12, 3)]
PAGES = re.compile(rb"/Type /Page\b")
LISTS = ("last_chance", "waiting_county", "waiting_applicant", "waiting_unit", "waiting_paper")
A4, MARGINS = 794, 84  # pixels across, as the style sheet sets them
MADE_LONG = """() => {
    const rows = document.createElement('div');
    rows.style.height = '3000px';
    document.querySelector('.desk .todo').append(rows);
}"""


def busiest(data, day):
    """The county with the most rows in its lists."""
    with warehouse.open_version(warehouse.current(data.warehouse)) as con:
        found = queries.figures(con, office(), day.year, day, "county")
        most = max(found, key=lambda each: sum(each.counts[count] for count in LISTS))
        return queries.names(con)[most.county_code]


@pytest.fixture
def desk(browser, address):
    opened = []

    def go(county, day, lang="zh"):
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
        opened.append(page)
        asked = f"season={day.year}&day={day}&county={county}&lang={lang}"
        page.goto(f"{address}/county?{asked}")
        page.wait_for_selector(".desk")
        page.wait_for_selector(DONE)
        return page

    yield go
    for page in opened:
        page.close()


def printed(page):
    return len(PAGES.findall(page.pdf(prefer_css_page_size=True, print_background=True)))


@pytest.mark.parametrize("lang", sparing(["zh", "en"]))
@pytest.mark.parametrize("day", sparing(DAYS))
def test_the_busiest_county_fits_on_one_sheet(desk, small_data, day, lang):
    page = desk(busiest(small_data, day), day, lang)
    assert printed(page) == 1
    page.evaluate(MADE_LONG)
    assert printed(page) > 1, "the sheet must not simply cut off what is too long"


def test_on_paper_nothing_is_left_to_click_and_what_is_cut_is_counted(desk, small_data):
    page = desk(busiest(small_data, DAYS[0]), DAYS[0])
    rows = "[...document.querySelectorAll('.desk tbody tr')].filter(each => each.offsetParent)"
    on_screen = page.evaluate(f"{rows}.length")
    page.emulate_media(media="print")
    for gone in ('[data-testid="stHeader"]', ".st-key-filters", ".st-key-desk-files", ".language"):
        assert not page.locator(gone).first.is_visible(), gone
    rest = [
        int(number)
        for number in re.findall(
            r"\d+", " ".join(page.locator(".desk .rest:visible").all_inner_texts())
        )
    ]
    assert page.evaluate(f"{rows}.length") + sum(rest) == on_screen
    assert page.locator(".frame").is_visible()
    assert page.locator("h1").is_visible()


def test_no_picture_library_is_fetched_for_the_desk(browser, address):
    page = browser.new_page(locale="zh-CN")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/county?county=轮台县")
    page.wait_for_selector(".desk")
    page.wait_for_selector(DONE)
    page.wait_for_timeout(500)
    page.close()
    assert asked
    assert not [url for url in asked if "plotly" in url.lower()]


@pytest.mark.parametrize("lang", sparing(["zh", "en"]))
def test_on_paper_no_figure_of_the_series_is_cut_off(desk, small_data, lang):
    page = desk(busiest(small_data, DAYS[0]), DAYS[0], lang)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 1100})
    page.evaluate(f"document.body.style.width = '{A4 - MARGINS}px'")
    over = page.evaluate(
        "() => { document.querySelectorAll('.series .fraction').forEach("
        "each => each.insertAdjacentHTML('afterend', '<span class=word>10 over</span>'));"
        " const edge = document.querySelector('.aside').getBoundingClientRect().right;"
        " return [...document.querySelectorAll('.series :is(th, td)')]"
        ".map(each => each.getBoundingClientRect().right - edge); }"
    )
    assert len(over) > 20
    assert max(over) < 1


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("county", ["焉耆回族自治县", "轮台县"])
def test_on_a_phone_nothing_is_wider_than_the_screen(desk, county, lang):
    page = desk(county, DAYS[0], lang)
    page.set_viewport_size({"width": 375, "height": 900})
    page.wait_for_timeout(300)
    right = page.evaluate(
        "[...document.querySelectorAll('.desk *, .headline')]"
        ".map(each => each.getBoundingClientRect().right)"
    )
    assert len(right) > 100
    assert max(right) <= 375
    cut = page.evaluate(
        "[...document.querySelectorAll('.st-key-filters .stSelectbox input')]"
        ".map(each => each.scrollWidth - each.clientWidth)"
    )
    assert len(cut) == 3
    assert max(cut) <= 0
