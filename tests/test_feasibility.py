"""What the dates allow: the worked numbers of 2022, another year's own, and what moves a finding."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from etl.calendar_days import Override, WorkingDays
from etl.paths import REFERENCE, SEASONS
from etl.seasons.as_text import WIDTH, print_season
from etl.seasons.feasibility import feasibility, season_facts
from etl.seasons.season import load_season, seasons

NATION = WorkingDays()
LIMIT = "[submission_limit]\nvalue = {}"


def told(facts, check):
    """One check's findings as 'state sentence'."""
    return [f"{f.state} {f.sentence}" for f in facts.findings if f.check == check]


def changed(tmp_path: Path, *changes: tuple[str, str], year: int = 2022):
    text = (SEASONS / "2022.toml").read_text("utf-8")
    for found, written in changes:
        assert found in text
        text = text.replace(found, written)
    (tmp_path / f"{year}.toml").write_text(text, "utf-8")
    return feasibility(load_season(year, tmp_path), NATION)


def test_2022_has_these_natural_and_working_days():
    lengths = [(step.natural_days, step.working_days) for step in season_facts(2022).steps]
    assert lengths == [(8, 6), (10, 6), (11, 8), (44, 31)]


def test_2022_ends_w2_on_a_sunday_and_w3_and_the_year_on_saturdays():
    assert told(season_facts(2022), "rest_day_ends") == [
        "注意 网上形式审核 11-27 截止，是休息日（周日），最后一个工作日是 11-25（周五）。",
        "注意 纸质材料受理 12-10 截止，是休息日（周六），最后一个工作日是 12-09（周五）。",
        "注意 全部办结 12-31 截止，是休息日（周六），最后一个工作日是 12-30（周五）。",
    ]


def test_2022_leaves_no_working_day_to_review_a_last_day_application():
    [sentence] = told(season_facts(2022), "review_after_applications")
    assert sentence.startswith("冲突 个人申报与网上形式审核含同样的 6 个工作日")
    assert "只剩 0 个工作日" in sentence


def test_2022_needs_publicity_from_21_november_to_be_full_by_25_or_27():
    [sentence] = told(season_facts(2022), "publicity_before_review_ends")
    assert sentence.startswith("冲突 公示满 5 个工作日")
    assert "要在 11-25 或 11-27 前满，最迟 11-21（周一）开始（起始日不计则 11-18）" in sentence


def test_2022_two_levels_in_sequence_of_a_last_day_applicant_end_after_w3():
    [sentence] = told(season_facts(2022), "levels_in_sequence")
    assert sentence.startswith("冲突 11-25（周五）才申报的，单位公示、县级公示首尾相接")
    assert "起始日不计，12-12（周一）才满，晚于纸质材料受理截止日 12-10" in sentence
    assert "起始日计入，12-08（周四）满，离纸质材料受理截止余 1 个工作日" in sentence


def test_2022_gives_the_panels_ten_working_days():
    [sentence] = told(season_facts(2022), "panel_and_result")
    start = "最迟 12-26（周一）开始（起始日不计则 12-23）"
    assert f"{start}；评审可用 12-12 至 12-23，10 个工作日" in sentence


def test_2022_has_two_working_days_between_review_and_paper_and_monday_12_as_borderline():
    facts = season_facts(2022)
    assert "有 2 个工作日" in told(facts, "gap_before_paper")[0]
    assert facts.borderline_day == date(2022, 12, 12)
    assert "到 12-12（周一）送达的记临界" in told(facts, "borderline")[0]


def test_2022_latest_starts():
    starts = season_facts(2022).latest_starts
    assert [f"{s.by:%m-%d} {s.counted:%m-%d} {s.not_counted:%m-%d}" for s in starts] == [
        "11-25 11-21 11-18",
        "11-27 11-21 11-18",
        "11-29 11-23 11-22",
        "12-10 12-05 12-02",
        "12-10 11-28 11-24",
        "12-31 12-26 12-23",
    ]


def test_2026_prints_its_own():
    facts = season_facts(2026)
    assert [step.working_days for step in facts.steps] == [6, 8, 9, 32]
    assert told(facts, "rest_day_ends") == []
    assert facts.borderline_day == date(2026, 12, 10)
    assert told(facts, "review_after_applications")[0].startswith("可行")
    [publicity] = told(facts, "publicity_before_review_ends")
    assert "要在 11-25 前满，最迟 11-19（周四）开始（起始日不计则 11-18）" in publicity
    assert "要在 11-27 前满，最迟 11-23（周一）开始（起始日不计则 11-20）" in publicity
    [levels] = told(facts, "levels_in_sequence")
    assert levels.startswith("注意")
    assert "12-10（周四）才满，纸质材料受理已到最后一个工作日" in levels
    assert "2027 年放假安排尚未载入" in told(facts, "calendar_known")[0]


