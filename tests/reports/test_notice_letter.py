"""告知书: its figures are the flag's, its rows those behind them; what it is, and by when to answer."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard import queries_flags
from dashboard.reports import notice_rows
from dashboard.reports import notices as notices_of
from dashboard.reports.fact_letter import fact_letter
from dashboard.reports.notice_letter import Notified, notice_letter
from dashboard.reports.notices import Asked, notices
from etl.errors import UserError
from etl.flags.facts import facts_at
from etl.flags.judge import flags_at
from etl.lifecycle.records import as_it_was, lives
from etl.lifecycle.states import State, Step
from etl.scope import county_officer, office
from etl.seasons import load_season
from tests.register.flags import CALENDAR
from tests.reports.read_paper import paragraphs, table, text
from tests.reports.recorded import NOTIFIED, recorded
from tests.reports.weeks import origin, season_2022, season_2022_folder
from tests.sparing import sparing

__all__ = ["season_2022", "season_2022_folder"]
DECISIONS = [date(2022, 11, 30), date(2022, 12, 19), date(2022, 12, 31)]
END, HINT = DECISIONS[-1], date(2022, 12, 20)
HEJING, RUOQIANG = "652827", "652824"
RULES = {rule.id: rule for rule in load_season(2022).flags}


def raised(con, day, county=None):
    found = flags_at(con, office().narrowed(county), 2022, day)
    return [flag for flag in found if flag.level in ("red", "amber")]


def of_level(con, level):
    return next(flag for flag in raised(con, END) if flag.level == level)


def letter(con, flag, notified=None, on=END):
    return notice_letter(con, office(), flag, origin(flag.day), on, notified)


def by_units(con, day):
    """Flags of rules that count units, with something to count, whatever their level."""
    for flag in flags_at(con, office(), 2022, day):
        if flag.observed and flag.is_decision_day and RULES[flag.rule_id].by_unit:
            yield flag


def rows_of(paper):
    return paper.annexes[0].rows


@pytest.mark.parametrize("day", sparing(DECISIONS))
def test_the_figures_are_the_flags_and_the_rows_add_up_to_them(season_2022, day):
    found = [flag for flag in raised(season_2022, day) if flag.is_decision_day]
    found += [replace(flag, level="amber") for flag in by_units(season_2022, day)]
    assert found
    for flag in found:
        paper = letter(season_2022, flag)
        said = text(paper)
        assert f"{flag.n} {flag.measure}中" in said
        assert f"{flag.observed} {flag.measure}；" in said
        assert f"应有 {flag.expected:.1f} {flag.measure}" in said
        assert f"{flag.lower:.1f} 至 {flag.upper:.1f} 倍" in said
        case = queries_flags.case(season_2022, None, flag)
        shown = [row.cells[1] for row in rows_of(paper)]
        assert sorted(shown) == sorted(row["application_no"] for row in case.rows)
        if RULES[flag.rule_id].by_unit:
            units = paper.annexes[1]
            counted = [row for row in units.rows if row.cells[-1] == "计入"]
            assert len(counted) == flag.observed
            assert f"计入：{flag.observed}/{flag.n} 个单位。" in units.notes[0]
            assert all((2 * row.cells[2] >= row.cells[3]) == (row in counted) for row in units.rows)
        else:
            assert f"合计 {flag.observed} {flag.measure}。" in paper.annexes[0].notes[0]
            assert sum(row["weight"] for row in case.rows) == flag.observed


def test_it_cites_the_clause_in_our_words_with_rule_and_version(season_2022):
    flag = of_level(season_2022, "red")
    said = text(letter(season_2022, flag))
    assert "第五条第（二）项" in said
    assert "大意：" in said
    assert "以通知原文为准" in said
    assert f"代号 {flag.rule_id}，第 {flag.rule_version} 版（本地设定）" in said


def test_a_level_says_what_it_means_and_neither_says_that_places_are_cut(season_2022):
    red, amber = (
        text(letter(season_2022, of_level(season_2022, level))) for level in ("red", "amber")
    )
    assert "差异大于偶然性所能解释的程度，属“建议核查”" in red
    assert "没有达到“建议核查”" in amber
    assert "属“建议核查”" not in amber
    for said in (red, amber):
        assert "以领导小组研究意见为准" in said
        assert not re.search(r"(决定|予以|将)核减", said)


def test_a_draft_says_so_and_starts_no_clock(season_2022):
    flag = of_level(season_2022, "red")
    paper = letter(season_2022, flag, on=date(2023, 1, 4))
    assert paper.title.startswith("（拟稿）")
    asked = paragraphs(paper, "请核实和说明")[1].text
    assert "本稿还没有登记，不起算，如在 2023年1月4日登记，期限为 2023年1月11日（含当天）" in asked


def test_on_record_the_reply_is_due_five_working_days_after_the_act(season_2022, tmp_path):
    flag = of_level(season_2022, "red")
    _, notified = recorded(tmp_path, season_2022, flag)
    paper = letter(season_2022, flag, notified, on=date(2023, 3, 1))
    assert not paper.title.startswith("（拟稿）")
    assert paper.issued_on == NOTIFIED.date()
    due, left = NOTIFIED.date(), load_season(2022).flag_life.explain_days
    while left:
        due += timedelta(days=1)
        left -= CALENDAR.is_workday(due)
    assert f"请在 {due.year}年{due.month}月{due.day}日（含当天）以前说明" in text(paper)


def test_on_record_it_shows_what_was_notified_and_not_what_is_counted_now(season_2022, tmp_path):
    flag = of_level(season_2022, "amber")
    rows = queries_flags.case(season_2022, None, flag).rows
    _, notified = recorded(tmp_path, season_2022, replace(flag, observed=7, n=21))
    fewer = Notified(notified.life, replace(notified.frozen, rows=rows[:2]))
    paper = letter(season_2022, flag, fewer)
    assert f"21 {flag.measure}中" in text(paper)
    assert len(rows_of(paper)) == 2


def test_between_decision_days_and_below_watching_there_is_no_letter(season_2022):
    hint = next(flag for flag in raised(season_2022, HINT) if flag.level == "red")
    with pytest.raises(UserError, match="过程提示") as refused:
        letter(season_2022, hint)
    assert f"--as-of {hint.decision_day}" in str(refused.value)
    clear = next(f for f in flags_at(season_2022, office(), 2022, END) if f.level == "none")
    with pytest.raises(UserError, match="没有达到“关注”"):
        letter(season_2022, clear)


def test_a_withdrawn_flag_gets_no_letter(season_2022, tmp_path):
    flag = of_level(season_2022, "red")
    made, notified = recorded(tmp_path, season_2022, flag)
    rows = queries_flags.case(season_2022, None, flag).rows
    life = made.step(Step.WITHDRAW, made.case(flag, rows, "20230103T100000-aaaaaaaa"), now=NOTIFIED)
    assert life.state is State.WITHDRAWN
    with pytest.raises(UserError, match="已经撤销"):
        letter(season_2022, flag, Notified(life, notified.frozen))


def test_no_letter_names_a_person(season_2022):
    names = season_2022.cursor().execute(
        "select distinct name from accepted.roster where length(name) > 2"
    )
    known = [name for (name,) in names.fetchall()]
    asked = Asked(season_2022, office(), 2022, END, origin(END))
    for _, paper in notices(asked):
        said = text(paper)
        assert [name for name in known if name in said] == []
        assert not re.search(r"\d{17}[\dX]|(?<!\d)1[3-9]\d{9}(?!\d)", said)


@pytest.mark.parametrize("county", [HEJING, RUOQIANG])
def test_breaches_are_told_with_their_numbers_and_rows_and_start_no_clock(season_2022, county):
    scope = county_officer(county)
    facts = [fact for fact in facts_at(season_2022, scope, 2022, END) if fact.number]
    paper = fact_letter(season_2022, scope, facts, origin(END), END)
    told = {row.cells[0]: row.cells[1] for row in table(paper, "可以逐件查实的事实").rows}
    assert told == {fact.title: fact.number for fact in facts}
    [annex] = paper.annexes
    at = [column.key for column in annex.columns].index
    weight = "weight" in [column.key for column in annex.columns]
    for fact in facts:
        rows = [row.cells for row in annex.rows if row.cells[at("fact")] == fact.title]
        assert sum(row[at("weight")] if weight else 1 for row in rows) == fact.number
    assert "不是预警，不起算说明期限" in text(paper)
    assert "工作日内" not in text(paper)


def test_without_a_breach_there_is_no_letter(season_2022):
    with pytest.raises(UserError, match="没有可以告知的事实"):
        fact_letter(season_2022, office(), [], origin(END), END)


def test_a_recorded_flag_has_its_letter_and_no_draft(season_2022, tmp_path):
    flag = of_level(season_2022, "red")
    made, _ = recorded(tmp_path, season_2022, flag)
    register = made.desk.register
    asked = Asked(season_2022, office(), 2022, END, origin(END), lives(register, 2022))
    with_frozen = replace(asked, frozen=lambda act: as_it_was(register, act))
    own = f"_{flag.title}"
    drafts = [name for name, _ in notices(replace(asked, lives={})) if own in name]
    found = [name for name, _ in notices(with_frozen) if own in name]
    assert all("拟稿" in name for name in drafts)
    assert "拟稿" not in found[0]
    assert len(found) == len(drafts)


def test_a_unit_counts_if_half_of_its_persons_do(season_2022):
    flag = next(by_units(season_2022, END))
    late, all_of_it = flag.evidence
    persons = [("甲校", late, 2), ("甲校", all_of_it, 4), ("乙校", late, 1), ("乙校", all_of_it, 3)]
    persons += [("丙校", all_of_it, 5)]
    lines = [
        {"season": 2022, "unit": unit, "series_code": "SCH", "count_id": count, "weight": weight,
         "case_id": unit, "application_no": unit, "county_code": flag.county_code, "from_day": END,
         "file": "册.xlsx", "sheet": "册", "row_no": 1}
        for unit, count, weight in persons
    ]  # fmt: skip
    names = {flag.county_code: "某县", "SCH": "中小学教师"}
    _, units = notice_rows.annexes(flag, RULES[flag.rule_id], lines[:1], lines, names)
    told = {row.cells[1]: row.cells[2:] for row in units.rows}
    assert told == {"甲校": (2, 4, "计入"), "乙校": (1, 3, "不计")}
    assert units.notes == (
        "半数以上（含半数）的人如此的单位计入：1/3 个单位。",
        "另有 1 个单位没有这样的人，不列。",
    )


def test_letters_of_one_rule_have_names_of_their_own(season_2022):
    flag = of_level(season_2022, "red")
    variants = [
        flag,
        replace(flag, pooled=3),
        replace(flag, unit="甲校"),
        replace(flag, unit="乙校"),
    ]
    assert len({notices_of._more(each) for each in variants}) == len(variants)


def test_letters_of_one_day_have_names_of_their_own(season_2022):
    asked = Asked(season_2022, office(), 2022, END, origin(END))
    names = [name for name, _ in notices(asked)]
    assert len(set(names)) == len(names)
