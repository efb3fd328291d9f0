"""Numbers of people and of applications: what is kept, what is hidden, what was destroyed by a workbook."""

import pytest

from tests.contract.test_reading_cells import ID, ID_WITH_X, typed, value


def test_an_id_number_becomes_a_keyed_hash_without_a_digit():
    found = value(ID, "id_number")
    assert len(found) == 32
    assert found.isalpha()
    assert found == value(f" {ID[:6]} {ID[6:]}", "id_number")
    assert found != value(ID_WITH_X, "id_number")


def test_a_small_x_is_the_same_person():
    assert value(ID_WITH_X.lower(), "id_number") == value(ID_WITH_X, "id_number")


def test_an_old_number_of_15_digits_is_the_same_person_as_its_new_form():
    assert value(ID[:6] + ID[8:17], "id_number") == value(ID, "id_number")


@pytest.mark.parametrize("raw", [float(ID), int(ID), 1.0])
def test_an_id_number_stored_as_a_number_is_lost_and_hidden(raw):
    found, state, shown = typed(raw, "id_number")
    assert (found, state) == (None, "number")
    assert shown.startswith("已隐去(")


def test_an_id_number_in_scientific_form_is_told_apart():
    assert typed("6.52801E+17", "id_number") == (None, "scientific", "已隐去(11 位)")


@pytest.mark.parametrize(
    "raw", [ID[:-1] + "6", ID[:-1], "999" + ID[3:], "650102196713041455", "无", ID[:14], "x" * 18]
)
def test_a_wrong_id_number_is_told_apart_and_hidden(raw):
    assert typed(raw, "id_number") == (None, "check_digit", f"已隐去({len(raw)} 位)")


def test_a_phone_number_is_never_kept():
    assert typed("13812345678", "phone") == (None, "ok", None)
    assert typed(13812345678.0, "phone") == (None, "ok", None)


@pytest.mark.parametrize(
    "raw", ["202265280100001", 202265280100001.0, "２０２２65280100001", "202265280100001.0"]
)
def test_an_application_number_of_15_digits_is_taken_as_its_digits(raw):
    assert value(raw, "application_no") == "202265280100001"


def test_an_application_number_of_more_digits_stands_as_text_only():
    assert value("2022652801000011", "application_no") == "2022652801000011"
    assert typed(2022652801000011.0, "application_no")[:2] == (None, "number")
    assert typed(1.5, "application_no") == (None, "number", "1.5")


def test_an_application_number_in_scientific_form_is_told_apart():
    assert typed("2.02265E+14", "application_no") == (None, "scientific", "2.02265E+14")


@pytest.mark.parametrize("raw", ["无", "/", "-", "—"])
def test_no_application_number_is_blank(raw):
    assert typed(raw, "replacement_for") == ("", "blank", None)


def test_an_id_number_in_the_wrong_column_is_not_kept():
    assert typed(ID, "application_no") == (None, "bad", "已隐去(18 位)")
    assert (
        value(f"电话13812345678,身份证{ID_WITH_X}。", "note")
        == "电话已隐去(11 位),身份证已隐去(18 位)。"
    )
    assert value("138 1234 5678", "unit") == "已隐去(11 位)"
    assert typed(ID, "current_title_on") == (None, "bad", "已隐去(18 位)")
    assert typed(float(ID), "county") == (None, "unknown", "已隐去(18 位)")
    assert value(ID, "name") == "已隐去(18 位)"


def test_ten_digits_are_no_number_of_a_person():
    assert value("1234567890", "note") == "1234567890"
    assert value("12345678901", "note") == "已隐去(11 位)"
