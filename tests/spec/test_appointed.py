"""appointed: an appointment, from its day; a later dismissal is counted elsewhere (二)."""


def test_an_appointment_stays_counted_after_a_dismissal(given):
    season = given(
        appointments="""
            no | on
            A  | 2023-03-01
        """,
        sanctions="""
            no | measure | on
            A  | 解聘    | 2023-06-01
        """,
    )
    assert [season.at(day)["appointed"] for day in ("12-31", "2023-03-01", "2023-07-01")] == [
        0,
        1,
        1,
    ]
