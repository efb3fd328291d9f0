"""年终通报: the rest of what its tests promise."""

import re
from dataclasses import replace

import pytest

from dashboard.reports import (
    year_end_course,
    year_end_data,
    year_end_findings,
    year_end_flags,
    year_end_places,
)
from dashboard.reports.chinese import in_chinese
from dashboard.reports.paper import Paragraph
from dashboard.reports.text_form import text_form
from dashboard.reports.year_end_seen import Against, Restated
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.records import Life
from etl.lifecycle.states import Step
from etl.queries import Rate
from tests.reports.read_paper import paragraphs, section, table, text
from tests.reports.year_end_seen import (
    HEJING,
    _places,
    act,
    compared,
    paper_of_lives,
)
from tests.reports.year_ends import (
    CLOSED,
    CLOSED_2024,
    END,
    KNOWN,
    con,
    paper,
    paper_of,
    seen,
    seen_of,
    small_data,
    small_version,
)

__all__ = ["compared", "con", "paper", "seen", "small_data", "small_version"]


def test_who_is_too_small_to_be_told_of_is_said(season_2022):
    seen = seen_of(season_2022, CLOSED)
    grey = tuple(
        replace(each, level="grey") if each.county_code == "652824" else each for each in seen.flags
    )
    told = in_chinese(year_end_flags.told)(replace(seen, flags=grey), "材料缺漏")
    assert "和静县，县级漏审率：建议核查" in told[0].text
    assert told[-1].text.startswith("人数少、检验说明不了问题而不作判定的：")
    assert "若羌县" in told[-1].text


def test_explanation_decision_and_proposal_stand_in_the_report_without_names(season_2022):
    seen = seen_of(season_2022, CLOSED)
    flag = year_end_flags.to_check(seen, "材料缺漏")[1]
    (name,) = (
        season_2022.cursor()
        .execute("select name from accepted.roster where length(name) = 3 order by name limit 1")
        .fetchone()
    )
    steps = (
        act(1, Step.HINT),
        act(2, Step.CHECK),
        act(3, Step.NOTIFY),
        act(4, Step.EXPLAIN, reply=f"因{name}请假，电话13812345678，材料迟送。"),
        act(5, Step.REVIEW, note="情况属实"),
        act(6, Step.CONFIRM, decided_by="王某", document_no="巴职改〔2023〕1号"),
        act(
            7,
            Step.PROPOSE,
            for_season=2023,
            series_code="MED",
            places=2,
            allocated=12,
            reason="逾期",
        ),
    )
    life = Life(flag_id(flag), steps)
    made = paper_of_lives(season_2022, {life.id.key: life})
    [row] = table(made, "县方说明和处理结果").rows
    assert row.cells[3] == "因（略）请假，电话已隐去(11 位)，材料迟送。"
    assert row.cells[4] == "情况属实"
    assert row.cells[5] == "已确认（巴职改〔2023〕1号）"
    assert row.cells[6] == "2023年度卫生健康2个"
    said = text(made)
    assert "13812345678" not in said
    assert name not in said
    assert "经办人甲" not in said
    assert "王某" not in said
    asked = [each.text for each in paragraphs(made, "下一步工作要求")]
    assert (
        "经确认（巴职改〔2023〕1号），拟提请核减2023年度和静县卫生健康名额2个，"
        "以领导小组研究意见为准（第五条第（二）项）。"
    ) in [each.replace("系列", "") for each in asked]
    listed = table(made, "建议核查和关注事项清单").rows[1]
    assert "登记“拟提请核减”" in listed.cells[-1]


