"""Tables and pictures on the pages of a paper."""

from dataclasses import replace

import pytest

from dashboard.reports.paper import Column, Heading, Paragraph, Row, Section
from dashboard.reports.pdf import pdf
from etl.queries import Rate
from tests.reports.pages import CLOSING, HAN, ISSUER, pages, paper, picture, table


def body(lines):
    return Paragraph((HAN * 40)[: 28 * lines - 2])


def test_a_long_table_repeats_its_heads_under_a_continued_number():
    made = [page for page in pages(pdf(paper(table(60)))) if "轮台县" in page.text]
    assert len(made) > 1
    assert "表1情况" in made[0].words
    for page in made[1:]:
        assert page.words[0] == "续表1"
        assert "县市姓名人数" in page.words
        assert "单位：人" in page.words
        assert "表1情况" not in page.text


def test_a_small_table_is_not_broken():
    for lines in (10, 12, 14, 16):
        made = pages(pdf(paper(body(lines), table(9))))
        assert len([page for page in made if "轮台县" in page.text]) == 1


@pytest.mark.parametrize("lines", [14, 15, 16, 17])
def test_no_heading_and_no_caption_is_parted_from_its_table(lines):
    made = pages(pdf(paper(body(lines), Heading("名额"), table(20))))
    for page in made:
        if "（一）名额" in page.text:
            at = page.words.index("（一）名额")
            assert page.words[at + 1 : at + 3] == ["表1情况", "单位：人"]
            assert "轮台县张三0" in page.words


@pytest.mark.parametrize("lines", [14, 15, 16])
def test_no_heading_is_the_last_line_of_a_page(lines):
    sections = (Section("总体情况", (body(lines),)), Section("存在问题", (body(3),)))
    made = pages(pdf(paper(sections=sections)))
    for page in made:
        assert page.words[-2] != "二、存在问题"


@pytest.mark.parametrize("rows", [19, 20, 21, 22, 23])
def test_notes_stay_with_the_last_rows(rows):
    made = pages(pdf(paper(table(rows, notes=("合计只算一次。", "截至当日。")), Paragraph("甲"))))
    page = next(page for page in made if "合计只算一次" in page.text)
    assert f"轮台县张三{rows - 1}" in page.words
    assert "注：1．合计只算一次。" in page.words
    assert "2．截至当日。" in page.words


def test_neighbours_of_a_group_share_a_head():
    columns = (
        Column("c", "县市", "text"),
        Column("a", "申报", group="报送"),
        Column("b", "推荐", group="报送"),
    )
    made = replace(table(0), columns=columns, rows=(Row(("轮台县", 3, 2)),))
    page = pages(pdf(paper(made)))[0]
    group, first, second = (page.line_of(words) for words in ("报送", "申报", "推荐"))
    assert group[0][3] > first[0][3]
    at = {letter: (left, right) for letter, left, right, _ in first}
    middle = (at["申"][0] + at["荐"][1]) / 2
    assert (group[0][1] + group[-1][2]) / 2 == pytest.approx(middle, abs=3)
    assert first is second


def test_a_wide_table_lies_on_a_turned_page_and_its_number_stays_where_it_is_on_upright_ones():
    made = pages(pdf(paper(Paragraph("甲"), annexes=(table(5, "附表1", is_wide=True),))))
    turned = made[1]
    assert turned.width > turned.height
    assert "附件" in turned.words
    digits = [
        letter for line in turned.lines for letter in line if letter[0] == "2" and letter[1] < 85
    ]
    assert len(digits) == 1, "the number of page 2 at the left, the foot of the upright page"


def test_text_goes_on_upright_after_a_wide_table():
    made = pages(pdf(paper(Paragraph("甲"), table(5, is_wide=True), body(2))))
    assert [page.width > page.height for page in made] == [False, True, False]


def test_annexes_are_listed_before_the_signature_and_begin_their_own_pages():
    annexes = (table(3, "附表1"), table(3, "附表2", is_wide=True))
    made = pages(pdf(paper(Paragraph("甲"), annexes=annexes)))
    assert "附件：1．情况" in made[0].words
    assert "2．情况" in made[0].words
    assert [page.words[0] for page in made[1:]] == ["附件1", "附件2"]


@pytest.mark.parametrize("lines", [1, 12, 18])
def test_a_long_list_of_annexes_breaks_and_its_last_lines_hold_the_signature(lines):
    annexes = tuple(replace(table(1, f"附表{n}"), title=f"第{n}张") for n in range(1, 31))
    made = pages(pdf(paper(body(lines), annexes=annexes)))
    signed = next(page for page in made if ISSUER in page.words)
    at = signed.words.index(ISSUER)
    assert signed.words[at - 2 : at] == ["29．第29张", "30．第30张"]
    listed = [words for page in made[: signed.number] for words in page.words if "．第" in words]
    assert listed == ["附件：1．第1张", *(f"{n}．第{n}张" for n in range(2, 31))]
    assert all(line[0][3] > 90 for line in signed.lines if line[0][0] != "—")


def test_a_single_annex_has_no_number():
    made = pages(pdf(paper(Paragraph("甲"), annexes=(table(3, "附表1"),))))
    assert "附件：情况" in made[0].words
    assert made[1].words[0] == "附件"


def test_totals_of_a_rate_stand_as_numerator_and_denominator():
    columns = (Column("c", "县市", "text"), Column("r", "退回率", "rate", width=8))
    rows = (Row(("轮台县", Rate(3, 12, 0.25))), Row(("全州", Rate(1, 3, 1 / 3)), is_total=True))
    page = pages(pdf(paper(replace(table(0), columns=columns, rows=rows))))[0]
    assert "轮台县3/12（25.0%）" in page.words
    assert "全州1/3" in page.words


def test_an_empty_table_still_has_its_heads():
    page = pages(pdf(paper(table(0, notes=("本期没有。",)))))[0]
    assert "县市姓名人数" in page.words
    assert "注：本期没有。" in page.words


def test_a_title_stands_below_its_picture_on_the_same_page():
    for lines in (8, 12, 16):
        for page in pages(pdf(paper(body(lines), picture(*"甲乙丙丁戊")))):
            if "图1名额使用" in page.words:
                assert page.line_of("戊")[0][3] > page.line_of("图1名额使用")[0][3]
                assert "下达名额占用通过" in page.words


def test_long_words_are_given_the_room_that_short_columns_leave():
    school = "焉耆回族自治县第一中学附属小学东校区"
    made = table([("焉耆回族自治县", school, 1), ("轮台县", "轮台县中学", 20)])
    assert f"焉耆回族自治县{school}1" in pages(pdf(paper(made)))[0].words


def test_a_table_of_many_columns_gets_smaller_letters_and_stays_within_the_margins():
    columns = (Column("c", "县市", "text"), *(Column(f"k{n}", "核定职数") for n in range(8)))
    made = replace(table(0), columns=columns, rows=(Row(("焉耆回族自治县", *range(8))),))
    page = pages(pdf(paper(made)))[0]
    line = page.line_of("焉耆回族自治县")
    assert line[-1][2] < page.width - 26 * 72 / 25.4
    assert line[0][2] - line[0][1] < 10


def test_the_closing_follows_the_last_table():
    page = pages(pdf(paper(table(3))))[0]
    assert page.words.index(CLOSING) == page.words.index("轮台县张三2") + 1
