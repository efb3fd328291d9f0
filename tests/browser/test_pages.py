"""Every page in a real browser: nothing leaves this machine, nothing breaks, nothing is in English."""

import re
from pathlib import Path

import pytest

from dashboard import roles
from etl import catalog, queries, warehouse
from etl.scope import office
from tests.browser.conftest import SHOTS
from tests.small_warehouse import NOW

# axe-core as its package ships it: what a screen reader, a keyboard or weak eyes would stumble over.
BREACHES = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
    each => [each.id, each.nodes.map(node => node.html.slice(0, 120))]))"""
# What Streamlit itself brings. Its uploader is a named section that claims to be none; its button, English
# in itself, is named by our style sheet: browsers read that aloud (test_precheck), axe does not see it.
BROUGHT_ALONG = {"precheck": ("presentation-role-conflict", "button-name")}
PAGES = roles.pages_for(office().role)  # those of auditors and administrators: tests/access
WORDS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const icons = [...main.querySelectorAll('[data-testid="stIconMaterial"]')];
    const typed = [...main.querySelectorAll('code')];
    [...icons, ...typed].forEach(each => each.remove());
    const drawn = [...main.querySelectorAll('svg text')].map(each => each.textContent);
    return [main.innerText, ...drawn].join('\\n');
}"""
FIGURES = """() => [...document.querySelectorAll('[data-count]')].map(
    each => [each.dataset.count, each.dataset.county ?? null, each.innerText])"""
# Names of files, versions, counts and the other language, and what one types, are not prose.
IDS = "|".join(each.id for each in [*catalog.counts(), *catalog.rates(), *catalog.milestones()])
NOT_PROSE = (
    rf"\bEnglish\b|(?<![A-Za-z_])(?:{IDS})(?![A-Za-z_])|\bpython -m [^\n]*"
    r"|\S+\.(?:xlsx|csv|xls|toml)\b|\b[0-9a-f]{8}\b|\b(?:PDF|Word|Excel)\b"
)

HERE = r"(https?|ws)://127\.0\.0\.1[:/]|data:|blob:"
# Under a page's address Streamlit first looks for a server below it, and takes the 404 for an answer.
LOOKING_AROUND = r"/\w+/_stcore/(health|host-config)"


class Visit:
    """One page, with what it asked for and what it complained of."""

    def __init__(self, browser, address, path="", width=1440):
        self.page = browser.new_page(viewport={"width": width, "height": 1000}, locale="zh-CN")
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self.page.goto(f"{address}/{path}")
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    def _listen(self, message):
        if message.type == "error" and not re.search(LOOKING_AROUND, str(message.location)):
            self.complaints.append(f"{message.text} {message.location}")


@pytest.fixture
def visit(browser, address):
    opened = []

    def go(path="", width=1440):
        opened.append(Visit(browser, address, path, width))
        return opened[-1]

    yield go
    for each in opened:
        each.page.close()


@pytest.fixture(scope="session")
def axe():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_whole_alone_and_in_chinese_and_leaves_nobody_out(visit, name, axe):
    seen = visit("" if name == "overview" else name)
    page = seen.page
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width in (1440, 375):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(500)
        page.screenshot(path=SHOTS / f"{name}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        brought = BROUGHT_ALONG.get(name, ())
        assert [each for each in page.evaluate(BREACHES) if each[0] not in brought] == [], width
    assert not [url for url in seen.asked if not re.match(HERE, url)]
    assert not seen.complaints
    assert not page.locator('[data-testid="stAlert"]').count()
    words = re.sub(NOT_PROSE, "", page.evaluate(WORDS))
    assert "示例数据" in words
    assert not re.findall(r"[A-Za-z]{2,}", words)


def test_the_figures_survive_to_the_last_pixel(visit, small_data):
    shown = visit().page.evaluate(FIGURES)
    with warehouse.open_version(warehouse.current(small_data.warehouse)) as con:
        day = NOW.date()
        [total] = queries.figures(con, office(), day.year, day)
        counties = queries.figures(con, office(), day.year, day, "county")
    known = {None: total.counts} | {each.county_code: each.counts for each in counties}
    assert len(shown) > 9 * 6
    for count, county, text in shown:
        assert text == f"{known[county][count]}".replace("-", "−"), (count, county)


def test_on_a_narrow_screen_the_sentence_and_the_first_counties_come_first(visit):
    page = visit(width=375).page
    assert page.locator("h1").bounding_box()["y"] < 400
    tops = [row.bounding_box()["y"] for row in page.locator(".places tbody tr").all()]
    assert len(tops) == 9
    assert tops[0] < 600
    assert tops[-1] < page.locator(".numbers").bounding_box()["y"]


def test_a_chosen_county_goes_into_the_address_and_along_to_the_next_page(visit):
    page = visit().page
    page.get_by_role("link", name="和静县").first.click()
    page.locator("h1", has_text=re.compile("^和静县")).wait_for()
    assert "county=%E5%92%8C%E9%9D%99%E5%8E%BF" in page.url
    others = [name for name in PAGES if name != "overview"]
    if others:
        page.locator(f'[data-testid="stTopNavLink"][href$="/{others[0]}"]').click()
        page.wait_for_url(re.compile(f"/{others[0]}[?].*v="))
        assert "county=%E5%92%8C%E9%9D%99%E5%8E%BF" in page.url
