"""Season 2022 as nine counties and the prefecture would send it, with figures known beforehand."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl import evidence, queries
from etl.scope import office

EXPECTED = json.loads((Path(__file__).parent / "season_2022" / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("day", EXPECTED["as_of"])
def test_every_count_of_every_cell_equals_the_known_answer(season_2022, day):
    names = queries.names(season_2022)
    figures = queries.figures(season_2022, office(), 2022, date.fromisoformat(day), "county,series")
    found = {(names[f.county_code], names[f.series_code]): f.counts for f in figures}
    assert len(found) == len(EXPECTED["as_of"][day]) == 36
    wrong = [
        (cell["county"], cell["series"], count, found[cell["county"], cell["series"]][count], known)
        for cell in EXPECTED["as_of"][day]
        for count, known in cell.items()
        if count not in {"county", "series"}
        and found[cell["county"], cell["series"]][count] != known
    ]
    assert not wrong, wrong[:10]


def test_the_rows_of_every_sheet_are_accounted_for(season_2022):
    known = {(f["file"], f["kind"]): (f["rows"], f["bad"]) for f in EXPECTED["files"]}
    found = {
        (s["file"], s["kind"]): (s["rows_read"], s["quarantined"])
        for s in evidence.balances(season_2022, office())
    }
    assert found == known


def test_exactly_the_bad_rows_are_stopped_each_with_its_rule(season_2022):
    known = {(f["file"], f["kind"]): Counter(f["why"]) for f in EXPECTED["files"] if f.get("why")}
    found: dict[tuple[str, str], Counter] = {}
    for row in evidence.findings(season_2022, office()):
        if row["severity"] == "row":
            found.setdefault((row["file"], row["kind"]), Counter())[row["rule"]] += 1
    assert found == known


def test_the_distinct_rows_of_each_kind_are_the_true_ones(season_2022):
    kinds = {
        "quota",
        "roster",
        "reviews",
        "publicity",
        "paper",
        "panel",
        "sanctions",
        "adjustments",
        "appointments",
    }
    found = {
        kind: season_2022.execute(f"select count(*) from accepted.{kind}").fetchone()[0]
        for kind in kinds
    }
    assert found == EXPECTED["truth_rows"]
