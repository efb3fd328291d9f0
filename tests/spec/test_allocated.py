"""allocated: places, by the same documents as the approved posts but their own column (一)."""


def test_places_are_not_posts(given):
    season = given(
        quota="""
            document_no | nature | approved_posts | allocated | on
            文1         | 下达   | 10             | 6         | 11-01
            文2         | 追加   | 0              | 2         | 11-10
            文3         | 调减   | 0              | 1         | 11-12
        """
    )
    assert [season.at(day)["allocated"] for day in ("11-09", "11-10", "11-12")] == [6, 8, 7]
    assert season.at("11-12")["approved_posts"] == 10


def test_an_addition_ends_with_the_next_allotment_and_comes_back_for_no_day(given):
    season = given(
        quota="""
            document_no | nature | allocated | on
            文1         | 追加   | 2         | 11-01
            文2         | 下达   | 6         | 11-02
            文3         | 追加   | 1         | 11-05
            文4         | 下达   | 9         | 11-08
        """
    )
    days = ("11-01", "11-02", "11-05", "11-07", "11-08")
    assert [season.at(day)["allocated"] for day in days] == [2, 6, 7, 7, 9]


def test_places_have_no_unit(given):
    season = given(
        quota="""
            allocated | on
            6         | 11-01
        """,
        roster="""
            no
            A
        """,
    )
    assert "allocated" not in season.at("12-01", county="库尔勒", unit="一中")
    assert season.at("12-01", county="库尔勒", unit="一中")["applied"] == 1
