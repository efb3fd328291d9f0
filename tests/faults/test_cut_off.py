"""F3: of a file that did not come through whole, nothing is counted that was not sent so."""

from random import Random

import pytest

from etl import evidence, warehouse
from etl.scope import office
from tests.faults.conftest import LATE, MOMENT
from tests.property.small_season import figures, sheets, write

PARTS = 64
FORMS = ("xlsx", "csv-gb18030", "csv-utf-8")
FEW = (31,)


@pytest.fixture(scope="module")
def whole(season_2022, tmp_path_factory):
    """The late county's roster in each form, as it should have come."""
    folder = tmp_path_factory.mktemp("whole")
    (roster,) = (s for s in sheets(season_2022) if s.sender == LATE and s.kind == "roster")
    made = {}
    for form in FORMS:
        (folder / form).mkdir()
        made[form] = write(roster, folder / form, Random(0), form)
    return made


def rows_of_roster(data):
    """What is known of the roster, row by row, apart from which file it came from."""
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        found = con.execute("select * exclude (row_id) from accepted.roster").fetchall()
        rules = [(row["rule"], row["severity"]) for row in evidence.findings(con, office())]
    return set(map(str, found)), rules


def load_cut(forge, season, folder, path, number):
    """Load so many parts of 64; gives the data folder, the run, and whether the cut hit a row's end."""
    content = path.read_bytes()
    kept = content[: len(content) * number // PARTS]
    data = season.copy(folder / f"{path.suffix[1:]}-{number}")
    sent = folder / f"sent-{path.suffix[1:]}-{number}" / path.name
    sent.parent.mkdir(parents=True)
    sent.write_bytes(kept)
    ended = forge.run("load", sent, "--quick", data=data, clock={"at": MOMENT})
    return data, ended, kept.endswith((b"\r\n", b"\r"))


def wrong_with(forge, season, folder, path, number, before, expected):
    """A cut file is refused by type, or its whole rows count and the last one is warned of; else in words."""
    data, ended, at_row_end = load_cut(forge, season, folder, path, number)
    now, rules = rows_of_roster(data)
    told = dict(rules)
    wrong = []
    if ended.code not in (1, *([0] if at_row_end else [])) or "Traceback" in ended.told:
        wrong.append(f"ended with {ended.code}: {ended.told}")
    if "file" in told.values():
        if now != before or figures(data) != figures(season.old):
            wrong.append("refused, and something of it counted")
        if "。" not in ended.out:
            wrong.append(f"refused without a word: {ended.out}")
    elif path.suffix == ".xlsx":
        wrong.append(f"a cut workbook was taken: {ended.out}")
    elif not now <= expected and "cut_off" not in told:
        wrong.append("a row counted that was never sent so")
    elif not at_row_end and not {"cut_off"} & set(told):
        wrong.append(f"not told that the end is missing: {rules}")
    return [f"{path.name} {number}/{PARTS}: {each}" for each in wrong]


def tried(forge, season, folder, whole, form, parts):
    """Load the whole file once, to know its rows; then cut it off after each of so many parts."""
    before, _ = rows_of_roster(season.old)
    data = season.copy(folder / "as-sent")
    forge.run("load", whole[form], "--quick", data=data, clock={"at": MOMENT})
    expected, _ = rows_of_roster(data)
    assert len(expected) > len(before)
    return [
        each
        for number in parts
        for each in wrong_with(forge, season, folder, whole[form], number, before, expected)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS[:2])
def test_a_file_cut_off_here_and_there(forge, season, whole, tmp_path, form):
    assert tried(forge, season, tmp_path, whole, form, FEW) == []


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_off_after_each_of_its_64_parts(forge, season, whole, tmp_path, form, tally):
    assert tried(forge, season, tmp_path, whole, form, range(PARTS)) == []
    tally("F3", PARTS)
