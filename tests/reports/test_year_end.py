"""年终通报: answers what is asked, says what is not known, names nobody, proposes and never cuts."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard import words
from dashboard.reports import (
    year_end_compare,
    year_end_counties,
    year_end_course,
    year_end_data,
    year_end_findings,
    year_end_flags,
    year_end_grounds,
    year_end_places,
    year_end_rules,
    year_end_whole,
)
from dashboard.reports.chinese import in_chinese
from dashboard.reports.paper import Paragraph
from dashboard.reports.text_form import text_form
from dashboard.reports.year_end import year_end
from dashboard.reports.year_end_parts import points, solid
from dashboard.reports.year_end_seen import Against, Before, Restated
from etl.errors import UserError
from etl.lifecycle.frozen import flag_id
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import RULES, Step
from etl.queries import Rate
from etl.register import BEIJING
from etl.scope import NOBODY, county_officer, leader, office, sector_office
from tests.reports.read_paper import paragraphs, section, table, text
from tests.reports.year_ends import (
    BEFORE,
    CLOSED,
    CLOSED_2024,
    DAYS,
    END,
    KNOWN,
    PAPER,
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

__all__ = [
    "con", "paper", "seen", "small_data", "small_version"
]  # fmt: skip
HEJING, RUOQIANG = "652827", "652824"
# What the report writer asks (the fourteen questions), and where the paper answers.
QUESTIONS = {
    "六栏总表": ["各县市、各系列六栏总表", "各县市六栏表", "各系列六栏表"],
    "逐环节漏斗": ["申报到聘任各环节人数", "申报去向"],
    "退回次数和原因": ["退回次数分布", "退回原因"],
    "按期率、最长超期": ["各节点按期情况", "各县市按期情况"],
    "公示合规": ["公示情况"],
    "三次退回、取消、否决、撤销": ["三次退回和违规处理"],
    "建议清单、说明、处理": ["建议核查和关注事项清单", "县方说明和处理结果", "可以逐件查实的问题"],
    "与上年对比及原因": [
        "主要人数和件数与上年同期比较", "主要比率与上年同期比较", "各县市与上年同期比较",
        "取得资格人数变化的原因",
    ],
    "闲置与浪费分开": ["名额未用与浪费"],
    "口径、截止、版本": ["数据来源和载入情况"],
    "快照之后的更正": ["快照以后的更正"],
    "未完成及原因": ["未见办结的申报及停在的环节"],
    "审签责任": ["审签情况", "各单位审核和审签责任"],
}  # fmt: skip


def test_every_question_of_the_report_writer_has_its_table(small_version):
    titles = {each.title for each in paper_of(small_version, END).tables()}
    for asked, answers in QUESTIONS.items():
        assert set(answers) <= titles, asked
    made = paper_of(small_version, END)
    assert made.origin.rules_version
    assert made.origin.calendar_version
    assert {"截至日", "申报人数", "退回率"} <= {term for term, _, _ in made.definitions}


@pytest.mark.parametrize("day", [*DAYS, CLOSED_2024, RUSH])
def test_tables_are_numbered_as_they_come_and_every_reference_leads_to_one(paper):
    annexes = [each.number for each in paper.annexes]
    assert annexes == [f"附表{n}" for n in range(1, len(annexes) + 1)]
    said = text(paper)
    assert "@" not in said
    assert set(re.findall(r"附表\d+", said)) <= set(annexes)
    body = [each.number for each in paper.tables() if each not in paper.annexes]
    assert body == [f"表{n}" for n in range(1, len(body) + 1)]
    assert [each.number for each in paper.pictures()] == ["图1", "图2"]


@pytest.mark.parametrize("day", [*DAYS, CLOSED_2024])
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


@pytest.mark.parametrize("day", [CLOSED, END, RUSH])
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


@pytest.fixture
def compared(season_2022):
    """The end of a season against its own middle, as if that were another season's."""
    middle, seen = seen_of(season_2022, KNOWN[2]), seen_of(season_2022, CLOSED)
    counties = {each.county_code: each for each in middle.counties}
    return replace(seen, before=Before(KNOWN[2], middle.total, counties, middle.ways[None]))


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


def test_who_is_too_small_to_be_told_of_is_said(season_2022):
    seen = seen_of(season_2022, CLOSED)
    grey = tuple(
        replace(each, level="grey") if each.county_code == "652824" else each for each in seen.flags
    )
    told = in_chinese(year_end_flags.told)(replace(seen, flags=grey), "材料缺漏")
    assert "和静县，县级漏审率：建议核查" in told[0].text
    assert told[-1].text.startswith("人数少、检验说明不了问题而不作判定的：")
    assert "若羌县" in told[-1].text


def act(number, step, **said):
    blank = dict.fromkeys(
        (
            "reply",
            "decided_by",
            "document_no",
            "for_season",
            "series_code",
            "places",
            "allocated",
            "reason",
        )
    )
    return FlagAct(
        act_no=number,
        at=datetime(2023, 1, 3 + number, 10, tzinfo=BEIJING),
        account_id="a1",
        name="经办人甲",
        role="office",
        step=step,
        state=RULES[step].to,
        rule_version="1",
        warehouse_version="v",
        fingerprint="f",
        frozen_sha256="s",
        **{"note": "", **blank, **said},
    )


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


def paper_of_lives(con, lives):
    return year_end(con, office(), 2022, CLOSED, origin(CLOSED), lives)


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


def _places(line):
    """How wide a line is where a Chinese sign takes two places."""
    return sum(2 if sign >= "\u2e80" else 1 for sign in line)
