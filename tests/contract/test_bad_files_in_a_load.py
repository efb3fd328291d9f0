"""A folder of bad files beside good ones: a clear message each, the rest loads, the command ends with 1."""

import pytest

from etl import evidence, queries, warehouse
from etl.__main__ import main
from etl.scope import office
from tests.contract import hostile, impostors
from tests.contract.office_files import GOOD, xlsx
from tests.golden.published import SENT

BAD = [
    hostile.killed_in_the_middle,
    hostile.with_a_password,
    impostors.web_page_named_xls,
    hostile.two_corners,
    hostile.empty_sheet,
    hostile.cell_of_50_megabytes,
]


@pytest.fixture(scope="module")
def told(tmp_path_factory, module_capsys):
    sent, data = tmp_path_factory.mktemp("sent"), tmp_path_factory.mktemp("data")
    bad = [make(sent) for make in BAD]
    half = xlsx(sent / "一半.xlsx", {"审核": GOOD, "别的": [["甲", "乙"], [1, 2]]})
    good = [path for path in SENT.glob("*20221231*") if "若羌" in path.name]
    code = main(["load", *map(str, [*bad, half, *good]), "--quick", "--data", str(data)])
    return code, module_capsys(), bad, half, data


@pytest.fixture(scope="module")
def module_capsys(request):
    """What the command printed, for a fixture of the whole module."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def printed():
        return capture.read_global_capture().out

    return printed


def test_every_bad_file_is_refused_by_name_with_a_cure_and_the_command_ends_with_1(told):
    code, out, bad, _, data = told
    assert code == 1
    assert "Traceback" not in out
    for path in bad:
        assert path.name in out
    with warehouse.open_version(warehouse.find(data / "warehouse", None)) as con:
        found = evidence.findings(con, office())
    refused = {row["file"]: row for row in found if row["severity"] == "file"}
    assert set(refused) == {path.name for path in bad}
    assert {row["rule"] for row in refused.values()} == {
        "unreadable", "password", "not_a_spreadsheet", "too_large", "no_rows",
    }  # fmt: skip


def test_the_good_files_beside_them_are_counted(told):
    *_, data = told
    with warehouse.open_version(warehouse.find(data / "warehouse", None)) as con:
        season = queries.seasons(con)[0]
        figures = queries.figures(con, office(), 2022, season["last_report_on"], "county")
    assert {f.county_code: f.counts["applied"] for f in figures}["652824"] == 17


def test_of_a_file_with_one_good_sheet_the_good_one_loads_and_the_other_is_told(told):
    *_, half, data = told
    with warehouse.open_version(warehouse.find(data / "warehouse", None)) as con:
        found = evidence.findings(con, office(), half.name)
        (sheet,) = evidence.balances(con, office(), half.name)
    assert [(row["rule"], row["severity"]) for row in found if row["severity"] == "sheet"] == [
        ("no_known_sheet", "sheet")
    ]
    assert sheet["sheet"] == "审核"
    assert sheet["rows_read"] > 0
