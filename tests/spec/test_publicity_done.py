"""publicity_done: rows whose publicity has ended, whatever the state of the application (四(二))."""


def test_each_level_counts_once_it_has_ended(given):
    season = given(
        publicity="""
            no | level    | on
            A  | 单位公示 | 11-24
            A  | 县级公示 | 11-30
            B  | 结果公示 | 12-28
        """,
        reviews="""
            no | level  | outcome | on
            A  | 申报人 | 撤回    | 11-20
        """,
    )
    assert [season.at(day)["publicity_done"] for day in ("11-23", "11-24", "11-30", "12-28")] == [
        0,
        1,
        2,
        3,
    ]
    assert season.members("publicity_done", "11-30") == "A|单位公示 A|县级公示"


def test_a_start_outside_the_calendar_leaves_the_row_counted(given):
    season = given(
        publicity="""
            no | starts_on  | on
            A  | 2002-11-18 | 11-24
        """
    )
    assert season.at("11-24")["publicity_done"] == 1
    assert season.at("11-24")["publicity_short"] == 0
