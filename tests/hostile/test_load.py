"""Every hostile file through a load: read to the letter, or refused in words; and the others go on."""

import os

import pytest

from etl import evidence, queries, warehouse
from etl.__main__ import main
from etl.scope import office
from tests.hostile.corpus import ALL, numbers
from tests.hostile.outcomes import agrees, is_told_in_full, without_passing


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """All files that are quick to read, loaded at once by the command."""
    sent, data = tmp_path_factory.mktemp("sent"), tmp_path_factory.mktemp("data")
    files = {case.name: case.make(sent, no).name for case, no in numbers(ALL) if not case.slow}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # nothing here has to survive a power cut
        assert main(["load", str(sent), "--quick", "--data", str(data)]) == 1
    with warehouse.open_version(warehouse.find(data / "warehouse", None)) as con:
        yield Loaded(con, files)


class Loaded:
    def __init__(self, con, files):
        self.con, self.files = con, files
        self.found = {}
        for row in without_passing(evidence.findings(con, office())):
            self.found.setdefault(row["file"], []).append(row)
        self.sheets = {}
        for row in evidence.balances(con, office()):
            self.sheets.setdefault(row["file"], []).append(row)

    def total(self, file, fate):
        return sum(sheet[fate] for sheet in self.sheets.get(file, []))


@pytest.mark.parametrize("case", [c for c in ALL if not c.slow], ids=lambda case: case.name)
def test_a_file_is_read_to_the_letter_or_refused_in_words(loaded, case):
    file = loaded.files[case.name]
    found = loaded.found.get(file, [])
    for each in found:
        is_told_in_full(each)
    fates = ("rows_read", "loaded", "quarantined", "unchanged")
    agrees(case, found, {fate: loaded.total(file, fate) for fate in fates})
    for column, value in case.values.items():
        field = {"county": "county_code", "series": "series_code", "id_number": "person"}.get(
            column, column
        )
        (got,) = queries.rows(
            loaded.con,
            f"select roster.{field} as value from quality.row as line inner join accepted.roster as roster"
            " on line.row_id = roster.row_id where line.file = $file order by line.row_no limit 1",
            file=file,
        )
        assert (None if got["value"] is None else str(got["value"])) == value