def test_2023_opens_on_a_saturday():
    [sentence] = told(season_facts(2023), "rest_day_starts")
    assert sentence.startswith("注意 个人申报、网上形式审核 11-18 开始，是休息日（周六）")
    assert told(season_facts(2022), "rest_day_starts") == []
    [publicity] = told(season_facts(2023), "publicity_before_review_ends")
    assert "最迟 11-20（周一）开始（起始日不计则没有人赶得上）" in publicity
    [levels] = told(season_facts(2023), "levels_in_sequence")  # W1 ends on a Saturday: from Monday
    assert "起始日不计，12-12（周二）才满" in levels


def test_a_make_up_sunday_at_the_end_of_w2_gives_the_reviewers_a_day():
    sunday = {date(2022, 11, 27): Override(is_workday=True, name="调休", source="通知")}
    facts = feasibility(load_season(2022), WorkingDays(sunday))
    assert "网上形式审核 11-27 截止" not in "".join(told(facts, "rest_day_ends"))
    assert "只剩 1 个工作日可审" in told(facts, "review_after_applications")[0]
    assert "通知" in facts.sources


def test_a_closure_on_a_weekday_is_told_as_one():
    friday = {date(2022, 12, 30): Override(is_workday=False, name="封闭", source="州政府通知")}
    facts = feasibility(load_season(2022), WorkingDays(friday))
    assert "最后一个工作日是 12-29（周四）" in told(facts, "rest_day_ends")[-1]


@pytest.mark.parametrize(
    ("paper_ends", "state"), [("12-12", "注意"), ("12-11", "冲突"), ("12-13", "可行")]
)
def test_levels_in_sequence_conflict_once_the_strict_count_ends_after_w3(
    tmp_path, paper_ends, state
):
    facts = changed(tmp_path, ("ends_on = 2022-12-10", f"ends_on = 2022-{paper_ends}"))
    assert told(facts, "levels_in_sequence")[0].startswith(state)


@pytest.mark.parametrize(
    ("review_ends", "state"), [("11-28", "注意"), ("11-29", "可行"), ("11-25", "冲突")]
)
def test_review_fits_when_the_wait_remains_after_applications(tmp_path, review_ends, state):
    facts = changed(tmp_path, ("ends_on = 2022-11-27", f"ends_on = 2022-{review_ends}"))
    assert told(facts, "review_after_applications")[0].startswith(state)


@pytest.mark.parametrize(("tries", "state"), [(5, "注意"), (6, "冲突")])
def test_every_try_fits_only_if_the_first_day_is_early_enough(tmp_path, tries, state):
    one_day = ("value = 2", "value = 1")
    facts = changed(tmp_path, one_day, ("[submission_limit]\nvalue = 3", LIMIT.format(tries)))
    assert told(facts, "every_try")[0].startswith(state)


@pytest.mark.parametrize(("days", "state"), [(2, "可行"), (3, "冲突"), (7, "冲突"), (8, "冲突")])
def test_publicity_within_review_depends_on_its_length(tmp_path, days, state):
    late_review = ("ends_on = 2022-11-27", "ends_on = 2022-11-28")
    facts = changed(tmp_path, late_review, ("value = 5", f"value = {days}"))
    [sentence] = told(facts, "publicity_before_review_ends")
    assert sentence.startswith(state)
    assert ("11-28 前满，没有人赶得上" in sentence) == (days == 8)


def test_no_gap_is_told_when_paper_follows_review_at_once(tmp_path):
    facts = changed(tmp_path, ("starts_on = 2022-11-30", "starts_on = 2022-11-28"))
    assert told(facts, "gap_before_paper") == []


@pytest.mark.parametrize(
    ("paper_ends", "told_of"),
    [("12-22", "可行 结果公示"), ("12-23", "冲突 纸质材料受理截止到 12-31，放不下")],
)
def test_panels_need_a_working_day_between_paper_and_result(tmp_path, paper_ends, told_of):
    facts = changed(tmp_path, ("ends_on = 2022-12-10", f"ends_on = 2022-{paper_ends}"))
    assert told(facts, "panel_and_result")[0].startswith(told_of)


def test_a_season_without_an_arrangement_is_told_as_provisional(tmp_path):
    facts = changed(tmp_path, ("= 2022-", "= 2027-"), year=2027)
    assert "2027 年放假安排尚未载入，工作日暂按周末推算" in told(facts, "calendar_known")[0]
    assert facts.sources == ("暂按周末推算",)
    assert told(season_facts(2022), "calendar_known") == []


def test_a_sentence_that_rests_on_an_assumed_date_is_local():
    basis = {f.check: f.basis for f in season_facts(2022).findings}
    assert (basis["rest_day_ends"], basis["levels_in_sequence"]) == ("notice", "local")
    assert {f.basis for f in season_facts(2025).findings} == {"local"}


@pytest.mark.parametrize("season", seasons(), ids=lambda season: str(season.year))
def test_every_season_prints_within_the_width_of_a_terminal(season):
    lines = print_season(season.year, REFERENCE)
    assert lines[0].startswith(f"{season.year} 年度")
    assert {"限度", "可行性检查", "最迟起始"} <= set(lines)
    assert max(len(line.encode("gb18030")) for line in lines) <= WIDTH


def test_facts_can_be_written_as_json():
    written = msgspec.json.decode(msgspec.json.encode(season_facts(2022), enc_hook=str))
    assert written["borderline_day"] == "2022-12-12"
