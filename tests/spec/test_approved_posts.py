"""approved_posts: per cell the last 下达 document, plus 追加 and minus 调减 from its day on (一)."""


def test_the_last_allotment_counts_with_later_additions_and_cuts(given):
    season = given(
        quota="""
            document_no | nature | approved_posts | on
            文1         | 下达   | 10             | 11-01
            文2         | 追加   | 2              | 11-10
            文3         | 下达   | 20             | 11-20
            文4         | 追加   | 3              | 11-20
            文5         | 调减   | 1              | 11-25
        """
    )
    figures = {
        day: season.at(day)["approved_posts"]
        for day in ("10-31", "11-01", "11-10", "11-20", "11-25")
    }
    assert figures == {"10-31": 0, "11-01": 10, "11-10": 12, "11-20": 23, "11-25": 22}


def test_of_two_allotments_of_one_day_the_later_report_holds(given):
    season = given(
        quota="""
            document_no | approved_posts | on    | report_date | receipt_no
            文1         | 10             | 11-01 | 11-03       | 1
            文2         | 20             | 11-01 | 11-02       | 2
            文3         | 30             | 11-05 | 11-05       | 3
            文4         | 40             | 11-05 | 11-05       | 4
            文5         | 50             | 11-09 | 11-09       | 5
            文6         | 60             | 11-09 | 11-09       | 5
        """
    )
    assert season.at("11-01")["approved_posts"] == 10
    assert season.at("11-05")["approved_posts"] == 40
    assert season.at("11-09")["approved_posts"] == 60


def test_each_county_and_series_has_documents_of_its_own(given):
    season = given(
        quota="""
            county | series | document_no | nature | approved_posts | on
            库尔勒 | 中小学 | 文1         | 下达   | 10             | 11-01
            库尔勒 | 幼儿园 | 文1         | 下达   | 4              | 11-02
            轮台   | 中小学 | 文1         | 下达   | 3              | 11-03
        """
    )
    assert season.at("12-01")["approved_posts"] == 17
    assert season.at("12-01", county="库尔勒")["approved_posts"] == 14
    assert season.at("12-01", series="中小学")["approved_posts"] == 13
    assert season.at("12-01", county="轮台", series="幼儿园")["approved_posts"] == 0
