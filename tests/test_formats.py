"""How numbers and days look, with each boundary."""

from datetime import date

import pytest

from dashboard import formats

THIN = formats.THIN


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (None, "—"),
        (0.0, "0%"),
        (0.0004, "0.1%"),
        (0.0005, "0.1%"),
        (0.5, "50%"),
        (0.1125, "11.3%"),
        (0.9994, "99.9%"),
        (0.99951, "99.9%"),
        (1.0, "100%"),
        (1.028, "102.8%"),
        (-0.25, "−25%"),
    ],
)
def test_a_share_has_one_decimal_and_never_rounds_to_all_or_nothing(rate, shown):
    assert formats.percent(rate) == shown


@pytest.mark.parametrize(("value", "shown"), [(None, "—"), (0, "0"), (-3, "−3"), (12, "12")])
def test_nothing_known_is_a_dash_and_not_zero(value, shown):
    assert formats.number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "持平"), (5, "+5"), (-13, "−13")])
def test_a_change_carries_its_sign(value, shown):
    assert formats.change(value) == shown


@pytest.mark.parametrize(
    ("plain", "spaced"),
    [
        ("239个名额", f"239{THIN}个名额"),
        ("239 个名额占用 213 个", f"239{THIN}个名额占用{THIN}213{THIN}个"),
        ("12月3日", "12月3日"),
        ("截至 12月3日起", f"截至{THIN}12月3日起"),
        ("占 93.3%的", f"占{THIN}93.3%{THIN}的"),
        ("较上周 −5（撤回 4）", f"较上周{THIN}−5（撤回{THIN}4）"),
        ("2022 年度", f"2022{THIN}年度"),
    ],
)
def test_figures_stand_a_thin_space_from_the_words_but_days_in_one_piece(plain, spaced):
    assert formats.spaced(plain) == spaced
    assert formats.spaced(spaced) == spaced


def test_days_look_the_same_everywhere():
    day = date(2025, 12, 3)
    assert formats.day(day) == "12月3日"
    assert formats.weekday(day) == "周三"
    assert formats.day_short(day) == "12-03"
    assert formats.day_full(day) == "2025-12-03"
    assert formats.day_full(None) == "—"


def test_a_long_list_ends_in_and_others():
    assert formats.listed(["轮台", "和硕"], 2) == "轮台、和硕"
    assert formats.listed(["轮台", "和硕", "博湖"], 2) == "轮台、和硕等"
    assert formats.listed(["轮台", "和硕", "博湖"]) == "轮台、和硕、博湖"


def test_an_empty_denominator_stays_visible():
    assert formats.fraction(0, 0) == "0/0"
    assert formats.fraction(3, None) == "3/—"


@pytest.mark.parametrize(
    ("value", "shown", "signed"),
    [
        (None, "—", "—"),
        (5.45, "5.5", "+5.5"),
        (-5.45, "−5.5", "−5.5"),
        (-0.04, "0.0", "0.0"),
        (0.05, "0.1", "+0.1"),
    ],
)
def test_what_is_expected_keeps_one_decimal_and_has_no_negative_zero(value, shown, signed):
    assert (formats.decimal(value), formats.signed(value)) == (shown, signed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "—"), (0.00009, "小于 0.0001"), (0.0001, "0.0001"), (0.00074, "0.00074"), (1.0, "1")],
)
def test_a_chance_below_one_in_ten_thousand_says_only_that(value, shown):
    assert formats.probability(value) == shown
