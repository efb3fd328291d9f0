"""Numbers of 年终通报 counted again, further."""

import json
import re
from collections import Counter

import pytest

from dashboard.reports.year_end_parts import WHOLE
from etl import queries
from tests.reports.read_paper import paragraphs, table
from tests.reports.year_end_numbers_seen import (
    SHARES,
    TOLD,
)
from tests.reports.year_ends import (
    CLOSED,
    CLOSED_2024,
    DAYS,
    END,
    KNOWN,
    con,
    metrics,
    paper,
    seen,
    small_data,
    small_version,
)
from tests.sparing import sparing

__all__ = ["con", "metrics", "paper", "seen", "small_data", "small_version"]


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_units_and_the_rest_are_all_units(paper, day, metrics):
    shown = table(paper, "各单位审核和审签责任")
    *units, rest, whole = shown.rows
    assert (rest.cells[0], whole.cells[0]) == ("其余", WHOLE)
    assert not any(rest.cells[3:])
    assert all(any(row.cells[3:]) for row in units)
    assert whole.cells[2] == metrics(day)[None]["unit_approved"]


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_sanctions_are_those_of_the_register(paper, con, day):
    known = dict(
        con.cursor()
        .execute(
            "select s.measure, count(distinct s.application_no) from accepted.sanctions s"
            " join accepted.roster r using (application_no)"
            " where r.season = $year and s.decided_on <= $day group by all",
            {"day": day, "year": day.year},
        )
        .fetchall()
    )
    shown = table(paper, "三次退回和违规处理")
    whole = {
        column.key: cell for column, cell in zip(shown.columns, shown.rows[-1].cells, strict=True)
    }
    assert {key: whole[key] for key in known} == known
    assert len(known) >= 3 or day == CLOSED_2024  # a small season without any


@pytest.mark.parametrize("day", [CLOSED, END])
def test_rows_read_are_those_that_the_findings_balance(paper, con, day):
    shown = table(paper, "数据来源和载入情况")
    [whole] = queries.rows(
        con,
        "select sum(rows_read) as read, sum(quarantined) as quarantined from quality.sheet"
        " where list_contains(seasons, $s) or len(seasons) = 0",
        s=day.year,
    )
    cells = dict(zip([column.key for column in shown.columns], shown.rows[-1].cells, strict=True))
    assert (cells["read"], cells["quarantined"]) == (whole["read"], whole["quarantined"])
    for key in ("sheets", "read", "loaded", "unchanged", "superseded", "quarantined"):
        at = [column.key for column in shown.columns].index(key)
        assert sum(row.cells[at] for row in shown.rows[:-1]) == cells[key]
    for row in shown.rows:
        one = dict(zip([column.key for column in shown.columns], row.cells, strict=True))
        parts = ("loaded", "unchanged", "superseded", "quarantined")
        assert one["read"] == sum(one[key] for key in parts)


@pytest.mark.parametrize("day", sparing(DAYS, 2))
def test_the_sentences_of_a_county_say_its_numbers(paper, day, metrics):
    told = paragraphs(paper, "各县市情况")
    known = metrics(day, "county")
    assert [each.lead for each in told] == [f"{row['county']}。" for row in known.values()]
    for each, counts in zip(told, known.values(), strict=True):
        for count, words in TOLD.items():
            found = [number for number in re.findall(words, each.text) if number != "0"]
            assert found == ([str(counts[count])] if counts[count] else []), (each.lead, count)
        for rate, words in SHARES.items():
            top, bottom = counts["rates"][rate]
            found = re.findall(words, each.text)
            assert found == ([(str(top), str(bottom))] if top else []), (each.lead, rate)


@pytest.mark.parametrize("day", [CLOSED, KNOWN[1], END])
def test_the_first_sentences_say_the_whole(paper, day, metrics):
    whole, first = metrics(day)[None], paragraphs(paper, "总体情况")
    told = "".join(each.text for each in first)
    for count, words in (
        ("applied", "申报{}人，县级推荐"),
        ("recommended", "县级推荐{}人，州级"),
        ("accepted", "州级形式审核通过{}人"),
        ("voted", "参加评审{}人"),
        ("passed", "保有资格{}人"),
        ("appointed", "已聘任{}人"),
        ("wasted", "没有递补的（浪费）{}个"),
        ("idle", "未用（闲置）{}个"),
        ("closed", "人中已办结{}人"),
    ):
        if whole[count]:
            assert words.format(whole[count]) in told, count


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_problems_name_each_county_with_its_number(paper, day, metrics):
    known = metrics(day, "county")
    problems = "".join(each.text for each in paragraphs(paper, "存在问题"))
    for count, words, unit in (
        ("over_posts", "逐格计算）", "人"),
        ("publicity_missing", "规定层级缺公示", "项"),
        ("publicity_short", "公示不足5个工作日", "次"),
        ("wasted", "没有递补的名额", "个"),
        ("escaped", "又被州级退回的", "人"),
        ("late_files", "纸质材料逾期", "件"),
        ("in_process", "未办结的申报", "人"),
    ):
        listed = "、".join(
            f"{row['county']}{row[count]}{unit}" for row in known.values() if row[count]
        )
        if not listed:
            continue
        [found] = re.findall(rf"{words}[^：；。]*：([^；。，]*)", problems)
        assert found == listed, count


@pytest.mark.parametrize("day", [CLOSED, CLOSED_2024])
def test_the_flags_are_the_command_lines(paper, seen, day, capsys, season_2022_folder, small_data):
    from etl.__main__ import main

    data = season_2022_folder if day.year == CLOSED.year else small_data
    asked = ["flags", "--season", f"{day.year}", "--as-of", f"{day}", "--format", "json"]
    main([*asked, "--data", str(data.root)])
    judged = [
        row for row in json.loads(capsys.readouterr().out) if row["level"] in ("red", "amber")
    ]
    shown = table(paper, "建议核查和关注事项清单").rows
    places = {name: code for code, name in seen.names.items()}
    if not judged:
        assert [row.cells[0] for row in shown] == ["无"]
        return
    assert Counter((row.county, row.cells[6].split(" ")[0]) for row in shown) == Counter(
        (places[each["county"]], f"{each['observed']}/{each['n']}") for each in judged
    )
