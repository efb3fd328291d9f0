"""publicity_late: rows of the required levels ended after the application's paper was received (四(二))."""


def test_publicity_must_end_by_the_day_the_paper_comes(given):
    season = given(
        publicity="""
            no | level    | on
            A  | 单位公示 | 12-05
            A  | 县级公示 | 12-06
            A  | 结果公示 | 12-28
            B  | 县级公示 | 12-20
        """,
        paper="""
            no | on
            A  | 12-05
        """,
    )
    assert season.members("publicity_late", "12-31") == "A|县级公示"
    assert [season.at(day)["publicity_late"] for day in ("12-05", "12-06")] == [0, 1]
