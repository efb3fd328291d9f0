"""Every figure of every page, for places and days sampled, is what `etl metrics` prints."""

import json
import re

import pytest

from dashboard import roles
from etl.__main__ import main
from etl.reference import places
from etl.scope import office
from tests.sparing import sparing
from tests.views.conftest import Page

PAGES = roles.pages_for(office().role)
DAYS = ("2025-11-22", "2025-11-28", "2025-12-03")
COUNTIES = (None, "库尔勒市", "和静县")
FIGURE = re.compile(r"<span[^>]*\bdata-count=[^>]*>")
ATTRIBUTE = re.compile(r'data-(count|county|series|value|day)="([^"]*)"')
CODES = {kind: {each.code: each.name for each in places(kind)} for kind in ("counties", "series")}
# Pages whose figures are counts; the others show rows of files, definitions or what is handed in.
FEWEST = dict.fromkeys(("overview", "quota", "progress", "quality", "county", "digest"), 30)


@pytest.fixture(scope="module")
def printed(small_data):
    """What the command line prints for a day: (county or "", series or "", count) → value."""
    kept = {}

    def ask(day, capsys):
        if day not in kept:
            kept[day] = dict(_tables(small_data, day, capsys))
        return kept[day]

    return ask


def _tables(data, day, capsys):
    for by in ("none", "county", "series", "county,series"):
        asked = ["--data", f"{data.root}", "--season", "2025", "--as-of", day, "--by", by]
        assert main(["metrics", *asked, "--format", "json"]) == 0
        for row in json.loads(capsys.readouterr().out):
            place = row.get("county", ""), row.get("series", "")
            yield from (((*place, count), value) for count, value in row.items())


def figures(page: Page):
    """(count, county, series, value) of every figure of the chosen day that names its count."""
    for tag in FIGURE.findall(page.html):
        found = dict(ATTRIBUTE.findall(tag))
        if "value" in found and "day" not in found:
            codes = [
                found.get(key, "") for key in ("county", "series")
            ]  # the place of a row, any kind
            county, series = (
                next((CODES[kind][code] for code in codes if code in CODES[kind]), "")
                for kind in ("counties", "series")
            )
            yield found["count"], county, series, int(found["value"])


@pytest.mark.parametrize("county", sparing(COUNTIES))
@pytest.mark.parametrize("name", PAGES)
def test_every_figure_of_a_page_is_what_the_command_line_prints(
    open_page, printed, capsys, name, county
):
    seen = 0
    for day in DAYS:
        known = printed(day, capsys)
        page = open_page(name, day=day, **({"county": county} if county else {}))
        for count, own, series, value in figures(page):
            # A figure without a county is of what the filters leave, or the sum over all counties.
            left = [own] if own else [county or "", ""]
            wanted = {known.get((place, series, count)) for place in left}
            assert value in wanted, (day, count, own, series, value, wanted)
            seen += 1
    assert seen >= FEWEST.get(name, 0), seen
