"""Season 2022 as nine counties and the prefecture's office would send it, with the figures known beforehand."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl import evidence, pipeline, queries, warehouse
from etl.paths import DataFolder
from etl.scope import office

SENT = Path(__file__).parent / "season_2022" / "inbox"
EXPECTED = json.loads((SENT.parent / "expected.json").read_text("utf-8"))
NOW = datetime(2023, 1, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("data"))
    loaded = pipeline.load(data, [SENT], NOW)
    with warehouse.open_version(loaded.version) as con:
        yield con


@pytest.mark.parametrize("day", EXPECTED["as_of"])
def test_every_count_of_every_cell_equals_the_known_answer(published, day):
    names = queries.names(published)
    figures = queries.figures(published, office(), 2022, date.fromisoformat(day), "county,series")
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


def test_the_rows_of_every_sheet_are_accounted_for(published):
    known = {(f["file"], f["kind"]): (f["rows"], f["bad"]) for f in EXPECTED["files"]}
    found = {
        (s["file"], s["kind"]): (s["rows_read"], s["quarantined"])
        for s in evidence.balances(published, office())
    }
    assert found == known


def test_exactly_the_bad_rows_are_stopped_each_with_its_rule(published):
    known = {
        (f["file"], f["kind"]): Counter(f["why"]) for f in EXPECTED["files"] if f.get("why")
    }
    found: dict[tuple[str, str], Counter] = {}
    for row in evidence.findings(published, office()):
        if row["severity"] == "row":
            found.setdefault((row["file"], row["kind"]), Counter())[row["rule"]] += 1
    assert found == known


def test_the_distinct_rows_of_each_kind_are_the_true_ones(published):
    kinds = {"quota", "roster", "reviews", "publicity", "paper", "panel", "sanctions",
             "adjustments", "appointments"}
    found = {
        kind: published.execute(f"select count(*) from accepted.{kind}").fetchone()[0]
        for kind in kinds
    }
    assert found == EXPECTED["truth_rows"]
