"""What a PDF says: to the letter what the paper says, sample data marked, the same bytes again."""

import hashlib
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from dashboard import formats
from dashboard.reports.paper import Heading, Paragraph
from dashboard.reports.pdf import pdf
from etl.paths import ROOT
from tests.reports import made
from tests.reports.pages import HAN, ORIGIN, pages, paper, picture, table, text

HOSTILE = "#sys.inputs *甲* $x$ _乙_ @丙 [丁] \\ `戊` <己> = - + / // 'a' \"b\" & {庚} ~ --- ..."


def test_nothing_in_the_data_is_taken_for_an_instruction():
    said = paper(
        Paragraph(HOSTILE, HOSTILE),
        Heading(HOSTILE),
        table([(HOSTILE, HOSTILE, 1)], notes=(HOSTILE,)),
        picture(HOSTILE[:20]),
        addressee=HOSTILE,
        opening=HOSTILE,
        closing=HOSTILE,
        subtitle=HOSTILE,
    )
    found = text(pdf(said))
    places = 10  # subtitle, addressee, opening, lead, text, heading, two cells, note, closing
    assert found.count("[丁]") == places
    assert found.count("#sys.inputs*甲*$x$") == places + 1  # and the name in the picture
    assert found.count("'a'\"b\"&{庚}~---...") >= places - 2  # cells are narrow and break


def test_every_number_of_a_season_stands_in_the_pdf(season_2022):
    whole = made.paper(season_2022)
    found = text(pdf(whole))
    for each in whole.tables():
        for row in each.rows:
            cells = "".join(made_cell(cell) for cell in row.cells)
            assert cells in found, cells


def made_cell(cell):
    from dashboard.reports.cells import shown

    return shown(cell).replace(formats.THIN, "").replace(" ", "")


def test_sample_data_is_marked_on_every_page_and_nothing_else_is():
    sample = replace(ORIGIN, is_sample=True)
    blocks = (Paragraph((HAN * 40)[:900]), table(3, is_wide=True))
    marked = pages(pdf(paper(*blocks, origin=sample)))
    assert len(marked) > 2
    assert all("示例数据" in page.words for page in marked)
    assert "示例数据" not in text(pdf(paper(*blocks)))


def test_the_seal_of_a_snapshot_and_the_versions_are_printed():
    found = text(pdf(paper(Paragraph("甲"), origin=replace(ORIGIN, seal="9f3a77c2"))))
    for words in ("快照校验码9f3a77c2", "数据版本a1b2c3d4", "规则3", "日历2022", "程序1.0"):
        assert words in found


def test_thin_spaces_do_not_widen_the_distance_that_is_set_anyway():
    thin = pages(pdf(paper(Paragraph(formats.spaced("申报12人。")))))[0].line_of("申报12人")
    none = pages(pdf(paper(Paragraph("申报12人。"))))[0].line_of("申报12人")
    assert [each[1] for each in thin] == pytest.approx([each[1] for each in none])


def test_the_file_is_pdf_a_2b_with_the_title_as_its_name():
    content = pdf(paper(Paragraph("甲")))
    packet = content[content.index(b"<x:xmpmeta") :].decode("utf-8", "ignore")
    assert re.search(r"pdfaid:part>2<", packet)
    assert re.search(r"pdfaid:conformance>B<", packet)
    document = pypdfium2.PdfDocument(content)
    about = document.get_metadata_dict()
    assert about["Title"] == "关于工作情况的通报"
    assert about["Author"] == "巴州人社局"
    assert about["CreationDate"] == "D:20230103020000Z"


def test_headings_are_bookmarks():
    document = pypdfium2.PdfDocument(pdf(paper(Heading("名额"), Paragraph("甲"))))
    assert [each.get_title() for each in document.get_toc()] == ["一、总体情况", "（一）名额"]


def test_a_picture_is_told_in_words_too():
    content = pdf(paper(picture()))
    streams = [content]
    for piece in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            streams.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    alt = "各县市名额".encode("utf-16-be")
    assert any(alt in stream or alt.hex().encode() in stream.lower() for stream in streams)


def test_the_moment_in_the_file_is_beijing_time_however_it_was_given():
    known = datetime(2023, 1, 3, 2, tzinfo=UTC)
    content = pdf(paper(Paragraph("甲"), origin=replace(ORIGIN, built_at=known)))
    about = pypdfium2.PdfDocument(content).get_metadata_dict()
    assert about["CreationDate"] == "D:20230103020000Z"


AGAIN = """
import hashlib, sys
from dashboard.reports.paper import Paragraph
from dashboard.reports import svg
from dashboard.reports.pdf import pdf
from tests.reports.pages import paper, picture, table
made = paper(Paragraph("甲"), table(20), picture())
drawn = svg.png(picture().chart, "名额")
sys.stdout.write(hashlib.sha256(pdf(made) + drawn).hexdigest())
"""


def test_other_machines_make_the_same_bytes(tmp_path):
    found = set()
    for zone, language, seed in (("Asia/Shanghai", "zh_CN.UTF-8", "1"), ("America/Lima", "C", "2")):
        asked = {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", AGAIN],
            cwd=ROOT,
            env={**os.environ, **asked, "BZ_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout)
    here = paper(Paragraph("甲"), table(20), picture())
    from dashboard.reports import svg

    drawn = svg.png(picture().chart, "名额")
    assert found == {hashlib.sha256(pdf(here) + drawn).hexdigest()}
