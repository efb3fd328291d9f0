"""publicity_short: rows of fewer than five working days from start to end inclusive (四(二))."""


def test_five_working_days_inclusive_are_enough_and_four_are_not(given):
    season = given(
        publicity="""
            no | starts_on | on
            A  | 11-21     | 11-25
            B  | 11-21     | 11-24
            C  | 11-19     | 11-24
            D  | 11-19     | 11-25
            E  | 11-24     | 11-30
            F  | 11-25     | 11-30
        """
    )
    assert season.members("publicity_short", "12-31") == "B|县级公示 C|县级公示 F|县级公示"
    assert [season.at(day)["publicity_short"] for day in ("11-23", "11-24", "11-30")] == [0, 2, 3]


def test_holidays_and_made_up_days_are_heeded(given):
    season = given(
        publicity="""
            no | starts_on | on
            A  | 09-28     | 10-09
            B  | 09-29     | 10-09
        """
    )
    assert season.members("publicity_short", "12-31") == "B|县级公示"
