"""What the sample was written from is what loading it finds: people, and mistakes of clerks."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from etl import pipeline, warehouse
from etl.paths import DataFolder
from etl.sample import generate_sample
from etl.sample.truth import places, truth

YEAR = 2023
DAY = date(YEAR + 1, 7, 31)
COUNTS = (
    "applied out_of_scope unit_approved recommended accepted withdrawn locked submitted_after_lock "
    "paper_received paper_defective voted passed_by_vote appointed dismissed double_applied"
).split()
WARNINGS = {"unknown_column", "hidden_sheet", "total_mismatch", "equal_report_dates", "row_gone"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return generate_sample(tmp_path_factory.mktemp("sent"), 3, [YEAR], 100)


@pytest.fixture(scope="module")
def loaded(sample, tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("data"))
    pipeline.load(data, [sample.files[0].parent], datetime(YEAR + 1, 8, 1, 10, tzinfo=UTC))
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        yield con


@pytest.mark.parametrize("count", COUNTS)
def test_the_people_of_a_count_are_those_of_the_story(sample, loaded, count):
    told = loaded.execute(
        "select distinct application_no from results.membership"
        " where count_id = ? and from_day <= ? and (to_day is null or to_day > ?)",
        [count, DAY, DAY],
    ).fetchall()
    assert {number for (number,) in told} == truth(sample.stories[0])[count]


def test_the_places_are_those_of_the_documents(sample, loaded):
    [(allocated,)] = loaded.execute(
        "select value from results.count_value where season = ? and count_id = 'allocated'"
        " and grain = 'prefecture' and from_day <= ? and (to_day is null or to_day > ?)",
        [YEAR, DAY, DAY],
    ).fetchall()
    assert allocated == places(sample.stories[0])


def test_what_is_found_in_the_files_is_what_was_planted(sample, loaded):
    rows = loaded.execute("select file, rule from quality.finding").fetchall()
    found = Counter((file, rule) for file, rule in rows if rule not in WARNINGS)
    assert found == Counter((fault.file, fault.rule) for fault in sample.faults)
    assert len(found) > 20
