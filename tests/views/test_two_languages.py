"""No language leaks into the other: words, widgets, drawn texts and what is read out, on every page."""

import json
import re

import pytest

from dashboard import roles, tables_rules
from etl import catalog, warehouse
from etl.contract.judging import rules
from etl.scope import office
from etl.seasons import load_season
from tests.sparing import sparing
from tests.views.reading import chinese

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
PAGES = roles.pages_for(office().role)
STATES = [
    {},
    {"county": "652827", "day": "2025-11-26"},
    {"series": "MED", "day": "2025-11-22"},
    {"season": "2024", "day": "2024-12-31"},
    {"day": "2025-11-11"},
]
# Widgets that offer what stands in files: names of files and units, marked nowhere by Streamlit.
OFFERS_FOUND = {"file"}
IDS = "|".join(
    [
        *(each.id for each in [*catalog.counts(), *catalog.rates(), *catalog.milestones()]),
        *rules(),
        *(rule.id for rule in load_season(2025).flags),
        "flags|English|Excel|WPS",
    ]
)
# Ids, names of files and fields, what one types, programs of others, the other language's own name.
NOT_PROSE = re.compile(
    rf"%\{{[^}}]*\}}|\b[a-z]+(?:[_-][a-z0-9]+)+\b|\b(?:{IDS})\b|python3? -m [^<\n]*|\b(?:PDF|Word|Excel)\b"
    r"|[^\s<>\"]*\.(?:xlsx|xlsb|xls|ods|csv|toml|html|txt)\b|\b[0-9a-f]{8}\b|<[^>]*>"
)


def drawn(page):
    """What pictures write and what is read out for them."""
    for each in page.app.get("plotly_chart"):
        yield each.proto.alt
        yield from texts_of(json.loads(each.proto.spec))


def texts_of(part, name=""):
    if isinstance(part, dict):
        for key, each in part.items():
            if key not in {"family", "customdata", "uid", "type", "mode", "bdata", "dtype", "ids"}:
                yield from texts_of(each, key)
    elif isinstance(part, list):
        for each in part:
            yield from texts_of(each, name)
    elif isinstance(part, str) and name in {
        "text",
        "hovertext",
        "name",
        "ticktext",
        "hovertemplate",
    }:
        yield part


def widgets(page):
    """Labels, options and placeholders of whatever can be touched."""
    app = page.app
    for each in [*app.selectbox, *app.button_group, *app.segmented_control, *app.radio]:
        yield each.label
        if each.key not in OFFERS_FOUND:
            yield from (f"{option}" for option in each.options)
    touched = [*app.toggle, *app.text_input, *app.text_area, *app.button, *app.date_input]
    yield from (each.label for each in touched)
    yield from (each.label for each in app.expander)
    yield from (each.label for each in app.get("download_button"))
    yield from (each.proto.label for each in app.get("file_uploader"))


def parts_of(name):
    return [{"part": title} for title in tables_rules.TABS] if name == "rules" else [{}]


@pytest.mark.parametrize(
    "asked", sparing(STATES), ids=lambda asked: "-".join(asked.values()) or "now"
)
@pytest.mark.parametrize("name", PAGES)
def test_in_english_chinese_stands_only_where_it_is_marked_as_found(open_page, name, asked):
    for part in parts_of(name):
        page = open_page(name, lang="en", **asked, **part)
        assert chinese(page) == []
        assert [each for each in drawn(page) if HAN.search(each)] == []
        assert [each for each in widgets(page) if HAN.search(each)] == []


@pytest.mark.parametrize(
    "asked", sparing(STATES), ids=lambda asked: "-".join(asked.values()) or "now"
)
@pytest.mark.parametrize("name", PAGES)
def test_in_chinese_no_english_stands_in_the_prose(open_page, small_data, name, asked):
    version = warehouse.current(small_data.warehouse).short
    for part in parts_of(name):
        page = open_page(name, **asked, **part)
        said = [page.text, *drawn(page), *widgets(page)]
        prose = NOT_PROSE.sub("", "\n".join(said).replace(version, ""))
        assert LATIN.findall(prose) == []
