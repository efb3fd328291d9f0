"""A hostile season in a real browser: its texts stand there to the letter, and none of them comes alive."""

import re
from urllib.parse import urlencode

import pytest

from dashboard import access, roles
from etl import accounts, sessions
from etl.register import register_of
from etl.sessions import Limits
from tests.browser.conftest import DONE
from tests.privacy.hostile_season import DAY
from tests.privacy.screens import opener
from tests.serving import served

LISTS = {"county": "和静县", "day": "2022-12-31"}
QUICK = (
    ("quota", {**LISTS, "list": "申报"}),
    ("data", {"county": "和静县", "rule": "日期无法识别"}),
)
# What Streamlit or a browser would make of the texts, if it took them for more than texts.
ALIVE = """() => [...document.querySelectorAll(
  'img:not([src^="data:"]), iframe, object, embed, svg[onload], .katex, a[href*="evil"],'
  + ' a[href^="javascript"], [data-testid="stHtml"] script, [data-testid="stMarkdownColoredText"],'
  + ' [onerror], [onmouseover],'
  + '.hoverlayer a, extra'
)].map(each => each.outerHTML.slice(0, 120))"""
# Kept as they are wherever they are shown; in names and units blanks are taken out.
LITERAL = (
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "[点](javascript:window.hacked=1)",
    "![图](http://evil.invalid/i.png)",
    "$x^2$",
    "$$\\frac{1}{2}$$",
    ":material/home:",
    ":smile:",
    "{0.__class__}",
    "&lt;b&gt;",
)


pytestmark = pytest.mark.slow  # test_names_are_text looks at the same texts without a browser


class Visitor:
    """A browser logged in as whoever may open a page; keeps every request that would leave the machine."""

    def __init__(self, browser, address, data, width=1440):
        self.address, self.left, self.shown = address, [], []
        self._data, self._context = (
            data,
            browser.new_context(viewport={"width": width, "height": 1200}),
        )
        self.page = self._context.new_page()
        self.page.on("request", self._note)
        self.page.on("dialog", lambda dialog: self.shown.append(dialog.message))

    def _note(self, request):
        if not request.url.startswith(
            (self.address, self.address.replace("http", "ws"), "data:", "blob:", "file:")
        ):
            self.left.append(request.url)

    def open(self, name, **asked):
        register = register_of(self._data)
        account = accounts.find(register, opener(name)).account
        token = sessions.start(register, account, "local", access.now(), Limits())
        self._context.add_cookies([{"name": "bz_session", "value": token, "url": self.address}])
        self.page.goto(f"{self.address}/{name}?{urlencode(asked)}")
        self.page.wait_for_selector(DONE)
        self.page.locator(".headline").first.wait_for()

    def text(self):
        return self.page.locator("body").inner_text()

    def alive(self):
        """Everything that should not be: elements made of texts, code that ran, requests, dialogs."""
        ran = self.page.evaluate("() => window.hacked")
        return [
            *self.page.evaluate(ALIVE),
            *self.left,
            *self.shown,
            *([ran] if ran is not None else []),
        ]


@pytest.fixture(scope="module")
def address(hostile_data):
    with served(hostile_data) as url:
        yield url


@pytest.fixture
def visitor(browser, address, hostile_data):
    made = Visitor(browser, address, hostile_data)
    yield made
    made._context.close()


def found_in(text):
    plain = re.sub(r"[\s\u2009]", "", text)
    return {each for each in LITERAL if re.sub(r"\s", "", each) in plain}


def test_hostile_texts_stand_to_the_letter_in_lists_findings_and_choices(visitor):
    seen = set()
    for name, asked in QUICK:
        visitor.open(name, **asked)
        seen |= found_in(visitor.text())
        assert visitor.alive() == []
    assert seen == set(LITERAL)
    choice = visitor.page.get_by_role("combobox", name="文件")  # the one door beside our own HTML
    shown = set()
    for typed in ("$x", "0.__class", "&lt;", "img src", "script", "smile"):
        choice.fill(typed)
        options = visitor.page.get_by_role("listbox")
        options.get_by_role("option").first.wait_for()
        shown |= found_in(options.inner_text())
        assert (
            options.evaluate(
                "e => e.querySelectorAll('a, img, strong, em, code, svg, script').length"
            )
            == 0
        )
    assert {
        "$x^2$",
        "{0.__class__}",
        "&lt;b&gt;",
        "<img src=x onerror=window.hacked=1>",
        ":smile:",
    } <= shown
    assert visitor.alive() == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_makes_more_of_a_text_than_a_text(browser, address, hostile_data, lang, width):
    visitor = Visitor(browser, address, hostile_data, width)
    for name in roles.PAGES:
        asked = {} if name in roles.WITHOUT_DATA else {"county": "和静县", "day": DAY}
        visitor.open(name, lang=lang, **asked)
        assert visitor.alive() == [], name
        wide = visitor.page.evaluate(
            "() => document.documentElement.scrollWidth - window.innerWidth"
        )
        assert wide <= 0, (name, wide)
    visitor.open("flags", county="和静县", day="2022-12-31", lang=lang)
    for link in {
        each.get_attribute("href") for each in visitor.page.locator("a[href*='flag=']").all()
    }:
        visitor.page.goto(f"{address}{link}")
        visitor.page.wait_for_selector(DONE)
        assert visitor.alive() == [], link
    visitor._context.close()


@pytest.mark.slow
def test_a_saved_page_opens_without_a_request_and_nothing_in_it_comes_alive(visitor, tmp_path):
    visitor.open("county", **LISTS)
    with visitor.page.expect_download() as taken:
        visitor.page.get_by_role("button", name="保存为一个文件").click()
    path = tmp_path / "saved.html"
    taken.value.save_as(path)
    visitor.page.goto(path.as_uri())
    assert found_in(visitor.text())
    assert visitor.alive() == []
