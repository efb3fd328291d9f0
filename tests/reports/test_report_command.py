"""`report year-end` on the command line: its forms, its files, and what was corrected since a snapshot."""

import hashlib
import shutil
from datetime import date, timedelta

import pytest
import xlsxwriter

from etl import pipeline, warehouse
from etl.__main__ import main
from etl.paths import DataFolder
from etl.snapshots import make
from etl.snapshots.make import Wish
from tests.snapshots.papers import NOW, Plain

DAY = "2022-12-31"
ASKED = ("report", "year-end", "--season", "2022", "--as-of", DAY)


@pytest.fixture
def run(capsys, tmp_path):
    def _run(data, *words):
        code = main([*ASKED, *words, "--data", str(data.root), "--out", str(tmp_path / "out")])
        told = capsys.readouterr()
        return code, told.out, told.err, tmp_path / "out"

    return _run


def test_each_form_is_a_file_whose_size_and_hash_are_printed(season_2022_folder, run):
    code, out, _, folder = run(season_2022_folder, "--form", "txt,xlsx", "--county", "和静县")
    assert code == 0
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == [
        "2022年度年终通报_20221231.txt", "2022年度年终通报_20221231.xlsx",
    ]  # fmt: skip
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert f"{path.name}　{path.stat().st_size / 1024:.0f} KB　sha256 {digest[:16]}…" in out
    said = files[0].read_text("utf-8")
    assert said.startswith("关于和静县2022年度")
    assert "库尔勒市" not in said


def test_a_form_that_there_is_not_is_refused_with_those_there_are(season_2022_folder, run):
    code, _, err, _ = run(season_2022_folder, "--form", "doc")
    assert code == 2
    assert "没有“doc”这种文件" in err
    assert "txt" in err


def test_only_the_year_end_report_tells_of_corrections(season_2022_folder, capsys, tmp_path):
    words = (
        "report",
        "week",
        "--season",
        "2022",
        "--as-of",
        DAY,
        "--against",
        "2022-year-end-2022-12-31",
    )
    assert main([*words, "--data", str(season_2022_folder.root), "--out", str(tmp_path)]) == 2
    assert "只有年终通报列更正" in capsys.readouterr().err


@pytest.fixture
def corrected(season_2022_folder, season_2022, tmp_path):
    """A year-end snapshot, and after it a version in which one return is annulled; whose it was."""
    data = DataFolder(shutil.copytree(season_2022_folder.root, tmp_path / "data"))
    kept = make.make(data, Wish("year-end", 2022, date(2022, 12, 31)), Plain(), NOW).kept
    number, submission, level, county = season_2022.cursor().execute(
        "select returned.application_no, returned.submission_no, returned.level, county.county"
        " from core.counted_return as returned inner join core.lock as lock using (application_no)"
        " inner join core.application as application using (application_no)"
        " inner join rule.county as county using (county_code)"
        " where application.season = 2022 and returned.to_day is null and lock.to_day is null"
        " order by all limit 1"
    ).fetchone()  # fmt: skip
    path = tmp_path / "误退更正2023-01-10.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("延期与误退登记")
        sheet.write_row(0, 0, ["填报单位", "州职改办", "填报日期", "2023-01-10"])
        sheet.write_row(1, 0, ["县(市)", "申报编号", "事项", "提交次数", "环节", "登记日期"])
        sheet.write_row(2, 0, [county, number, "误退更正", submission, level, "2022-12-30"])
    before = warehouse.current(data.warehouse)
    pipeline.load(data, [path], NOW + timedelta(days=7))
    assert warehouse.current(data.warehouse) != before
    return data, kept.id, before.short, county


@pytest.mark.slow
def test_what_was_corrected_since_a_snapshot_stands_in_the_report(corrected, run):
    data, snapshot, version, county = corrected
    code, _, _, folder = run(data, "--form", "txt", "--against", snapshot)
    assert code == 0
    [path] = folder.iterdir()
    said = path.read_text("utf-8")
    lines = said[said.index("快照以后的更正（单位") :].splitlines()
    table = [line.split() for line in lines[2 : lines.index("", 2)] if not line.startswith("注")]
    found = {(line[0], line[1]): line[2:] for line in table}
    before, after, moved = found["本年度不再受理人数", county]
    assert (int(after) - int(before), moved) == (-1, "−1")
    returns = found["计次退回数", county]
    assert int(returns[1]) - int(returns[0]) == -1
    assert {place for _, place in found} == {county}
    assert f"对照快照{snapshot}：同是截至{DAY}的数" in said
    run(data, "--form", "txt", "--against", version)
    assert f"对照版本{version}" in path.read_text("utf-8")
