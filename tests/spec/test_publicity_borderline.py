"""publicity_borderline: five working days inclusive, fewer if the start day is not counted (四(二))."""


def test_borderline_is_exactly_the_start_day_in_doubt(given):
    season = given(
        publicity="""
            no | starts_on | on
            A  | 11-21     | 11-24
            B  | 11-21     | 11-25
            C  | 11-21     | 11-27
            D  | 11-21     | 11-28
            E  | 11-20     | 11-25
        """
    )
    assert season.members("publicity_borderline", "12-31") == "B|县级公示 C|县级公示"
    assert [season.at(day)["publicity_borderline"] for day in ("11-24", "11-25", "11-27")] == [
        0,
        1,
        2,
    ]
