"""over_posts: max(0, applied − approved_posts) in each county and series; totals add the cells (一)."""


def test_a_free_post_of_one_cell_makes_up_for_no_excess_of_another(given):
    season = given(
        quota="""
            county | series | approved_posts | on
            库尔勒 | 中小学 | 1              | 11-01
            库尔勒 | 幼儿园 | 5              | 11-01
            轮台   | 中小学 | 1              | 11-01
        """,
        roster="""
            no | county | series | first_submitted_at
            A  | 库尔勒 | 中小学 | 11-18
            B  | 库尔勒 | 中小学 | 11-19
            C  | 库尔勒 | 中小学 | 11-20
            D  | 库尔勒 | 幼儿园 | 11-18
            E  | 轮台   | 中小学 | 11-18
        """,
    )
    assert [season.at(day)["over_posts"] for day in ("11-18", "11-19", "11-20")] == [0, 1, 2]
    assert season.at("11-20", county="库尔勒")["over_posts"] == 2
    assert season.at("11-20", series="幼儿园")["over_posts"] == 0
    assert season.at("11-20", county="轮台", series="中小学")["over_posts"] == 0


def test_more_posts_end_the_excess_and_a_withdrawal_does_not(given):
    season = given(
        quota="""
            document_no | nature | approved_posts | on
            文1         | 下达   | 1              | 11-01
            文2         | 追加   | 1              | 11-28
        """,
        roster="""
            no
            A
            B
        """,
        reviews="""
            no | level  | outcome | on
            A  | 申报人 | 撤回    | 11-20
        """,
    )
    assert [season.at(day)["over_posts"] for day in ("11-27", "11-28")] == [1, 0]
    assert season.at("11-27")["over_quota"] == 1
