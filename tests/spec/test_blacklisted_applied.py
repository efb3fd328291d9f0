"""blacklisted_applied: first submitted within three years from the person's blacklisting on (四(二))."""


def test_the_three_years_hold_from_the_first_to_the_last_day(given):
    season = given(
        roster="""
            no | season | person | first_submitted_at
            A  | 2022   | p1     | 2022-11-18
            B  | 2022   | p1     | 2022-11-19
            C  | 2022   | p1     | 2022-11-20
            D  | 2023   | p1     | 2025-11-20 23:59
            E  | 2023   | p1     | 2025-11-21 00:00
            F  | 2023   | p2     | 2023-11-20
        """,
        sanctions="""
            no | measure      | on
            A  | 列入黑名单   | 2022-11-20
            F  | 取消申报资格 | 2022-11-19
        """,
    )
    assert season.members("blacklisted_applied", "2030-01-01") == "C D"


def test_the_application_counts_from_its_own_day_and_needs_a_known_person(given):
    season = given(
        roster="""
            no | season | person | first_submitted_at
            A  | 2022   | p1     | 2022-11-18
            B  | 2023   | p1     | 2023-11-20 23:00
            C  | 2022   |        | 2022-11-18
            D  | 2023   |        | 2023-11-20
        """,
        sanctions="""
            no | measure    | on
            A  | 列入黑名单 | 2022-12-20
            C  | 列入黑名单 | 2022-12-20
        """,
    )
    assert season.members("blacklisted_applied", "2023-11-19") == ""
    assert season.members("blacklisted_applied", "2023-11-20") == "B"
    assert season.at("2023-11-20", season=2023)["blacklisted_applied"] == 1
    assert season.at("2023-11-20", season=2022)["blacklisted_applied"] == 0
