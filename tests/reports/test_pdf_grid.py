"""The page of an official paper: GB/T 9704, measured on the finished pages."""

import itertools

import pytest

from dashboard.reports.paper import Heading, Paragraph, Section
from dashboard.reports.pdf import pdf
from tests.reports.pages import DAY, HAN, ISSUER, pages, paper, table

MM = 72 / 25.4
NEAR = 0.6


@pytest.fixture(scope="module")
def filled():
    """A paper whose second page is nothing but Chinese characters."""
    return pages(pdf(paper(Paragraph((HAN * 60)[: 28 * 60 - 2]))))


def lines_of(page):
    return [line for line in page.lines if len(line) > 20]


def test_a_full_page_has_22_lines_of_28_characters(filled):
    assert [len(line) for line in lines_of(filled[1])] == [28] * 22


def test_lines_stand_one_pitch_apart_and_characters_one_size(filled):
    lines = lines_of(filled[1])
    bases = [line[0][3] for line in lines]
    assert {round(a - b, 1) for a, b in itertools.pairwise(bases)} <= {28.9, 29.0}
    lefts = [letter[1] for letter in lines[0]]
    assert all(15.6 < b - a < 15.95 for a, b in itertools.pairwise(lefts))


def test_text_keeps_the_margins_of_the_standard(filled):
    page = filled[1]
    lines = lines_of(page)
    assert lines[0][0][1] == pytest.approx(28 * MM, abs=NEAR)
    assert page.width - lines[0][-1][2] == pytest.approx(26 * MM, abs=NEAR)
    assert page.height - (lines[0][0][3] + 15.75) == pytest.approx(37 * MM, abs=NEAR)
    assert lines[-1][0][3] > 35 * MM - NEAR


def test_a_paragraph_begins_two_characters_in(filled):
    first = filled[0].line_of(HAN[:20])
    assert first[0][1] == pytest.approx(28 * MM + 2 * 15.75, abs=NEAR)


def test_page_numbers_stand_outside_one_character_in(filled):
    for page in filled:
        (number,) = [
            line
            for line, words in zip(page.lines, page.words, strict=True)
            if words == f"—{page.number}—"
        ]
        edge = page.width - 26 * MM - number[-1][2] if page.number % 2 else number[0][1] - 28 * MM
        assert edge == pytest.approx(14, abs=3)
        assert 20 * MM < number[0][3] < 35 * MM - 7 * MM


def test_a_line_for_the_number_is_left_on_papers_that_bear_one():
    assert pages(pdf(paper(Paragraph("甲"))))[0].words[0] == "＿＿＿＿〔2022〕＿＿号"
    for kind in ("week", "county"):
        assert "〔2022〕" not in pages(pdf(paper(Paragraph("甲"), kind=kind)))[0].text


def test_headings_are_numbered_and_begin_two_characters_in():
    sections = (
        Section("总体情况", (Heading("名额"), Paragraph("甲"), Heading("申报"), Paragraph("乙"))),
        Section("存在问题", (Heading("逾期"), Paragraph("丙"))),
    )
    page = pages(pdf(paper(sections=sections)))[0]
    for words in ("一、总体情况", "（一）名额", "（二）申报", "二、存在问题", "（一）逾期"):
        assert page.line_of(words)[0][1] == pytest.approx(28 * MM + 2 * 15.75, abs=9), words


def test_the_date_keeps_four_characters_to_the_right_and_the_issuer_stands_over_it():
    page = pages(pdf(paper(Paragraph("甲"))))[0]
    date, issuer = page.line_of(f"{DAY.year}年12月31日"), page.line_of(ISSUER)
    assert page.width - 26 * MM - date[-1][2] == pytest.approx(4 * 15.75, abs=1)
    middles = [(line[0][1] + line[-1][2]) / 2 for line in (date, issuer)]
    assert middles[0] == pytest.approx(middles[1], abs=1)


def test_the_issuer_longer_than_the_page_allows_moves_the_date_not_itself_over_the_edge():
    page = pages(
        pdf(paper(Paragraph("甲"), issuer="巴音郭楞蒙古自治州人力资源和社会保障局职称办"))
    )[0]
    assert page.line_of("职称办")[-1][2] <= page.width - 26 * MM + NEAR


@pytest.mark.parametrize("closing", ["特此通报。", ""])
@pytest.mark.parametrize("lines", [9, 10, 12, 13, 16, 17])
def test_the_signature_never_stands_alone_after_a_paragraph(lines, closing):
    made = pages(pdf(paper(Paragraph((HAN * 40)[: 28 * lines - 2]), closing=closing)))
    signed = next(page for page in made if ISSUER in page.text)
    assert any(HAN[5] in words or HAN[9] in words for words in signed.words), lines


@pytest.mark.parametrize("rows", [14, 20, 21])
@pytest.mark.parametrize("lines", [1, 8])
def test_the_signature_never_stands_alone_after_a_table(rows, lines):
    body = Paragraph((HAN * 40)[: 28 * lines - 2])
    made = pages(pdf(paper(body, table(rows), closing="")))
    signed = next(page for page in made if ISSUER in page.text)
    assert "轮台县" in signed.text


def test_the_origin_of_the_numbers_stands_with_the_signature_or_with_the_definitions():
    alone = pages(pdf(paper(Paragraph("甲"))))
    assert "数据版本a1b2c3d4" in alone[0].text
    defined = pages(pdf(paper(Paragraph("甲"), definitions=(("申报", "人数", "三"),))))
    assert "数据版本" not in defined[0].text
    assert "数据版本" in defined[1].text
    assert "口径说明" in defined[1].text
