"""口径与规则: definitions with their clauses, dates with their working days, rules with their cures."""

import re
from types import SimpleNamespace

import pytest

from dashboard import queries_rules, rule_book, tables_rules
from etl import catalog
from etl.calendar_days import PROVISIONAL
from etl.contract.judging import rules
from etl.contract.model import contract
from etl.definitions import terms
from etl.options import parser
from etl.seasons import clauses, season_facts, seasons


@pytest.fixture
def definitions(small_version):
    return queries_rules.definitions(small_version)


def found(definitions, asked):
    return {row["id"] for row in rule_book.matching(definitions, asked)}


def spaced_out(text):
    return re.sub(r"[\s\u2009]", "", text)


def test_every_count_and_rate_stands_with_what_it_counts_and_leaves_out(open_page):
    shown = spaced_out(open_page("rules").text)
    for count in catalog.counts():
        for told in (count.id, count.title, count.counts, count.leaves_out):
            assert spaced_out(told) in shown, (count.id, told)
    for ratio in [*catalog.rates(), *catalog.milestones()]:
        assert ratio.id in shown
        assert ratio.title in shown


def test_every_clause_cited_unfolds_to_our_words(open_page):
    html = open_page("rules").html
    cited = {number for count in catalog.counts() for number in count.clauses}
    for number in cited:
        assert f"条款 {number}</summary>" in html
        assert spaced_out(clauses()[number].told) in spaced_out(html)


def test_what_the_office_set_is_marked(definitions):
    page = tables_rules.defined(
        "count", [r for r in definitions if r["id"] == "withdrawn"], definitions
    )
    assert "本地设定" in page
    page = tables_rules.defined(
        "count", [r for r in definitions if r["id"] == "accepted"], definitions
    )
    assert "本地设定" not in page


def test_a_rate_of_a_count_that_the_office_set_is_local_too(definitions):
    rate = next(row for row in definitions if row["id"] == "acceptance_rate")
    assert "本地设定" not in tables_rules.defined("rate", [rate], definitions)
    own = rate | {"numerator_id": "withdrawn"}
    assert "本地设定" in tables_rules.defined("rate", [own], definitions)


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("late_files", "late_files", "wasted"),
        ("纸质 逾期", "late_files", "applied_late"),
        ("四(三)", "locked", "voted"),
        ("名额浪费", "wasted_rate", "return_rate"),
        ("LATE_Files", "late_rate", "wasted"),
    ],
)
def test_a_search_finds_by_name_id_clause_and_the_counts_of_a_rate(definitions, asked, one, other):
    assert one in found(definitions, asked)
    assert other not in found(definitions, asked)


def test_an_empty_search_keeps_all(definitions):
    assert len(rule_book.matching(definitions, "  ")) == len(definitions)


def test_a_search_in_the_address_narrows_the_page(open_page, definitions):
    page = open_page("rules", q="late_files")
    number = len(found(definitions, "late_files"))
    assert f"找到{number}项" in page.text
    assert "approved_posts" not in page.text
    assert "没有找到“某某”" in open_page("rules", q="某某").text


@pytest.mark.parametrize("season", ["2024", "2025"])
def test_the_windows_and_what_the_dates_allow_are_those_of_the_season(open_rules, season):
    shown = spaced_out(open_rules(season=season).text)
    facts = season_facts(int(season))
    for told in facts.findings:
        assert spaced_out(told.sentence) in shown
    for step in facts.steps:
        assert f"{step.starts_on:%m-%d}" in shown
    assert "沿用2022年的月日" in shown


def test_a_local_limit_says_why(open_rules):
    shown = spaced_out(open_rules().text)
    season = season_facts(2025).season
    assert spaced_out(season.review_wait_days.why) in shown
    assert spaced_out(season.required_publicity.why) in shown


def test_days_computed_by_weekends_are_called_provisional(small_version):
    last = seasons()[-1]
    known = queries_rules.calendar_sources(small_version, last.first_day, last.year_end.on)
    assert PROVISIONAL not in tables_rules.calendar_note(known)
    after = [day.replace(year=last.year + 1) for day in (last.first_day, last.year_end.on)]
    sources = queries_rules.calendar_sources(small_version, *after)
    assert PROVISIONAL in tables_rules.calendar_note(sources)
    assert "放假安排公布后更新" in tables_rules.calendar_note(sources)


def test_every_kind_column_variant_and_value_of_the_contract_stands_there(open_rules):
    shown = spaced_out(open_rules().text)
    for kind in contract().kinds.values():
        assert kind.title in shown
        for column in kind.columns.values():
            assert spaced_out(column.header) in shown
    for also in contract().header_variants.values():
        assert all(spaced_out(text) in shown for text in also)
    for values in contract().lists.values():
        assert all(value in shown for value in values)


def test_every_rule_stands_with_its_consequence_and_cure(open_rules):
    shown = open_rules().text
    for name, rule in rules().items():
        assert name in shown
        assert rule.title in shown
    for _, _, _, message, cure in rule_book.judging():
        assert "{" not in message + cure
        assert spaced_out(cure) in spaced_out(shown)


def test_what_is_not_covered_is_said_plainly(open_rules):
    shown = spaced_out(open_rules().text)
    assert spaced_out(next(term.told for term in terms() if term.title == "未覆盖")) in shown
    assert "五(一)" in shown


def test_the_commands_that_trace_a_figure_are_those_of_the_screen(open_rules):
    page = open_rules(season="2025", county="和静县")
    assert (
        "python -m etl cases recommended --season 2025 --as-of 2025-12-03 --county 和静县"
        in page.html
    )


def test_each_command_told_is_understood_by_the_command_line():
    day = season_facts(2025).season.year_end.on
    chosen = SimpleNamespace(season=2025, day=day, county="652827", place="和静县")
    for _, typed in rule_book.commands(chosen):
        words = typed.split()
        assert words[:3] == ["python", "-m", "etl"]
        parser().parse_args(words[3:])


def test_the_page_says_by_which_rules_a_version_was_counted(open_rules):
    assert "按现行规则" in open_rules().text


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert "还没有数据" in open_page("rules", data=empty_data).text