def test_what_an_earlier_version_said_otherwise_is_told_by_county(season_2022):
    seen = seen_of(season_2022, CLOSED)
    now = {each.county_code: each for each in seen.counties}
    then = dict(now)
    then[HEJING] = replace(
        now[HEJING], counts={**now[HEJING].counts, "locked": now[HEJING].counts["locked"] - 1}
    )
    made = replace(seen, restated=Restated("快照2022-year-end-2022-12-31", CLOSED, then, now))
    shown = in_chinese(year_end_data.corrections)(made)
    assert [row.cells for row in shown.rows] == [("本年度不再受理人数", "和静县", 6, 7, "+1")]
    assert "对照快照2022-year-end-2022-12-31" in shown.notes[1]
    annulled, extended = re.findall(r"误退更正(\d+)件、延期(\d+)项", shown.notes[0])[0]
    kinds = dict(
        season_2022.cursor()
        .execute("select kind, count(*) from accepted.adjustments where season = 2022 group by all")
        .fetchall()
    )
    assert kinds == {"误退更正": int(annulled), "延期": int(extended)}


def test_the_same_version_corrects_nothing(season_2022):
    against = Against(season_2022, "版本aaaaaaaa", KNOWN[2])
    made = paper_of(season_2022, CLOSED, against=against)
    shown = table(made, "快照以后的更正")
    assert [row.cells[0] for row in shown.rows] == ["无"]
    assert "版本aaaaaaaa：同是截至2022-12-12的数" in shown.notes[1]


def test_days_off_that_are_only_computed_are_said(season_2022):
    seen = replace(seen_of(season_2022, CLOSED), is_provisional=True)
    notes = in_chinese(year_end_course.windows)(seen).notes
    assert [note for note in notes if "暂按周末推算" in note]
    assert "暂按周末推算" not in text(paper_of(season_2022, CLOSED))


def test_without_anything_found_the_report_says_so_and_asks_for_the_usual(small_version):
    seen = seen_of(small_version, CLOSED_2024)
    clean = dict.fromkeys(seen.total.counts, 0)
    none = Rate(0, 0, None)
    whole = replace(seen.total, counts=clean, rates=dict.fromkeys(seen.total.rates, none))
    quiet = replace(
        seen,
        total=whole,
        counties=tuple(replace(each, counts=clean, rates=whole.rates) for each in seen.counties),
        sanctions={},
        flags=(),
        signing=(),
        rows_read={**seen.rows_read, "quarantined": 0},
    )
    found = in_chinese(year_end_findings.findings)(quiet)
    assert found == []
    [told] = year_end_findings.problems(quiet, found)
    assert told.text == "按已载入的数据，没有发现需要通报的问题。"
    assert len(in_chinese(year_end_findings.asks)(quiet, found)) == 1
    row = in_chinese(year_end_places.rates)(quiet).rows[-1]
    assert set(row.cells[1:]) == {none}


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024, END])
def test_every_problem_is_answered_by_what_is_asked(paper, seen):
    found = in_chinese(year_end_findings.findings)(seen)
    titles = [each.text for each in section(paper, "存在问题").blocks if not hasattr(each, "lead")]
    assert titles == [each.title for each in found]
    asked = paragraphs(paper, "下一步工作要求")
    assert [each.lead for each in asked] == [f"{n}．" for n in range(1, len(asked) + 1)]
    said = "".join(each.text for each in asked)
    for each in found:
        assert each.ask.split("。")[0] in said
        assert re.search(r"第.条", each.ask) or each.title == "数据报送"


def test_as_plain_text_the_paper_loses_no_sentence_and_no_cell(season_2022):
    paper = paper_of(season_2022, CLOSED)
    made = text_form(paper).decode()
    assert made == text_form(paper).decode()
    for each in paper.sections:
        for block in each.blocks:
            if isinstance(block, Paragraph):
                assert block.lead + block.text in made
    lines = made.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("表1"))
    assert lines[start + 1].split() == [
        "县市",
        "核定职数",
        "下达名额",
        "申报",
        "推荐",
        "通过",
        "聘任",
    ]
    assert lines[start + 2].split()[0] == "库尔勒市"
    ends = {_places(line) for line in lines[start + 1 : start + 12]}
    assert len(ends) == 1
    assert "［未取得或失去资格］" in made
