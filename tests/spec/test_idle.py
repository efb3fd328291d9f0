"""idle: allocated − recommended, from the day after the end of W3 on; never a ground (local)."""


def test_places_are_idle_only_after_the_paper_window(given):
    season = given(
        quota="""
            county | allocated | on
            库尔勒 | 3         | 11-01
            轮台   | 2         | 11-01
        """,
        roster="""
            no | county
            A  | 库尔勒
            B  | 库尔勒
        """,
        reviews="""
            no | level    | outcome | on
            A  | 县级审核 | 通过    | 12-10
            B  | 县级审核 | 通过    | 12-15
        """,
    )
    assert [season.at(day)["idle"] for day in ("11-25", "12-10", "12-11", "12-15")] == [0, 0, 4, 3]
    assert season.at("12-31", county="轮台")["idle"] == 2
