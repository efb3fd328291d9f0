"""The real papers in a snapshot: which there are, what is printed on them, no name in any."""

import io
import re
import zipfile
from datetime import date

import pypdfium2
import pytest

from dashboard.reports import documents, library, word_own
from etl import queries, warehouse
from etl.lifecycle.records import lives
from etl.register import register_of
from etl.snapshots import figures, tables
from etl.snapshots.draft import Order
from etl.snapshots.manifest import hash_of
from tests.small_warehouse import NOW

SEAL = "0123456789abcdef"


def said(name, content):
    """All text of a paper, whatever its form, without the blanks."""
    if name.endswith(".pdf"):
        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    elif name.endswith(".html"):
        text = content.decode()
    else:
        held = zipfile.ZipFile(io.BytesIO(content))
        text = "".join(held.read(each).decode() for each in held.namelist() if "xml" in each)
    return re.sub(r"<[^>]*>|\s", "", text)


@pytest.fixture(scope="module")
def open_papers(small_data):
    """A question of last year's end and of this year's week, asked of the tables that a snapshot keeps."""
    version = warehouse.find(small_data.warehouse, None)
    from etl.counting import macros

    with tables.answering(tables.exported(version), macros(), version.name) as con:
        yield con, version


def made(open_papers, small_data, season, day, kind):
    con, _ = open_papers
    known = lives(register_of(small_data), season)
    order = Order(con, figures.scope(), season, day, kind, SEAL, known, small_data)
    return documents.documents(order)


def names_in(text, version):
    """Find the persons of the rosters whom a text names; units have their own names."""
    with warehouse.open_version(version) as con:
        rows = queries.rows(con, "from accepted.roster")
    for unit in {row["unit"] for row in rows} - {None}:
        text = text.replace(unit, "")
    return {row["name"] for row in rows if len(row["name"]) > 2 and row["name"] in text}


def test_a_paper_carries_the_seal_and_no_name(open_papers, small_data, monkeypatch):
    monkeypatch.setattr(documents, "WANTED", {"week": {"week": ("html", "xlsx")}})
    papers = made(open_papers, small_data, 2025, NOW.date(), "week")
    assert set(papers) == {"周调度_20251203.html", "周调度_20251203.xlsx"}
    for name, content in papers.items():
        text = said(name, content)
        assert SEAL in text, name
        assert not names_in(text, open_papers[1]), name


@pytest.mark.slow
def test_a_week_holds_the_brief_in_every_form_and_a_sheet_for_each_county(open_papers, small_data):
    week = made(open_papers, small_data, 2025, NOW.date(), "week")
    assert {name for name in week if name.startswith("周调度")} == {
        f"周调度_20251203.{form}" for form in ("pdf", "docx", "xlsx", "html")
    }
    assert sum(name.endswith("周报_20251203.pdf") for name in week) == 9
    assert len(week) == 13
    for name, content in week.items():
        text = said(name, content)
        assert SEAL in text, name
        assert not names_in(text, open_papers[1]), name
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", text), name


def test_manifest_and_papers_name_the_same_calendar_rules_and_version(open_papers):
    con, version = open_papers
    origin = library.Wish(con, figures.scope(), 2025, NOW.date(), seal=SEAL).origin
    assert origin.calendar_version == figures.calendar_version(con)
    assert origin.version == version.short
    assert origin.seal == SEAL


def test_every_kind_of_snapshot_has_its_papers():
    assert set(documents.WANTED) == {"year-end", "week", "milestone"}
    for forms in documents.WANTED.values():
        assert set(forms) <= set(library.KINDS)


def test_typefaces_and_the_offices_own_templates_are_named_by_hash(small_data, tmp_path):
    from etl.paths import DataFolder

    found = documents.fonts(small_data)
    assert any(name.endswith(".ttf") for name in found)
    own = DataFolder(tmp_path)
    word_own.accept(own, word_own.NAMES[0], word_own.SHIPPED / word_own.NAMES[0])
    added = documents.fonts(own).items() - found.items()
    content = (word_own.SHIPPED / word_own.NAMES[0]).read_bytes()
    assert added == {(f"templates/{word_own.NAMES[0]}", hash_of(content))}


@pytest.mark.slow
def test_a_year_end_holds_the_report_in_every_form_with_its_seal(open_papers, small_data):
    day = date(2024, 12, 31)
    papers = made(open_papers, small_data, 2024, day, "year-end")
    assert {name.rpartition(".")[2] for name in papers} == {"pdf", "docx", "xlsx", "html"}
    assert len(papers) == 4
    assert made(open_papers, small_data, 2024, day, "year-end") == papers
    for name, content in papers.items():
        text = said(name, content)
        assert SEAL in text, name
        assert not names_in(text, open_papers[1]), name
