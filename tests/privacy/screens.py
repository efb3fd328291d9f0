"""Pages as accounts of every role open them, and everything that a run sends to the browser."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from google.protobuf.json_format import MessageToDict

from dashboard import access, parts, roles, signed_in
from etl import accounts, sessions
from etl.paths import ROOT
from etl.register import register_of
from etl.sessions import Limits
from tests.app_test import AppTest

# Who opens a page: the first of these whose role has it.
READERS = ("office", "auditor", "boss")
STARTS = {"office": "overview", "auditor": "log", "boss": "accounts"}


class Screen:
    """One run of a page: what it sends, as (kind of element, its content), and the files it offers."""

    def __init__(self, app, files):
        self.app, self.files = app, files
        self.sent = [(each.type, MessageToDict(each.proto)) for each in _elements(app._tree)]

    @property
    def html(self):
        """All finished HTML but the style sheets."""
        bodies = [content.get("body", "") for kind, content in self.sent if kind == "html"]
        return [body for body in bodies if not body.startswith("<style")]

    @property
    def others(self):
        """(kind, path inside, text) of every text outside finished HTML."""
        return [
            (kind, path, text)
            for kind, content in self.sent
            if kind != "html"
            for path, text in strings(content)
        ]

    @property
    def everything(self):
        """All text that the run sends."""
        return "\n".join([*self.html, *(text for _, _, text in self.others)])

    @property
    def links(self):
        return [address for body in self.html for address in re.findall(r'href="([^"]*)"', body)]


def _elements(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            if getattr(child, "proto", None) is not None:
                yield child
            yield from _elements(child)
        elif getattr(child, "proto", None) is not None:
            yield child


def strings(content, path=""):
    """Every text inside a JSON-like value; a text that is JSON itself is opened, too."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from strings(value, f"{path}.{key}" if path else key)
    elif isinstance(content, list):
        for value in content:
            yield from strings(value, path)
    elif isinstance(content, str):
        opened = _json(content)
        if opened is None:
            yield path, content
        else:
            yield from strings(opened, path)


def _json(text):
    if not text.startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None


class Reader:
    """Opens pages of a data folder, each as an account that has it, and keeps the files they offer."""

    def __init__(self, data, patch):
        self._offered = {}
        self._button = parts.st.download_button
        patch.setenv("BZ_DATA", str(data.root))
        patch.setattr(signed_in, "_is_local", lambda: True)  # no server, no address
        patch.setattr(parts.st, "download_button", self._offer)
        register = register_of(data)
        self.sessions = {
            name: sessions.digest(
                sessions.start(
                    register, accounts.find(register, name).account, "local", access.now(), Limits()
                )
            )
            for name in READERS
        }

    def open(self, page="overview", who="office", **asked):
        app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
        app.user = {"session": self.sessions[who]}
        for key, value in asked.items():
            app.query_params[key] = value
        if page != STARTS[who]:
            app.switch_page(f"views/{page}.py")
        return self.run(app)

    def run(self, app):
        """Run a page (again); nothing may go wrong in it."""
        self._offered.clear()
        app.run()
        assert not app.exception, [each.value for each in app.exception]
        assert not app.error, [each.value for each in app.error]
        return Screen(app, dict(self._offered))

    def _offer(self, label, data, name, *args, **more):
        self._offered[name] = data
        return self._button(label, data, name, *args, **more)

    def walk(self, most, **asked):
        """Open every page, and of what they lead to one address of each shape, at most so many in all."""
        seen: set[tuple[str, ...]] = set()
        waiting = [(page, {} if page in roles.WITHOUT_DATA else asked) for page in roles.PAGES]
        while waiting and most:
            page, wanted = waiting.pop(0)
            most -= 1
            screen = self.open(page, opener(page), **wanted)
            yield page, wanted, screen
            for address in screen.links:
                name, query = target(address, page)
                shape = (
                    name,
                    *sorted(key if key in OPEN else f"{key}={query[key]}" for key in query),
                )
                if name in roles.PAGES and shape not in seen:
                    seen.add(shape)
                    waiting.append((name, query))


OPEN = {"v", "season", "day", "county", "series", "actor", "since", "flag", "fact", "act", "file"}


def opener(page):
    return {"log": "auditor", "accounts": "boss"}.get(page, "office")


def target(address, page):
    """The page and the query that a link on a page leads to."""
    parts = urlsplit(unescape(address))
    return parts.path.strip("/") or page, dict(parse_qsl(parts.query, keep_blank_values=True))


class Elements(HTMLParser):
    """Every tag with its attributes, and every text, of finished HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)
