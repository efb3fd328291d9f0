"""`open_page("quota", county="和静县")`: a page as Streamlit runs it, without a browser."""

from html.parser import HTMLParser

import pytest

from dashboard import signed_in, tables_rules
from etl.paths import ROOT
from tests.app_test import AppTest
from tests.golden.published import season_2022, season_2022_folder
from tests.small_warehouse import small_data, small_version

__all__ = ["season_2022", "season_2022_folder", "small_data", "small_version"]


class Figures(HTMLParser):
    """Collects (count, county) → values and what the page shows for each."""

    def __init__(self):
        super().__init__()
        self.found, self.shown, self.words, self._open = [], [], [], None

    def handle_starttag(self, _tag, attrs):
        named = dict(attrs)
        if "data-count" in named:
            value = int(named["data-value"]) if "data-value" in named else None
            self._open = (named["data-count"], named.get("data-county"), value)

    def handle_data(self, data):
        self.words.append(data)
        if self._open:
            self.found.append(self._open)
            self.shown.append(data)
            self._open = None


class Page:
    """A page after a run: its words, its figures and its widgets."""

    def __init__(self, app):
        self.app = app
        bodies = [element.proto.body for element in app.get("html")]
        self.html = "\n".join(body for body in bodies if not body.startswith("<style"))
        self.reader = Figures()
        self.reader.feed(self.html)

    @property
    def figures(self):
        return self.reader.found

    @property
    def text(self):
        """All words, thin spaces taken out."""
        return " ".join(self.reader.words).replace("\u2009", "")

    def headline(self):
        return self.html.split('class="headline">')[1].split("<")[0].replace("\u2009", "")


@pytest.fixture
def empty_data(tmp_path):
    return tmp_path / "empty"


@pytest.fixture
def open_page(small_data, monkeypatch):
    """Run a page with what its address would say; nothing may go wrong in it."""

    def run(name="overview", data=small_data, **asked):
        monkeypatch.setenv("BZ_DATA", str(getattr(data, "root", data)))
        monkeypatch.setattr(signed_in, "_is_local", lambda: True)  # no server, no address
        app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=30)
        for key, value in asked.items():
            app.query_params[key] = value
        app.switch_page(f"views/{name}.py").run()
        assert not app.exception, [each.value for each in app.exception]
        assert not app.error, [each.value for each in app.error]
        return Page(app)

    return run


class Whole(Page):
    """The tabs of a page, one after the other, as one."""

    def __init__(self, tabs):
        self.app = tabs[0].app
        self.html = "\n".join(each.html for each in tabs)
        self.reader = Figures()
        self.reader.feed(self.html)


@pytest.fixture(scope="session")
def rules_opened():
    """What `open_rules` has opened already: asked → all tabs."""
    return {}


@pytest.fixture
def open_rules(open_page, rules_opened):
    """Open every tab of 口径与规则, to look at: a page draws only the tab that is open."""

    def run(*, anew=False, **asked):
        key = tuple(sorted(asked.items()))
        if anew or key not in rules_opened:
            tabs = [open_page("rules", part=title, **asked) for title in tables_rules.TABS]
            if anew:
                return Whole(tabs)
            rules_opened[key] = Whole(tabs)
        return rules_opened[key]

    return run
