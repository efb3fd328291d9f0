"""快照与报告: what is kept, whether it is whole, how two differ, what may be taken, by whom."""

import io
import shutil
import zipfile
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import duckdb
import pytest

from dashboard import papers_offered, shelved
from dashboard.papers_offered import Taking
from etl import queries, warehouse
from etl.errors import UserError
from etl.paths import DataFolder
from etl.scope import county_officer, leader, office
from etl.snapshots import make as making
from etl.snapshots.make import Wish
from tests.snapshots.papers import NOW, Plain
from tests.sparing import sparing

DAYS = (date(2025, 12, 3), date(2025, 12, 11))


@pytest.fixture(scope="module")
def kept(small_data, tmp_path_factory):
    """The small season with two weekly snapshots."""
    data = DataFolder(shutil.copytree(small_data.root, tmp_path_factory.mktemp("k") / "data"))
    for day in DAYS:
        making.make(data, Wish("week", 2025, day), Plain(), NOW)
    return data


@pytest.fixture(scope="module")
def con(kept):
    with warehouse.open_version(warehouse.find(kept.warehouse, None)) as opened:
        yield opened


def test_the_page_says_how_many_there_are_and_that_they_verify(open_page, kept):
    page = open_page("papers", data=kept)
    assert page.headline() == "2025年度有2份快照，最近一份截至12月11日，全部核对相符。"
    assert "2025-week-2025-12-03" in page.text
    assert "完好" in page.text


def test_without_a_snapshot_the_page_says_so_and_still_offers_papers(open_page):
    page = open_page("papers")
    assert page.headline() == "2025年度还没有快照。"
    assert "年终通报" in page.text
    assert "python -m etl snapshot" in page.text


def test_the_day_of_a_snapshot_leads_to_the_pages_of_its_version(open_page, kept):
    version = warehouse.find(kept.warehouse, None)
    html = open_page("papers", data=kept, day="2025-12-05").html
    for day in DAYS:
        link = next(part for part in html.split('href="') if f">{day}</a>" in part)
        asked = dict(parse_qsl(urlsplit(unescape(link.split('"')[0])).query))
        shown = open_page("overview", data=kept, **asked)
        assert f"{day.month}月{day.day}日" in shown.text.split("版本")[0]
        assert version.short in shown.text


def test_a_changed_snapshot_is_named_and_not_compared(open_page, kept, tmp_path):
    data = DataFolder(shutil.copytree(kept.root, tmp_path / "data"))
    path = data.snapshots / "2025-week-2025-12-03.zip"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    page = open_page("papers", data=data)
    assert "快照核对不符，先查明再用" in page.headline()
    assert "核对不符" in page.text
    assert "对比两份快照" not in page.text
    found = shelved.read(data)
    with pytest.raises(UserError, match="核对不符"):
        shelved.difference(data, found.snapshots[1].kept, found.snapshots[0].kept, office())


def test_what_two_snapshots_differ_by_are_the_figures_of_their_days(kept, con):
    later, earlier = shelved.read(kept).snapshots
    found = shelved.difference(kept, earlier.kept, later.kept, office())
    figures = [
        {
            each.county_code: each.counts
            for each in queries.figures(con, office(), 2025, day, "county")
        }
        for day in DAYS
    ]
    lines = [line for line in found.lines if line["kind"] == "count" and line["county_code"]]
    assert len(lines) > 100
    for line in lines:
        pair = [each.get(line["county_code"], {}).get(line["id"]) for each in figures]
        assert [line["before"] or 0, line["after"] or 0] == [each or 0 for each in pair], line


def test_a_county_compares_itself_and_what_is_published_only(kept):
    later, earlier = shelved.read(kept).snapshots
    own = county_officer("652827")
    found = shelved.difference(kept, earlier.kept, later.kept, own)
    assert {line["county_code"] for line in found.lines} == {"652827"}
    shown = own.publishing({"652801"})
    found = shelved.difference(kept, earlier.kept, later.kept, shown)
    assert {line["county_code"] for line in found.lines} == {"652827", "652801"}


def test_a_measure_is_chosen_in_the_address_and_an_unknown_one_told(open_page, kept):
    page = open_page("papers", data=kept, measure="申报人数")
    assert "各县市对比" in page.html
    assert "没有“某数”" in open_page("papers", data=kept, measure="某数").text


@pytest.mark.parametrize("form", sparing(papers_offered.FORM_NAMES))
def test_a_weekly_brief_is_written_in_every_form(kept, con, form):
    taking = Taking("week", form, leader(), 2025, DAYS[1], kept)
    made = taking.made(con, {})
    assert made == taking.made(con, {})
    assert taking.name("") == f"周调度_20251211.{form}"


def test_nine_counties_come_in_one_archive_and_a_county_alone_as_it_is(kept, con):
    nine = Taking("county", "html", office(), 2025, DAYS[1], kept)
    with zipfile.ZipFile(io.BytesIO(nine.made(con, {}))) as packed:
        assert len(packed.namelist()) == 9
    one = Taking("county", "html", county_officer("652827"), 2025, DAYS[1], kept)
    assert one.made(con, {}).startswith(b"<!doctype html>")
    assert nine.name("").endswith(".zip")
    assert one.name("和静县") == "和静县_县市周报_20251211.html"


@pytest.mark.slow
def test_a_leaders_papers_name_nobody_and_a_countys_only_its_own_people(kept, con):
    people = {
        row["name"]: row["county_code"]
        for row in queries.rows(
            con, "select name, county_code from core.application where season = 2025"
        )
    }
    for scope in (leader(), county_officer("652827")):
        made = Taking("county", "html", scope, 2025, DAYS[1], kept).made(con, {})
        if made[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(made)) as packed:
                made = b"".join(packed.read(name) for name in packed.namelist())
        named = {name for name in people if name in made.decode()}
        assert {people[name] for name in named} <= ({"652827"} if scope.role == "county" else set())


def test_a_county_is_not_offered_papers_of_the_whole_nor_others_any():
    assert [each.kind for each in papers_offered.offers("county")] == ["county", "notice"]
    assert [each.kind for each in papers_offered.offers("leader")] == ["year-end", "week", "county"]
    assert papers_offered.offers("sector") == papers_offered.offers("auditor") == []


def test_a_paper_of_places_that_the_scope_does_not_see_is_refused(
    kept, con: duckdb.DuckDBPyConnection
):
    from etl.scope import NOBODY

    with pytest.raises(UserError):
        Taking("week", "html", NOBODY, 2025, DAYS[1], kept).made(con, {})


def test_where_there_is_no_letter_the_archive_says_so(kept, con):
    taking = Taking("notice", "html", county_officer("652827"), 2025, date(2025, 11, 12), kept)
    with zipfile.ZipFile(io.BytesIO(taking.made(con, {}))) as packed:
        assert packed.namelist() == ["说明.txt"]
        assert packed.read("说明.txt").decode() == "这一天没有这种材料。"
