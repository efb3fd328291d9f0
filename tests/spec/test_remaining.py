"""remaining: allocated − occupied, below zero where more places are held than given (local)."""


def test_remaining_is_a_plain_difference_at_every_grain(given):
    season = given(
        quota="""
            series | allocated | on
            中小学 | 1         | 11-01
            幼儿园 | 3         | 11-01
        """,
        roster="""
            no | series | first_submitted_at
            A  | 中小学 | 11-18
            B  | 中小学 | 11-19
            C  | 幼儿园 | 11-19
        """,
    )
    assert [season.at(day)["remaining"] for day in ("10-31", "11-01", "11-18", "11-19")] == [
        0,
        4,
        3,
        1,
    ]
    assert season.at("11-19", series="中小学")["remaining"] == -1
    assert season.at("11-19", county="库尔勒")["remaining"] == 1


def test_a_withdrawal_gives_the_place_back_and_a_lost_vote_does_not(given):
    season = given(
        quota="""
            allocated | on
            2         | 11-01
        """,
        reviews="""
            no | level  | outcome | on
            A  | 申报人 | 撤回    | 11-22
        """,
        panel="""
            no | outcome | cause    | on
            B  | 未通过  | 票数不足 | 12-20
        """,
    )
    assert [season.at(day)["remaining"] for day in ("11-21", "11-22", "12-20")] == [0, 1, 1]
