"""年终通报: answers what is asked, says what is not known, names nobody, proposes and never cuts: further."""

import re
from dataclasses import replace

import pytest

from dashboard.reports import (
    year_end_compare,
    year_end_counties,
    year_end_findings,
    year_end_flags,
    year_end_places,
    year_end_rules,
    year_end_whole,
)
from dashboard.reports.chinese import in_chinese
from dashboard.reports.year_end_parts import points, solid
from dashboard.reports.year_end_seen import Before
from etl.queries import Rate
from tests.reports.read_paper import paragraphs, table, text
from tests.reports.year_end_seen import (
    HEJING,
    RUOQIANG,
    compared,
)
from tests.reports.year_ends import (
    CLOSED,
    CLOSED_2024,
    END,
    KNOWN,
    PAPER,
    RUSH,
    con,
    paper,
    paper_of,
    seen,
    seen_of,
    small_data,
    small_version,
)

__all__ = ["compared", "con", "paper", "seen", "small_data", "small_version"]


def test_on_the_way_a_milestone_stands_against_its_pace(small_version):
    told = {each.lead: each.text for each in paragraphs(paper_of(small_version, RUSH), "总体情况")}
    done = re.search(
        r"时间已过(\d+)/(\d+)个工作日，对照下达名额(\d+)，按序时进度应完成(\d+)人，实际完成(\d+)人，(.*)。$",
        told["个人申报。"],
    )
    elapsed, whole, places, due, reached = map(int, done.groups()[:5])
    assert due == -(-places * elapsed // whole)
    assert done[6] == (f"差{due - reached}人" if due > reached else "达到序时进度")
    assert told["纸质材料受理。"].endswith("尚未开始。")


def test_what_is_not_loaded_ends_nobodys_application(small_version):
    made, seen = paper_of(small_version, END), seen_of(small_version, END)
    assert seen.total.counts["in_process"] > 10
    said = "".join(each.text for each in paragraphs(made, "总体情况"))
    assert "年度终止" not in said
    assert f"未见办结{seen.total.counts['in_process']}人" in said
    assert "已载入的记录中未见送达" in said
    problems = text(replace(made, sections=made.sections[2:3], annexes=()))
    assert "年底未办结" not in problems
    assert (
        "各县市年底的报表（含州职改办的评审结果和结果公示）没有载入，是否跨年度暂不评价" in problems
    )
    assert paragraphs(made, "总体情况")[0].lead == "数据说明。"
    assert table(made, "建议核查和关注事项清单").rows[0].cells[0] == "暂不评价"


def test_of_counties_that_are_loaded_only_their_own_are_unfinished(season_2022):
    seen = seen_of(season_2022, CLOSED)
    lacking = replace(seen, whole=seen.whole - {"652822"})
    found = in_chinese(year_end_rules.unfinished)(lacking)
    assert "轮台县1人" not in found.told[0].text
    assert "轮台县年底的报表没有载入，暂不评价" in found.told[0].text
    assert not lacking.is_closed
    assert lacking.open_word(lacking.counties[0]) == "年底未办结"
    assert lacking.open_word(lacking.counties[1]) == "未见办结"


def test_nobody_is_said_to_be_in_time_before_the_sheets_can_tell(small_version):
    county = year_end_counties.county
    seen = seen_of(small_version, PAPER)
    told = [in_chinese(county)(seen, each) for each in seen.counties]
    assert not [each for each in told if re.search("没有[^。]*纸质材料逾期", each)]
    closed = seen_of(small_version, CLOSED_2024)
    told = [in_chinese(county)(closed, each) for each in closed.counties]
    assert [each for each in told if re.search("没有[^。]*纸质材料逾期", each)]


def test_a_county_that_sent_nothing_has_a_word_and_dashes_and_no_zero(small_version):
    seen = replace(seen_of(small_version, PAPER), silent=frozenset({"652824"}))
    for make in (year_end_places.six_by_county, year_end_places.funnel, year_end_places.rates):
        row = next(row for row in in_chinese(make)(seen).rows if row.county == "652824")
        cells = [cell for cell in row.cells[1:] if not isinstance(cell, int)]
        assert cells[0] == "未报送"
        assert set(cells[1:]) == {None}
    silent = next(each for each in seen.counties if each.county_code == "652824")
    told = in_chinese(year_end_counties.county)(seen, silent)
    assert told.endswith("；未报送花名册，其余不详。")
    assert "（未报送花名册的若羌县不在内）" in in_chinese(year_end_whole.results)(seen)
    asked = [each.title for each in in_chinese(year_end_findings.findings)(seen)]
    assert asked[-1] == "数据报送"


def test_without_a_season_before_nothing_is_compared(season_2022):
    made = paper_of(season_2022, CLOSED)
    assert not [each for each in made.annexes if "上年同期" in each.title]
    told = {each.lead: each.text for each in paragraphs(made, "总体情况")}
    assert told["与上年比较。"] == "没有上年度的数据可比。"


def test_the_season_before_is_asked_as_far_as_this_one_is_loaded(small_version):
    seen = seen_of(small_version, END)
    assert seen.known_to < END
    assert seen.before.day == seen.known_to.replace(year=2024)
    shown = table(paper_of(small_version, END), "主要人数和件数与上年同期比较")
    assert "故比较到同一月日" in shown.notes[0]
    before = seen_of(small_version, seen.before.day)
    for row, count in zip(shown.rows, year_end_compare.COUNTS, strict=True):
        assert row.cells[2:4] == (before.total.counts[count], seen.total.counts[count])


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_causes_of_a_change_add_up_to_it(compared, season_2022, is_turned):
    """The other way round, too: what occurred only in the season before is a cause as well."""
    if is_turned:
        counties = {each.county_code: each for each in compared.counties}
        before = Before(CLOSED, compared.total, counties, compared.ways[None])
        compared = replace(seen_of(season_2022, KNOWN[1]), before=before)
    first, *parts, last = in_chinese(year_end_compare.causes)(compared, compared.before)
    assert last.change == first.change - sum(each.change for each in parts)
    assert last.now == compared.total.counts["passed"]
    assert abs(last.change) > 100
    assert len([each for each in parts if not (each.now if is_turned else each.before)]) >= 1
    told = in_chinese(year_end_compare.why)(compared, compared.before)
    assert f"比上年同期{'少' if is_turned else '多'}{abs(last.change)}人" in told
    for each in parts:
        if each.change:
            assert f"{each.title}{'多' if each.change > 0 else '少'}{abs(each.change)}人" in told


def test_shares_are_compared_in_points_and_small_ones_not_at_all(compared):
    shown = in_chinese(year_end_compare.rates)(compared, compared.before)
    checked = 0
    for row in shown.rows:
        _, before, now, moved = row.cells
        if min(before.denominator, now.denominator) < 10:
            assert moved is None
            continue
        exact = 100 * now.numerator / now.denominator - 100 * before.numerator / before.denominator
        told = re.sub("个百分点", "", moved).replace("上升", "").replace("下降", "-")
        assert float(told.replace("持平", "0")) == pytest.approx(exact, abs=0.0501)
        checked += 1
    assert checked >= 8
    few, many = Rate(1, 9, 1 / 9), Rate(1, 10, 0.1)
    assert points(few, many) == points(many, few) == ""
    assert points(Rate(2, 10, 0.2), many) == "上升10.0个百分点"
    assert points(many, Rate(2, 10, 0.2)) == "下降10.0个百分点"
    assert points(many, many) == "持平"


def test_a_hint_on_the_way_is_listed_and_told_of_nobody(season_2022):
    seen = seen_of(season_2022, CLOSED)
    hints = replace(seen, flags=tuple(replace(each, is_decision_day=False) for each in seen.flags))
    assert year_end_flags.raised(hints)
    assert not year_end_flags.to_check(hints)
    assert in_chinese(year_end_flags.asks)(hints) == []
    rows = in_chinese(year_end_flags.table)(hints).rows
    assert all(row.cells[5].endswith("（过程提示）") for row in rows)
    told = in_chinese(year_end_flags.told)(hints, "材料缺漏")
    assert "有过程提示3项，未到判定日，不作判定" in told[0].text
    assert "若羌县" not in "".join(each.text for each in told)


def test_who_is_only_to_be_watched_is_named_in_the_list_alone(season_2022):
    made = paper_of(season_2022, CLOSED)
    rows = table(made, "建议核查和关注事项清单").rows
    assert [(row.county, row.cells[3], row.cells[5]) for row in rows] == [
        (RUOQIANG, "县级漏审率", "建议核查"),
        (HEJING, "县级漏审率", "建议核查"),
        (RUOQIANG, "纸质材料缺件率", "关注"),
    ]
    told = "".join(each.text for each in paragraphs(made, "存在问题"))
    assert "另有“关注”1项，不足以说明有问题" in told
    assert "缺件率：关注" not in told
    assert "若羌县，县级漏审率：建议核查。" in told
    asked = paragraphs(made, "下一步工作要求")[0].text
    assert "（材料缺漏：若羌县、和静县）" in asked
    assert "拟提请核减下一年度指标，以领导小组研究意见为准" in asked
    assert "预警：建议核查（材料缺漏）。" in "".join(
        each.text for each in paragraphs(made, "各县市情况") if each.lead == "和静县。"
    )


def test_a_flag_is_told_with_k_n_what_is_due_and_the_interval(season_2022):
    seen = seen_of(season_2022, CLOSED)
    flags = year_end_flags.to_check(seen, "材料缺漏")
    told = in_chinese(year_end_flags.told)(seen, "材料缺漏")
    assert len(flags) == 2
    for flag, each in zip(flags, map(solid, (each.text for each in told)), strict=False):
        found = f"{flag.n}人中“县级放过被州退回人数”{flag.observed}人"
        assert found in each
        assert f"应有{flag.expected:.1f}人，差{flag.excess:+.1f}人" in each
        assert f"应有数的{flag.lower:.1f}至{flag.upper:.1f}倍" in each


def test_the_same_place_in_one_season_and_several_is_told_once(season_2022):
    seen = seen_of(season_2022, CLOSED)
    [one, *_] = year_end_flags.to_check(seen, "材料缺漏")
    both = replace(seen, flags=(one, replace(one, pooled=3, observed=17, n=50, expected=7.5)))
    told = in_chinese(year_end_flags.told)(both, "材料缺漏")
    assert len(told) == 1
    assert told[0].text.endswith("近3个年度合并检验为17/50，应有7.5，同样建议核查。")
    alone = replace(seen, flags=both.flags[1:])
    assert "近3个年度合并）：建议核查" in in_chinese(year_end_flags.told)(alone, "材料缺漏")[0].text
