"""A paper as one HTML file, read back."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.reports.cells import shown
from dashboard.reports.offline_page import offline_page
from tests.reports.made import paper

HOSTILE = "<script>alert(1)</script><img src=http://x.example/a.png onerror=alert(1)>"
THIN = "\u2009"


class Reader(HTMLParser):
    """The words of each element, and every element with what it fetches."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.fetched, self.rows, self.words = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.fetched += [
            value
            for key, value in attrs
            if key in {"src", "href", "xlink:href", "srcset"} or key.startswith("on")
        ]
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        self.words.append(data.replace(THIN, ""))
        if self.rows and self.rows[-1] and self.tags[-1] in {"td", "th"}:
            self.rows[-1][-1] += data.replace(THIN, "")


def read(made):
    reader = Reader()
    reader.feed(offline_page(made).decode())
    return reader


@pytest.fixture(scope="module")
def made(season_2022):
    return paper(season_2022)


def test_every_number_of_every_table_stands_in_the_file(made):
    rows = read(made).rows
    for table in made.tables():
        for row in table.rows:
            assert [shown(cell).replace(THIN, "") for cell in row.cells] in rows


def test_sentences_and_numbered_headings_stand_in_the_file(made):
    words = "".join(read(made).words).replace(" ", "")
    for text in (
        made.title,
        made.opening,
        "一、总体情况",
        "（一）轮台县",
        made.closing,
        made.issuer,
    ):
        assert text.replace(" ", "") in words


def test_nothing_runs_and_nothing_is_fetched_whatever_a_name_holds(season_2022):
    found = read(paper(season_2022, hostile=HOSTILE))
    assert not {"script", "img", "iframe", "object", "link"} & set(found.tags)
    assert not found.fetched
    assert any("<script>alert(1)</script>" in words for words in found.words)
    assert not re.search(rb"url\(|@import", offline_page(paper(season_2022)))


def test_a_picture_is_a_drawing_that_tells_itself(made):
    page = offline_page(made).decode()
    assert "<svg" in page
    assert made.pictures()[0].alt in page


def test_sample_data_are_marked(season_2022):
    assert "示例数据" in offline_page(paper(season_2022, is_sample=True)).decode()
    assert "示例数据" not in offline_page(paper(season_2022)).decode()


def test_the_same_paper_gives_the_same_bytes(made):
    assert offline_page(made) == offline_page(made)
