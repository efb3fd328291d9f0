"""`report week`, `county`, `fixlist`: the set of a week in one command each."""

import io
import re

import openpyxl
import pytest

from dashboard import queries_data
from dashboard.reports.fix_lists import fix_lists
from dashboard.reports.library import Wish, papers
from etl.__main__ import main
from etl.reference import places
from etl.scope import county_officer, leader, office
from tests.reports.read_paper import table
from tests.reports.weeks import PAPER, small_data, small_version

__all__ = ["small_data", "small_version"]
NAMES = [each.name for each in places("counties")]
HEJING = "652827"


@pytest.fixture
def report(small_data, tmp_path, capsys):
    def run(kind, *more):
        asked = ["report", kind, "--season", "2025", "--as-of", f"{PAPER}", "--form", "html"]
        code = main([*asked, "--out", str(tmp_path), "--data", str(small_data.root), *more])
        return (
            code,
            {each.name: each.read_bytes() for each in tmp_path.iterdir()},
            capsys.readouterr().out,
        )

    return run


def test_nine_county_papers_are_written_by_one_command(report):
    code, files, said = report("county", "--county", "all")
    assert code == 0
    assert set(files) == {f"{name}_周报_20251203.html" for name in NAMES}
    assert "写好 9 份" in said
    for name in NAMES:
        assert f"{name}职称评审周报" in files[f"{name}_周报_20251203.html"].decode()


def test_a_countys_own_edition_is_one_file(report):
    _, files, _ = report("county", "--county", "和静县")
    assert list(files) == ["和静县_周报_20251203.html"]


def test_the_brief_is_one_file(report):
    _, files, _ = report("week")
    assert list(files) == ["周调度_20251203.html"]


def test_fix_lists_are_written_for_every_county_with_anything_to_mend(report, small_version):
    code, files, _ = report("fixlist", "--county", "all")
    assert code == 0
    own = {
        each.name: queries_data.findings(small_version, county_officer(each.code), 2025)
        for each in places("counties")
    }
    assert set(files) == {f"{name}_修改清单_20251203.xlsx" for name, rows in own.items() if rows}
    for name, rows in own.items():
        if rows:
            book = openpyxl.load_workbook(io.BytesIO(files[f"{name}_修改清单_20251203.xlsx"]))
            title = book.worksheets[0].cell(1, 1).value
            assert title == f"{name}报送数据修改清单（{len(rows)} 条）"


def test_a_fix_list_holds_no_other_countys_rows(small_version):
    for name, made in fix_lists(small_version, office(), 2025, PAPER):
        book = openpyxl.load_workbook(io.BytesIO(made))
        told = {f"{cell.value}" for sheet in book for row in sheet.iter_rows() for cell in row}
        others = [other for other in NAMES if not name.startswith(other)]
        files = [each for each in told if re.search(r"\.(xlsx|csv|xls|ods|xlsb)$", each)]
        assert files
        assert not [file for file in files for other in others if other in file]


def test_a_countys_fix_lists_are_its_own(small_version):
    found = dict(fix_lists(small_version, county_officer(HEJING), 2025, PAPER))
    assert {name.split("_")[0] for name in found} <= {"和静县"}


def test_of_all_counties_a_countys_own_edition_tells_only_what_is_published(small_version):
    def last(scope):
        [paper] = papers("county", Wish(small_version, scope, 2025, PAPER)).values()
        return table(paper, "本县市各系列与全州").rows[-1].cells

    name, *shares = last(county_officer(HEJING))
    assert name == "全州"
    assert [share is None for share in shares] == [False, False, False, False, True]
    name, *shares = last(leader().narrowed(HEJING))
    assert name == "全州"
    assert None not in shares
