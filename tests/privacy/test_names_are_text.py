"""Whatever offices type is shown as text: nothing of it becomes an element, a link, a formula or a colour."""

import re

import pytest

from dashboard import app, pieces
from etl import warehouse
from etl.errors import UserError
from etl.inbox import handed_in
from etl.plain_text import plain_lines
from etl.register import register_of
from tests.privacy.hostile_season import DAY, FORMULAS, MARK, MARKUP
from tests.privacy.screens import Elements, Reader, strings, target

QUICK, ALL, LONGEST = 22, 300, 4_000
# Where a text of an office may stand outside our own finished HTML: a browser test looks at each.
DOORS = {("selectbox", "options")}
# Elements that Streamlit reads as Markdown: our pages use none.
FORMATTED = {
    "markdown",
    "caption",
    "header",
    "subheader",
    "title",
    "latex",
    "metric",
    "info",
    "warning",
}
HARMLESS = {
    *"a b caption code dd details div dl dt figcaption figure h1 h2 h3 i li ol p section small".split(),
    *"span strong summary table tbody td th thead tr ul".split(),
}
SHOWN_IN = {"aria-label", "data-title", "title", "href", "alt"}
TAG = re.compile("<[^>]*>")


@pytest.fixture(scope="module")
def reader(hostile_data):
    with pytest.MonkeyPatch.context() as patch:
        yield Reader(hostile_data, patch)


@pytest.fixture(scope="module")
def known(hostile_data):
    """Every hostile text as it is kept, by its mark."""
    kept = []
    with warehouse.open_version(warehouse.current(hostile_data.warehouse)) as con:
        tables = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
        for (table,) in tables:
            kept += [v for row in con.execute(f"from {table}").fetchall() for v in row]
    with register_of(hostile_data).reading() as con:
        for table in ("log", "accounts", "flag_acts", "replies", "decisions", "frozen"):
            kept += [v for row in con.execute(f"select * from {table}") for v in tuple(row)]
    kept += [
        text for record in handed_in(hostile_data) for text in (record.name, record.sheets[0].sheet)
    ]
    texts = {text for _, text in strings(kept) if MARK.search(text)}
    return {mark: {t for t in texts if mark in t} for t in texts for mark in MARK.findall(t)}


@pytest.fixture(scope="module")
def screens(reader):
    return list(reader.walk(QUICK, county="和静县", day=DAY))


def spoiled(screen):
    """Elements and attributes that no page of ours has; marks where no text belongs."""
    for body in screen.html:
        for tag, attributes in Elements(body).tags:
            if tag not in HARMLESS or MARK.search(tag):
                yield tag
            for name, value in attributes.items():
                if name.startswith("on") or MARK.search(name):
                    yield f"{tag} {name}"
                if name not in SHOWN_IN and MARK.search(value or ""):
                    yield f"{tag} {name}={value}"
                if name == "href" and not re.match(r"/[a-z]*(\?|$)|\?", value):
                    yield f"href {value}"


def told(body):
    """Texts and what is read out, thin blanks of ours taken out."""
    elements = Elements(body)
    texts = [
        *elements.texts,
        *(v or "" for _, found in elements.tags for k, v in found.items() if k != "href"),
    ]
    return [text.replace("\u2009", "") for text in texts]


def check(screen, known):
    assert list(spoiled(screen)) == []
    assert not {kind for kind, _ in screen.sent} & FORMATTED
    doors = {(kind, path) for kind, path, text in screen.others if MARK.search(text)}
    assert doors <= DOORS, doors
    for body in screen.html:
        for text in told(body):
            assert plain_lines(text) == text.replace("\xad", ""), text  # English words of ours
            assert len(text) < LONGEST, text[:80]
            for mark in MARK.findall(text):
                whole = {plain_lines(each) for each in known[mark]}
                spaced = {each.replace("\u2009", "") for each in whole}
                assert any(each[:60] in text for each in spaced), (text, spaced)


def test_hostile_texts_reach_the_pages_and_stand_there_to_the_letter(screens, known):
    pages = {page for page, _, screen in screens if MARK.search("".join(screen.html))}
    assert {
        "quota",
        "progress",
        "quality",
        "county",
        "digest",
        "precheck",
        "data",
        "accounts",
    } <= pages
    assert len(known) > 300
    for page, asked, screen in screens:
        try:
            check(screen, known)
        except AssertionError as error:
            raise AssertionError(f"{page} {asked}: {error}") from error


def test_a_line_of_text_shows_nothing_that_is_not_seen():
    assert pieces.text("甲\u202e乙\x00丙") == "甲乙 丙"
    assert pieces.found("甲\u202e乙") == "甲乙"
    assert pieces.tag("p", title="甲\u202e乙") == '<p title="甲乙"></p>'


def test_a_very_long_value_is_cut_where_it_is_shown():
    assert TAG.sub("", pieces.found("长" * 200)) == "长" * 200
    assert TAG.sub("", pieces.found("长" * 201)) == "长" * 199 + "…"


def test_what_people_have_written_about_a_flag_is_text(reader, known):
    links = reader.open("flags", day="2022-12-31", county="和静县").links
    shown = [
        reader.open(*target(each, "flags")[:1], **target(each, "flags")[1])
        for each in links
        if "flag=" in each
    ]
    assert max(len(set(MARK.findall("".join(screen.html)))) for screen in shown) >= 4
    for screen in shown:
        check(screen, known)


@pytest.mark.slow
def test_every_address_that_a_page_leads_to_shows_hostile_texts_as_text(reader, known):
    for page, asked, screen in reader.walk(ALL, county="和静县", day=DAY, lang="en"):
        try:
            check(screen, known)
        except AssertionError as error:
            raise AssertionError(f"{page} {asked}: {error}") from error


@pytest.mark.parametrize(
    "text", [text for text in FORMULAS + MARKUP if re.search(r"[`*_\[<$:#|{]", text)]
)
def test_a_mistake_that_quotes_a_name_is_told_without_its_markup(text, monkeypatch):
    said = []
    monkeypatch.setattr(app.st, "error", said.append)
    assert app.say_sorry(UserError(f"没有“{text}”。", "请改正。"))
    (shown,) = said
    fence = re.match("`+ |", shown)[0].strip()
    assert not fence or f" {fence}" not in shown[len(fence) : -len(fence) - 1]
    assert fence or not re.search(r"[`*_\[\]<>$:~#|!\\&]|http", shown)
    assert plain_lines(f"没有“{text}”。\n请改正。") in shown


def test_a_mistake_without_such_signs_is_told_as_it_is(monkeypatch):
    said = []
    monkeypatch.setattr(app.st, "error", said.append)
    app.say_sorry(UserError("登录已结束，请重新登录。", "3.5 小时（最长）"))
    assert said == ["登录已结束，请重新登录。\n3.5 小时（最长）"]
