"""Whose turn it is of a flag on record, as the brief, the county's sheet and its flags tell it."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.reports import weekly_facts, weekly_matters
from dashboard.reports.county_paper import county_paper
from dashboard.reports.weekly import weekly_paper
from etl.flags.judge import flags_at
from etl.lifecycle.records import lives
from etl.scope import office
from tests.reports.read_paper import paragraphs, table, text
from tests.reports.recorded import recorded
from tests.reports.weeks import KNOWN, origin, season_2022, season_2022_folder

__all__ = ["season_2022", "season_2022_folder"]
END = KNOWN[-1]
LAST, LATER = (
    date(2023, 1, 11),
    date(2023, 1, 12),
)  # the fifth working day after 4 January, and the next


@pytest.fixture(scope="module")
def known(season_2022, tmp_path_factory):
    flag = next(
        f for f in flags_at(season_2022, office(), 2022, END) if f.level == "red" and not f.unit
    )
    made, _ = recorded(tmp_path_factory.mktemp("register"), season_2022, flag)
    return flag, lives(made.desk.register, 2022)


def matters(con, known, day):
    week = weekly_facts.read(con, office(), 2022, END, known)
    return weekly_matters.matters(replace(week, day=day))


def test_the_countys_sheet_says_that_its_explanation_is_awaited(season_2022, known):
    flag, acts = known
    paper = county_paper(season_2022, office(), 2022, END, origin(END), flag.county_code, acts)
    told = [each.text for each in paragraphs(paper, "预警和说明")]
    assert any("1月4日登记“告知”，等本县市“说明”，期限 1月11日。" in each for each in told)


def test_the_brief_asks_the_county_to_explain_and_no_longer_the_office_to_check(season_2022, known):
    flag, acts = known
    before = text(weekly_paper(season_2022, office(), 2022, END, origin(END)))
    paper = weekly_paper(season_2022, office(), 2022, END, origin(END), acts)
    rows = {row.cells[0]: row.cells for row in table(paper, "需要协调的事项").rows}
    turn = rows["预警等“说明”，期限 1月11日（本地设定）"]
    assert turn[3] == "该县市的经办人办理“说明”"
    others = [
        each for each in flags_at(season_2022, office(), 2022, END)
        if each.level == "red" and not each.unit and each.ground == flag.ground and each != flag
    ]  # fmt: skip
    asked = f"建议核查：{flag.ground}"
    assert asked in before
    assert (asked in rows) == bool(others)


@pytest.mark.parametrize(("day", "who"), [(LAST, "说明"), (LATER, "复核")])
def test_the_last_day_is_the_countys_and_the_next_the_offices(season_2022, known, day, who):
    told = [
        each.what for each in matters(season_2022, known[1], day) if each.what.startswith("预警等")
    ]
    assert len(told) == 1
    assert told[0].startswith(f"预警等“{who}”，期限")
    assert "已过" not in told[0]
