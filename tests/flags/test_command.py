"""The command `flags`: its keys, its grains, its words."""

import json

import pytest

from etl.__main__ import main


@pytest.fixture
def run(season_2022_folder, capsys):
    def _run(*words):
        asked = ["flags", "--season", "2022", "--as-of", "2022-12-31", *words]
        code = main([*asked, "--data", str(season_2022_folder.root)])
        return code, capsys.readouterr().out

    return _run


def test_json_gives_every_county_and_rule_once(run):
    code, out = run("--format", "json")
    found = json.loads(out)
    assert code == 0
    assert len(found) == 9 * 5
    keys = "county ground level n observed expected p q clause rule_version".split()
    assert set(keys) <= set(found[0])
    assert {line["level"] for line in found} <= {"red", "amber", "grey", "none", "not_evaluated"}
    red = {(line["county"], line["rule"]) for line in found if line["level"] == "red"}
    assert red == {("和静县", "escape"), ("若羌县", "escape")}


def test_units_are_asked_for_by_their_grain(run):
    _, out = run("--format", "json", "--grain", "unit", "--county", "和静县")
    found = json.loads(out)
    assert {line["county"] for line in found} == {"和静县"}
    assert all(line["unit"] for line in found)


def test_the_table_speaks_chinese_and_csv_has_a_line_each(run):
    _, table = run()
    assert "建议核查" in table
    assert "escape" not in table
    _, lines = run("--format", "csv")
    assert len(lines.strip().splitlines()) == 9 * 5 + 1


def test_facts_are_listed_with_their_clause(run):
    _, out = run("--facts", "--format", "json")
    found = json.loads(out)
    assert {"over_posts", "publicity_missing", "cross_year"} <= {line["fact"] for line in found}
    assert all(line["clause"] for line in found)
