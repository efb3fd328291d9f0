"""The command line: its forms of output, its exit codes, and a user's mistake told in two lines."""

import json
import shutil
from datetime import date

import pytest

from etl import catalog, warehouse
from etl.__main__ import main
from etl.contract.model import contract
from etl.options import parser
from tests.golden.published import SENT


@pytest.fixture
def run(season_2022_folder, capsys):
    def _run(*words, data=season_2022_folder.root):
        code = main([*words, "--data", str(data)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return _run


def test_every_command_explains_itself():
    commands = parser()._subparsers._group_actions[0].choices
    assert set(commands) == {
        "sample", "check", "load", "metrics", "cases", "forecast", "findings", "status", "season",
        "register", "account", "backup", "restore", "doctor", "purge",
        "flags", "report", "snapshot", "template",
    }  # fmt: skip
    for command in commands.values():
        assert command.description
        assert "--data" in command.format_help()


def test_metrics_as_json_gives_every_count_and_rate_of_every_cell(run):
    code, out, _ = run(
        "metrics", "--season", "2022", "--as-of", "2022-12-13", "--by", "county,series", "--format", "json",
    )  # fmt: skip
    cells = json.loads(out)
    assert code == 0
    assert len(cells) == 36
    counts = {count.id for count in catalog.counts()}
    for cell in cells:
        assert set(cell) == {"county", "series", "as_of", "rates"} | counts
        assert cell["as_of"] == "2022-12-13"
        for rate in catalog.rates():
            assert cell["rates"][rate.id] == [cell[rate.numerator], cell[rate.denominator]]


@pytest.mark.parametrize(
    ("by", "keys"),
    [("none", []), ("county", ["county"]), ("series", ["series"]), ("unit", ["county", "unit"])],
)
def test_metrics_give_each_place_of_the_grain_asked_for_once(run, by, keys):
    code, out, _ = run("metrics", "--by", by, "--format", "json", "--season", "2022")
    found = json.loads(out)
    assert code == 0
    assert [key for key in found[0] if key in {"county", "series", "unit"}] == keys
    places = [tuple(place[key] for key in keys) for place in found]
    assert len(places) == len(set(places))
    assert len(places) == {"none": 1, "county": 9, "series": 4}.get(by, len(places))


def test_units_know_no_places_and_say_so(run):
    _, out, _ = run("metrics", "--by", "unit", "--format", "json", "--season", "2022")
    assert {unit["allocated"] for unit in json.loads(out)} == {None}


def test_metrics_as_csv_and_as_a_table_print_one_line_a_place(run):
    _, as_csv, _ = run("metrics", "--by", "county", "--format", "csv", "--season", "2022")
    _, as_table, _ = run("metrics", "--by", "county", "--season", "2022")
    assert len(as_csv.splitlines()) == 10
    assert len(as_table.splitlines()) == 11
    assert "库尔勒市" in as_csv


def test_the_day_defaults_to_the_last_report(run):
    _, out, _ = run("metrics", "--format", "json")
    assert json.loads(out)[0]["as_of"] == "2022-12-31"


def test_cases_list_what_stands_behind_a_figure(run):
    _, out, _ = run("metrics", "--season", "2022", "--as-of", "2022-12-13", "--format", "json")
    code, listed, _ = run(
        "cases", "late_files", "--season", "2022", "--as-of", "2022-12-13", "--format", "json"
    )
    rows = json.loads(listed)
    assert code == 0
    assert len(rows) == json.loads(out)[0]["late_files"]
    assert {"file", "sheet", "row", "county", "name"} <= set(rows[0])


def test_cases_since_a_day_tell_who_came_and_who_went(run):
    _, out, _ = run(
        "cases", "occupied", "--season", "2022", "--as-of", "2022-12-31", "--since", "2022-11-27",
        "--county", "和静", "--format", "json",
    )  # fmt: skip
    rows = json.loads(out)
    assert {row["change"] for row in rows} <= {"新增", "减少"}
    assert {row["county"] for row in rows} == {"和静县"}


def test_findings_as_json_hold_findings_and_the_balance_of_every_file_and_kind(run):
    code, out, _ = run("findings", "--format", "json")
    rows = json.loads(out)
    found = [row for row in rows if row["rule"]]
    balances = [row for row in rows if not row["rule"]]
    assert code == 1
    assert {"file", "sheet", "row", "rule", "severity"} <= set(found[0])
    assert {row["severity"] for row in found} <= {"row", "cell", "sheet", "file"}
    for row in balances:
        assert row["kind"] in contract().kinds
        assert (
            row["read"] == row["loaded"] + row["unchanged"] + row["superseded"] + row["quarantined"]
        )


def test_findings_of_one_file_are_its_own(run):
    _, out, _ = run("findings", "--file", "若羌审核记录20221231.xlsx", "--format", "json")
    assert {row["file"] for row in json.loads(out)} == {"若羌审核记录20221231.xlsx"}


def test_check_judges_beside_what_is_loaded_and_changes_nothing(run, season_2022_folder):
    before = sorted(path.name for path in season_2022_folder.root.rglob("*"))
    code, out, _ = run("check", str(SENT / "若羌审核记录20221231.xlsx"), "--format", "json")
    rules = [row["rule"] for row in json.loads(out) if row["severity"] == "row"]
    assert code == 1
    assert rules == ["orphan", "unknown_outcome"]
    assert sorted(path.name for path in season_2022_folder.root.rglob("*")) == before


def test_check_of_a_clean_file_is_fine(run):
    code, _, _ = run("check", str(SENT / "名额分配表2022.xlsx"))
    assert code == 0


def test_status_tells_versions_and_through_which_day_each_kind_is_loaded(run, season_2022_folder):
    code, out, _ = run("status")
    assert code == 0
    assert warehouse.find(season_2022_folder.warehouse, None).short in out
    assert "2022-12-31" in out
    assert "和静县" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["metrics", "--season", "1999"], "没有 1999 年度"),
        (["cases", "nothing"], "没有指标"),
        (["metrics", "--county", "铁门关"], "没有县市"),
        (["metrics", "--version", "deadbeef"], "没有版本"),
        (["load", "no-such-folder"], "找不到"),
        (["season", "1999"], "没有 1999 年度"),
    ],
)
def test_a_mistake_is_told_in_two_lines_without_a_traceback(run, words, told):
    code, out, err = run(*words)
    assert code == 2
    assert told in err
    assert "Traceback" not in out + err
    assert len(err.strip().splitlines()) <= 3


def test_an_empty_data_folder_says_what_to_do(run, tmp_path):
    code, _, err = run("metrics", data=tmp_path)
    assert code == 2
    assert "python -m etl load" in err


def test_real_files_do_not_enter_a_folder_of_sample_data(run, tmp_path):
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "SAMPLE").write_text("示例数据", "utf-8")
    code, _, err = run("load", str(SENT), data=tmp_path)
    assert code == 2
    assert "示例数据" in err
    assert not list(tmp_path.glob("warehouse/*.duckdb"))


def test_clearing_the_sample_leaves_real_data_alone(run, season_2022_folder, tmp_path):
    code, _, _ = run("sample", "--clear")
    assert code == 2
    assert warehouse.current(season_2022_folder.warehouse)
    shutil.copytree(season_2022_folder.landing, tmp_path / "landing")
    (tmp_path / "landing" / "SAMPLE").write_text("示例数据", "utf-8")
    assert run("sample", "--clear", data=tmp_path)[0] == 0
    assert not (tmp_path / "landing").exists()


def test_season_prints_windows_and_feasibility(run):
    code, out, _ = run("season", "2026")
    assert code == 0
    assert "可行性" in out
    assert date(2026, 12, 10).strftime("%m-%d") in out
