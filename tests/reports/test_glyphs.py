"""Characters that no font has: shown as 〓 and told of where they stand; never a reason to lose a paper."""

import re
from dataclasses import replace

import pytest

from dashboard.reports import glyphs
from dashboard.reports.paper import Column, Heading, Paragraph, Section
from dashboard.reports.pdf import pdf
from dashboard.reports.typefaces import typefaces
from etl.__main__ import main
from etl.errors import FINDINGS, FINE, REFUSED, UserError
from tests.reports.pages import pages, paper, picture, table, text
from tests.small_warehouse import small_data

__all__ = ["small_data"]

FOUR_BYTES, OLD, PRIVATE = "𠮷", "㐱", "\ue001"
VARIANT = "葛\U000e0100"


@pytest.fixture(scope="module")
def fonts():
    return typefaces()


@pytest.mark.parametrize("sign", [FOUR_BYTES, OLD, PRIVATE])
def test_a_missing_character_is_shown_as_geta_with_unit_row_and_column_below_the_table(sign):
    rows = [("轮台县第一中学", "李明", 1), ("和静县第二中学", f"王{sign}", 2)]
    page = pages(pdf(paper(table(rows))))[0]
    assert "和静县第二中学王〓2" in page.words
    told = next(words for words in page.words if words.startswith("注："))
    assert f"〓为字库没有的字：第2行（和静县第二中学）“姓名”，U+{ord(sign):04X}。" in told


def test_a_missing_character_in_a_unit_is_told_with_the_unit_as_it_is_shown(fonts):
    (gap,) = glyphs.gaps(paper(table([(f"轮台县{OLD}镇中学", "李明", 1)])), fonts)
    assert (gap.where, gap.code) == ("表1第1行（轮台县〓镇中学）“县市”", "U+3431")


def test_a_missing_character_in_prose_is_told_of_below_the_paper():
    found = text(pdf(paper(Paragraph("甲"), Paragraph(f"单位{FOUR_BYTES}村小学。"))))
    assert "单位〓村小学" in found
    assert "〓为字库没有的字：“总体情况”第2段，U+20BB7。" in found


def test_a_table_and_the_end_of_a_paper_each_tell_only_of_their_own():
    found = text(pdf(paper(Paragraph(OLD), table([("轮台县", FOUR_BYTES, 1)]))))
    assert found.count("〓为字库没有的字") == 2
    assert found.count("U+20BB7") == found.count("U+3431") == 1


def test_every_place_with_data_is_looked_through(fonts):
    made = paper(
        Paragraph(OLD, OLD), Heading(OLD), table([("轮台县", OLD, 1)], notes=(OLD,)), picture(OLD),
        title=OLD, subtitle=OLD, addressee=OLD, opening=OLD, closing=OLD,
        annexes=(replace(table(1, "附表1"), title=OLD),),
    )  # fmt: skip
    places = [gap.where for gap in glyphs.gaps(made, fonts)]
    assert places == [
        "标题", "副标题", "主送", "导语", "“总体情况”第1段", "“总体情况”第1段", "小标题",
        "表1第1行（轮台县）“姓名”", "表1注", "图1", "结尾", "附表1表题",
    ]  # fmt: skip
    pdf(made)  # and it can be set


def test_a_paper_without_missing_characters_is_left_as_it_is(fonts):
    whole = paper(Paragraph("甲"), table(3), picture("焉耆回族自治县"))
    assert glyphs.settled(whole, fonts) == (whole, ())


def test_selectors_of_variants_and_invisible_signs_are_dropped_without_a_word(fonts):
    made, gaps = glyphs.settled(paper(Paragraph(f"{VARIANT}\u200b\ufeff\ufe0f城")), fonts)
    assert made.sections[0].blocks[0].text == "葛城"
    assert not gaps
    assert "葛城" in text(pdf(paper(Paragraph(VARIANT + "城"))))


@pytest.mark.parametrize(
    ("given", "shown"), [("e\u0301", "é"), ("朗", "朗"), ("甲\n乙\t丙", "甲 乙 丙")]
)
def test_text_is_composed_and_stands_on_one_line(given, shown):
    assert glyphs.plain(given) == shown


def test_half_of_a_character_is_no_reason_to_lose_the_paper():
    assert "王〓" in text(pdf(paper(Paragraph("王\ud842"))))


@pytest.mark.parametrize(
    "broken",
    [
        {"sections": (Section(f"总体{OLD}", ()),)},
        {"issuer": f"巴州{OLD}局"},
        {"definitions": ((f"申报{OLD}", "人数", "三"),)},
    ],
)
def test_what_the_program_says_itself_stops_the_paper_and_names_place_and_code(broken):
    with pytest.raises(UserError, match="字库没有的字：U\\+3431") as told:
        pdf(paper(**broken))
    assert "〓" in told.value.what
    assert "fonts" in told.value.cure


def test_a_head_of_a_table_is_the_programs_own():
    made = replace(table(1), columns=(Column("c", f"县{OLD}"),) * 3)
    with pytest.raises(UserError, match="表1表头"):
        pdf(paper(made))


def test_all_that_the_templates_say_by_themselves_is_in_the_fonts(fonts):
    from dashboard.reports.pdf import TEMPLATE

    for path in sorted(TEMPLATE.parent.glob("*.typ")):
        said = path.read_text("utf-8").replace("\n", "")
        assert not {sign for sign in said if ord(sign) not in fonts.covered}, path.name


def asked(data, *more):
    return main(["report", "week", "--data", str(data.root), "--check-glyphs", *more])


def test_the_command_line_lists_what_would_be_shown_as_geta(small_data, monkeypatch, capsys):
    known = typefaces()
    fewer = replace(known, covered=known.covered - {ord("静")})
    monkeypatch.setattr("dashboard.reports.typefaces.typefaces", lambda _: fewer)
    assert asked(small_data) == FINDINGS
    told = capsys.readouterr().out
    assert re.search(r"周调度_\d{8}　表1第\d行（和〓县）“县市”　U\+9759\n", told)
    assert "印作〓" in told.splitlines()[-1]


@pytest.mark.slow
def test_the_command_line_says_so_where_nothing_is_missing(small_data, capsys):
    assert asked(small_data) == FINE
    assert capsys.readouterr().out == "字库里都有。\n"


def test_papers_need_a_folder_to_be_written_to(small_data, capsys):
    assert main(["report", "week", "--data", str(small_data.root)]) == REFUSED
    assert "--out" in capsys.readouterr().err
