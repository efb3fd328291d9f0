"""The search for numbers of people finds them, and is not misled by hashes."""

import pytest

from tests.privacy.numbers import numbers_in, pieces_of

PERSON, MOBILE = "652801199001011234", "13812345678"


@pytest.mark.parametrize(
    "text",
    [
        PERSON,
        PERSON[:17] + "X",
        f"张{PERSON}号",
        MOBILE,
        f"电话:{MOBILE}。",
        f"{MOBILE}.0",
        "6.528011990010112e+17",
        f"{PERSON},{MOBILE}",
        f"id{PERSON}abc",
    ],
)
def test_a_number_of_a_person_is_found(text):
    assert numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "bc3e5c7e18a61f700390184933615709b6458ab58f8a2ac743fc46c51c97dd96",
        "12:0a13812345678abc",
        "20221205183000",
        "0.012345678901234567",
        f"1{MOBILE}",
        f"{PERSON}9",
        "12812345678",
    ],
)
def test_what_is_no_number_of_a_person_is_passed_over(text):
    assert not numbers_in(text)


def test_known_numbers_are_found_inside_longer_runs():
    assert pieces_of({PERSON, MOBILE}, f"9{PERSON}9 0{MOBILE}") == {PERSON[:17], MOBILE}
    assert pieces_of({PERSON}, PERSON[:17] + "X") == {PERSON[:17]}
    assert not pieces_of({PERSON}, PERSON[:16])
