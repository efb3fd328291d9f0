"""年终通报: answers what is asked, says what is not known, names nobody, proposes and never cuts."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import words
from dashboard.reports import (
    year_end_grounds,
    year_end_rules,
)
from dashboard.reports.chinese import in_chinese
from dashboard.reports.paper import Paragraph
from dashboard.reports.year_end import year_end
from etl.errors import UserError
from etl.scope import NOBODY, county_officer, leader, office, sector_office
from tests.reports.read_paper import paragraphs, table, text
from tests.reports.year_end_seen import (
    HEJING,
    QUESTIONS,
    compared,
)
from tests.reports.year_ends import (
    BEFORE,
    CLOSED,
    CLOSED_2024,
    DAYS,
    END,
    RUSH,
    con,
    origin,
    paper,
    paper_of,
    seen,
    seen_of,
    small_data,
    small_version,
)
from tests.sparing import sparing

__all__ = ["compared", "con", "paper", "seen", "small_data", "small_version"]


def test_every_question_of_the_report_writer_has_its_table(small_version):
    titles = {each.title for each in paper_of(small_version, END).tables()}
    for asked, answers in QUESTIONS.items():
        assert set(answers) <= titles, asked
    made = paper_of(small_version, END)
    assert made.origin.rules_version
    assert made.origin.calendar_version
    assert {"截至日", "申报人数", "退回率"} <= {term for term, _, _ in made.definitions}


@pytest.mark.parametrize("day", sparing([*DAYS, CLOSED_2024, RUSH], 2))
def test_tables_are_numbered_as_they_come_and_every_reference_leads_to_one(paper):
    annexes = [each.number for each in paper.annexes]
    assert annexes == [f"附表{n}" for n in range(1, len(annexes) + 1)]
    said = text(paper)
    assert "@" not in said
    assert set(re.findall(r"附表\d+", said)) <= set(annexes)
    body = [each.number for each in paper.tables() if each not in paper.annexes]
    assert body == [f"表{n}" for n in range(1, len(body) + 1)]
    assert [each.number for each in paper.pictures()] == ["图1", "图2"]


@pytest.mark.parametrize("day", sparing([*DAYS, CLOSED_2024], 2))
def test_a_reference_leads_to_the_table_that_is_meant(paper):
    by_number = {each.number: each.title for each in paper.annexes}
    told = text(paper)
    for words_before, title in (
        ("是否建议核查以检验为准（见", "建议核查和关注事项清单"),
        ("停在的环节见", "停在的环节"),
        ("居前的原因是[^（]*（见", "退回原因"),
        ("少于前一环节的原因见", "申报去向"),
    ):
        found = re.findall(rf"{words_before}(附表\d+)", told)
        assert found, words_before
        assert {by_number[number].endswith(title) for number in found} == {True}


@pytest.mark.parametrize("day", [*DAYS, CLOSED_2024, BEFORE])
def test_sentences_have_full_width_punctuation_and_no_blanks_beside_figures(paper):
    told = [paper.opening, paper.closing, paper.addressee]
    told += [b.text for s in paper.sections for b in s.blocks if isinstance(b, Paragraph)]
    told += [note for each in paper.tables() for note in each.notes]
    told += [meaning for _, meaning, _ in paper.definitions]
    han = r"[\u4e00-\u9fff]"
    for each in told:
        assert not re.search(rf"{han}[,;:()!?]|[,;:()!?]{han}", each), each
        assert not re.search(rf"{han}[ \u2009]+\d|\d[ \u2009]+{han}", each), each
        assert not re.search(r"。。|，，|；；|：；|，。|；。|（）|、、|，；", each), each
        assert re.search(r"[。：]$", each), each


@pytest.mark.parametrize("day", [*DAYS, CLOSED_2024])
def test_a_flag_proposes_and_the_report_never_says_that_places_are_cut(paper):
    said = text(paper)
    for found in re.finditer(r".{0,14}核减.{0,14}", said):
        assert re.search(
            r"拟提请核减|不是核减的(理由|决定)|是否核减下一年度指标，以领导小组|不作核减依据",
            found[0],
        ), found[0]
    assert said.count("拟提请核减") <= said.count("以领导小组研究意见为准") + said.count(
        "拟提请核减的见"
    )


@pytest.mark.parametrize("day", sparing([CLOSED, END, RUSH]))
def test_the_report_names_no_person_and_holds_no_number_of_one(con, day):
    applications = {
        number
        for (number,) in con.cursor()
        .execute("select application_no from accepted.roster")
        .fetchall()
    }
    for scope in (office(), leader()):
        said = text(paper_of(con, day, scope))
        names = con.cursor().execute(
            "select distinct name from accepted.roster where length(name) > 2"
        )
        assert [name for (name,) in names.fetchall() if name in said] == []
        numbers = set(re.findall(r"\d{11,}", said))
        assert numbers <= (applications if scope.sees_persons else set())


def test_a_leaders_edition_lists_no_unit_and_no_application(season_2022):
    made = paper_of(season_2022, CLOSED, leader())
    titles = [each.title for each in made.annexes]
    assert "各单位审核和审签责任" not in titles
    assert not [each for each in titles if "供内部核对" in each]
    said = text(made)
    assert not re.search(r"\d{11}", said)
    assert not re.search(r"涉及(单位|\d+个单位)", said)
    assert re.search(r"涉及23个单位（见附表13）", text(paper_of(season_2022, CLOSED)))


def test_ten_units_are_named_and_more_stand_in_the_annex(season_2022):
    seen = seen_of(season_2022, CLOSED)
    rows = {row["unit"]: row for row in seen.listed["wasted"]}
    for number, told in ((10, "涉及单位："), (11, "涉及11个单位（见@units）")):
        some = replace(seen, listed={"wasted": tuple(rows.values())[:number]})
        assert told in in_chinese(year_end_grounds.waste)(some).told[0].text


def test_falsification_is_spoken_of_where_there_was_any(season_2022):
    seen = seen_of(season_2022, CLOSED)
    asked = in_chinese(year_end_rules.violations)
    assert "弄虚作假" in asked(seen).ask
    refused = {key: n for key, n in seen.sanctions.items() if key[1] == "不予通过"}
    assert "弄虚作假" not in asked(replace(seen, sanctions=refused)).ask


def test_a_countys_edition_is_only_its_county(season_2022):
    made = paper_of(season_2022, CLOSED, county_officer(HEJING))
    said = text(made)
    others = [
        name
        for code, name in seen_of(season_2022, CLOSED).names.items()
        if code.isdigit() and code != HEJING
    ]
    assert [name for name in others if name in said.replace("自治州", "")] == []
    assert made.title.startswith("关于和静县2022年度")
    assert made.addressee.startswith("和静县人力资源和社会保障局")
    assert "全州" not in "".join(each.text for each in paragraphs(made, "总体情况"))
    whole = table(paper_of(season_2022, CLOSED), "各县市按期情况")
    [own] = table(made, "各县市按期情况").rows
    assert own.cells == next(row.cells for row in whole.rows if row.county == HEJING)


def test_a_sectors_edition_has_no_flags_which_judge_all_series_together(season_2022):
    made = paper_of(season_2022, CLOSED, sector_office("MED"))
    titles = {each.title for each in made.annexes}
    assert "建议核查和关注事项清单" not in titles
    assert "可以逐件查实的问题" not in titles
    assert "全州卫生健康系列核定职数81个" in paragraphs(made, "总体情况")[0].text
    assert "建议核查" not in text(made).replace("是否建议核查以检验为准", "")


def test_whoever_sees_nothing_gets_no_report(season_2022):
    with pytest.raises(UserError, match="没有可看的县市"):
        year_end(season_2022, NOBODY, 2022, CLOSED, origin(CLOSED))


def test_of_a_season_that_nobody_knows_of_no_report_is_written(season_2022):
    day = date(2021, 12, 31)
    with pytest.raises(UserError, match="没有 2021 年度的数据"):
        year_end(season_2022, office(), 2021, day, origin(day))


def test_a_season_without_any_report_is_told_of_as_unknown_and_not_as_zero(season_2022):
    made = paper_of(season_2022, date(2026, 12, 31))
    said = text(made)
    assert "全州名额尚未下达；还没有报送花名册，申报人数不详。" in said
    assert "还没有县市报送花名册，暂不评价。" in said
    assert "申报0人" not in said
    assert {row.cells[0] for row in made.annexes[-1].rows[:-1]} == {
        seen_of(season_2022, CLOSED).name(each.county_code)
        for each in seen_of(season_2022, CLOSED).counties
    }


def test_the_report_is_chinese_whatever_the_page_speaks(season_2022):
    with words.speaking("en"):
        made = year_end(season_2022, office(), 2022, CLOSED, origin(CLOSED))
    assert made == paper_of(season_2022, CLOSED)


def test_before_the_season_places_are_told_and_nothing_is_judged(small_version):
    made = paper_of(small_version, BEFORE)
    assert paragraphs(made, "总体情况")[-1].text == "全州名额尚未下达；11月18日起申报，尚未开始。"
    rows = table(made, "各县市名额").rows
    assert {row.cells[1:] for row in rows[:-1]} == {("未下达", "未下达")}
    assert rows[-1].cells == ("合计", None, None)
    assert [each.text for each in paragraphs(made, "存在问题")] == [
        "申报尚未开始，没有可以评价的情况。"
    ]
    assert not made.pictures()
    assert "进展情况" in made.title
