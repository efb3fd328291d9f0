"""Our lag accuses nobody: what is not loaded through its day counts against no county."""

from datetime import date

import pytest

from etl import evidence, pipeline, queries, warehouse
from etl.paths import DataFolder
from etl.scope import office
from tests.golden.published import NOW, SENT


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory):
    paths = [*SENT.glob("*20221125*"), *SENT.glob("*20221205*"), SENT / "名额分配表2022.xlsx"]
    loaded = pipeline.load(DataFolder(tmp_path_factory.mktemp("data")), paths, NOW)
    with warehouse.open_version(loaded.version) as con:
        yield con


@pytest.mark.parametrize("day", [date(2022, 12, 13), date(2022, 12, 31)])
def test_two_waves_show_no_late_file_and_no_missing_publicity_in_december(two_waves, day):
    counts = queries.figures(two_waves, office(), 2022, day)[0].counts
    assert counts["accepted"] > 100
    assert counts["late_files"] == 0
    assert counts["publicity_missing"] == 0


def test_overdue_reviews_stay_those_that_the_loaded_files_show(two_waves, season_2022):
    by_then = queries.figures(season_2022, office(), 2022, date(2022, 12, 5))[0].counts
    for day in (date(2022, 12, 13), date(2022, 12, 31)):
        counts = queries.figures(two_waves, office(), 2022, day)[0].counts
        assert 0 < counts["overdue_reviews"] <= by_then["overdue_reviews"]


def test_an_absence_is_not_counted_while_a_quarantined_row_could_be_the_file_s(
    season_2022, tmp_path
):
    day = date(2022, 12, 31)
    missing = next(
        row
        for row in evidence.cases(season_2022, office(), "publicity_missing", 2022, day)
        if row["case_id"].endswith("县级公示")
    )
    doubtful = tmp_path / "公示_20221231.csv"
    doubtful.write_text(
        "申报编号,公示层级,公示开始日期,公示结束日期\n"
        f"{missing['application_no']},县级公示,2022-12-01,某日\n",
        "utf-8",
    )
    loaded = pipeline.load(DataFolder(tmp_path / "data"), [SENT, doubtful], NOW)
    with warehouse.open_version(loaded.version) as con:
        left = evidence.cases(con, office(), "publicity_missing", 2022, day)
    assert missing["case_id"] not in {row["case_id"] for row in left}
