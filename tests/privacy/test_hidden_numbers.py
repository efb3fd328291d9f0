"""Numbers of people are hidden wherever an office may have typed them, also in the wrong column."""

import pytest

from etl.contract.model import contract
from etl.paths import REFERENCE
from etl.reading.cells import readers
from etl.reading.landing import Receipt
from etl.reading.names import names
from tests.contract.office_files import GOOD, xlsx
from tests.contract.read_back import ReadBack

PERSON, WRONG, OLD, MOBILE = (
    "650102196703041455",
    "650102196703041450",
    "650102670304145",
    "13812345678",
)


@pytest.fixture(scope="module")
def read():
    return readers(contract(), "roster", names(REFERENCE), b"key")


@pytest.mark.parametrize(
    "typed",
    [
        PERSON,
        WRONG,
        WRONG[:17] + "x",
        OLD,
        MOBILE,
        float(MOBILE),
        int(MOBILE),
        f"{MOBILE[:5]}\u200b{MOBILE[5:]}",
    ],
)
def test_a_number_of_a_person_is_never_an_application_number(read, typed):
    value, state, shown = read["application_no"](typed)
    assert (value, state) == (None, "bad")
    assert shown.startswith("已隐去")


@pytest.mark.parametrize(
    "typed",
    [
        "20221118001",
        "202211180001234567",
        "2022-0001",
        "12812345678",
        "138123456789",
        20221118001.0,
    ],
)
def test_application_numbers_of_any_length_stay(read, typed):
    assert read["application_no"](typed)[1] == "ok"


@pytest.mark.parametrize("typed", [MOBILE, float(MOBILE), 10**9])
def test_a_telephone_number_is_never_a_count(read, typed):
    value, state, shown = read["grassroots_years"](typed)
    assert (value, state) == (None, "bad")
    assert MOBILE not in shown
    assert read["grassroots_years"](10**9 - 1) == ("999999999", "ok", None)


@pytest.mark.parametrize("column", ["note", "unit", "name", "township", "unit_kind"])
@pytest.mark.parametrize(
    "typed",
    [
        PERSON,
        MOBILE,
        f"见{PERSON[:9]}\u200b{PERSON[9:]}",
        f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}",
        "１３８１２３４５６７８",
    ],
)
def test_free_text_shows_none(read, column, typed):
    value, _, _ = read[column](typed)
    assert "已隐去" in value
    assert MOBILE[3:] not in value
    assert PERSON[6:] not in value


def test_a_name_of_a_file_shows_none_and_nothing_unseen():
    name = f"花名册{MOBILE[:4]}\u200b{MOBILE[4:]}\u202e\x1b[31m.csv"
    assert Receipt(1, "x", name, 1, "").shown_name == "花名册已隐去(11 位) [31m.csv"


def test_a_name_of_a_sheet_shows_none_and_nothing_unseen(tmp_path):
    path = xlsx(tmp_path / "一.xlsx", {f"审{MOBILE[:4]}\u200b{MOBILE[4:]}\u202e": GOOD})
    assert ReadBack(path).sheet.sheet == "审已隐去(11 位)"
