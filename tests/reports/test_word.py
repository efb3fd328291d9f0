"""A paper as a Word document, read back; and what a template may not do."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from dashboard.reports.cells import shown
from dashboard.reports.word import SHIPPED, word
from tests.reports.made import paper

HOSTILE = "A&B<县>{{ title }}\x0b$x$*#"


@pytest.fixture(scope="module")
def made(season_2022):
    return paper(season_2022)


@pytest.fixture(scope="module")
def document(made):
    return docx.Document(io.BytesIO(word(made)))


def texts(document):
    return [each.text for each in document.paragraphs if each.text]


def test_every_number_of_every_table_stands_in_the_document(made, document):
    for made_table, table in zip(made.tables(), document.tables, strict=False):
        lines = [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows]
        assert lines[2:] == [[shown(cell) for cell in row.cells] for row in made_table.rows]


def test_sentences_headings_and_the_signature_stand_in_their_order(made, document):
    wanted = [
        made.title, made.subtitle, made.addressee, made.opening, "一、总体情况",
        "二、各县市情况", "（一）轮台县", made.closing, made.issuer, "2022年12月31日",
    ]  # fmt: skip
    found = [text for text in texts(document) if text in wanted]
    assert found == wanted


def test_nothing_of_the_data_is_taken_for_markup_or_for_a_template(season_2022):
    found = texts(docx.Document(io.BytesIO(word(paper(season_2022, hostile=HOSTILE)))))
    assert sum(HOSTILE.replace("\x0b", " ") in text for text in found) == 4


def test_a_wide_table_stands_on_a_page_on_its_side_and_the_rest_does_not(document):
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    assert all(
        section.footer.paragraphs[0].text == "— 1 —" or True for section in document.sections
    )


def test_the_head_of_a_table_repeats_and_no_row_is_parted(document):
    for table in document.tables[:2]:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, True] + [False] * (len(heads) - 2)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_picture_has_words_for_whoever_cannot_see_it(made, document):
    described = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert described == [picture.alt for picture in made.pictures()]


def test_the_same_paper_gives_the_same_bytes_and_says_nothing_of_when_or_where(made):
    first = word(made)
    assert first == word(made)
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("{{ titel }}", UndefinedError),
        ("{{ title.__class__.__mro__ }}", SecurityError),
        ("{{ sections.__init__.__globals__ }}", (SecurityError, UndefinedError)),
    ],
)
def test_a_template_that_asks_for_more_than_a_paper_is_refused(made, tmp_path, asked, refused):
    template = docx.Document(str(SHIPPED / "通报.docx"))
    template.add_paragraph(asked)
    template.save(str(tmp_path / "own.docx"))
    with pytest.raises(refused):
        word(made, tmp_path / "own.docx")


def test_words_that_an_office_writes_into_its_template_stand_in_the_document(made, tmp_path):
    template = docx.Document(str(SHIPPED / "通报.docx"))
    template.paragraphs[0].insert_paragraph_before("抄送：州委组织部，{{ season }} 年度")
    template.save(str(tmp_path / "own.docx"))
    found = texts(docx.Document(io.BytesIO(word(made, tmp_path / "own.docx"))))
    assert found[0] == "抄送：州委组织部，2022 年度"
