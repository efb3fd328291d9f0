"""The lists behind the figures of 预警: every fact's, every k's and every n's are as long as they say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import flagged, queries_flags, tables_flags
from etl.flags import explain
from etl.flags.facts import cases_of, facts_at
from etl.flags.judge import flags_at
from etl.reference import places
from etl.scope import county_officer, office
from etl.seasons import load_season

BETWEEN, END = date(2022, 12, 5), date(2022, 12, 31)
NAMES = {place.code: place.name for kind in ("counties", "series") for place in places(kind)}


def judged(con, day, *, by_unit=False):
    """The flags of counties that were judged, with their rules."""
    rules = {rule.id: rule for rule in load_season(day.year).flags}
    for flag in flags_at(con, office(), day.year, day):
        rule = rules[flag.rule_id]
        if flag.unit is None and flag.level != flagged.NOT_EVALUATED and rule.by_unit == by_unit:
            yield flag, rule


@pytest.mark.parametrize("day", [BETWEEN, END])
def test_the_rows_behind_every_fact_add_up_to_its_number(season_2022, day):
    found = [each for each in facts_at(season_2022, office(), day.year, day) if each.evidence]
    assert {fact.fact_id for fact in found} >= {"over_quota", "publicity_short", "unsigned"}
    for fact in found:
        rows = cases_of(season_2022, office(), fact)
        assert sum(row["weight"] for row in rows) == fact.number, fact
        assert {row["county_code"] for row in rows} == {fact.county_code}


def test_a_fact_on_two_documents_lists_only_the_series_that_exceed(season_2022):
    """No county of the season was allotted too much; applied beyond occupied is laid out the same way."""
    some = next(f for f in facts_at(season_2022, office(), END.year, END) if f.evidence)
    turned = replace(some, county_code="652801", evidence=("applied", "occupied"))
    rows = cases_of(season_2022, office(), turned)
    by_series = {row["series_code"]: 0 for row in rows}
    for row in rows:
        by_series[row["series_code"]] += row["weight"]
    assert by_series
    assert min(by_series.values()) > 0


@pytest.mark.parametrize("day", [BETWEEN, END])
def test_the_lists_of_k_and_n_are_as_long_as_the_flag_says(season_2022, day):
    counted = queries_flags.counted(season_2022)
    for flag, rule in judged(season_2022, day):
        rows = queries_flags.lines(season_2022, office(), flag)
        weights = {
            count: sum(row["weight"] for row in rows if row["count_id"] == count)
            for count in flag.evidence
        }
        assert weights[flag.evidence[0]] == flag.observed, flag
        assert weights[flag.evidence[1]] == flag.n, flag
        shown = tables_flags.lists_behind(rows, flag, rule, NAMES, counted)
        assert [len(made[1]) for _, made in shown] == [
            sum(row["count_id"] == count for row in rows) for count in flag.evidence
        ]


def test_what_an_act_has_frozen_lists_no_n(season_2022):
    counted = queries_flags.counted(season_2022)
    for flag, rule in (*judged(season_2022, END), *judged(season_2022, END, by_unit=True)):
        rows = queries_flags.lines(season_2022, office(), flag)
        kept = [row for row in rows if row["count_id"] == flag.evidence[0]]
        shown = tables_flags.lists_behind(kept, flag, rule, NAMES, counted)
        assert [len(made[1]) for _, made in shown] == [len(kept)]


@pytest.mark.parametrize("day", [BETWEEN, END])
def test_where_units_are_counted_their_list_holds_n_and_marks_k(season_2022, day):
    counted = queries_flags.counted(season_2022)
    flags = list(judged(season_2022, day, by_unit=True))
    assert sum(flag.observed for flag, _ in flags)
    for flag, rule in flags:
        rows = queries_flags.lines(season_2022, office(), flag)
        units = explain.units(rows, flag)
        assert len(units) == flag.n, flag
        assert sum(unit.counts for unit in units) == flag.observed, flag
        head, made = tables_flags.lists_behind(rows, flag, rule, NAMES, counted)[0]
        assert len(made[1]) == flag.n
        assert head.startswith(f"{flag.n} 个单位，其中 {flag.observed} 个计入")


def test_every_number_of_a_fact_opens_its_list(open_page, season_2022_folder, season_2022):
    page = open_page("flags", season_2022_folder, season="2022", day=f"{END}")
    facts = [f for f in facts_at(season_2022, office(), END.year, END) if f.number and f.evidence]
    asked = re.findall(r"[?&;]fact=([\w.]+)", page.html)
    assert asked == [flagged.fact_key(fact) for fact in facts]
    fact = next(each for each in facts if each.fact_id == "publicity_missing")
    page = open_page(
        "flags", season_2022_folder, season="2022", day=f"{END}", fact=flagged.fact_key(fact)
    )
    table = page.html.split("来源</th>")[1].split("</table>")[0]
    assert table.count("<tr>") == fact.number
    assert f"{fact.title}：{fact.number}行" in page.text.replace(" ", "")


@pytest.mark.parametrize("fact", ["unsigned.652899", "nonsense", "not_reported.652801"])
def test_an_unknown_fact_is_told(open_page, season_2022_folder, fact):
    page = open_page("flags", season_2022_folder, season="2022", day=f"{END}", fact=fact)
    assert "没有这一条" in page.text


def test_a_county_lists_only_its_own(season_2022):
    fact = next(
        f
        for f in facts_at(season_2022, office(), END.year, END)
        if f.fact_id == "publicity_missing" and f.county_code == "652801"
    )
    assert cases_of(season_2022, county_officer("652801"), fact)
    assert not cases_of(season_2022, county_officer("652822"), fact)
