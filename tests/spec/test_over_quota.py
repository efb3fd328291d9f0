"""over_quota: max(0, occupied − allocated) in each county and series; totals add the cells (local)."""


def test_free_places_of_one_cell_make_up_for_no_excess_of_another(given):
    season = given(
        quota="""
            series | allocated | approved_posts | on
            中小学 | 1         | 9              | 11-01
            幼儿园 | 3         | 9              | 11-01
        """,
        roster="""
            no | series | first_submitted_at
            A  | 中小学 | 11-18
            B  | 中小学 | 11-19
            C  | 幼儿园 | 11-18
        """,
        reviews="""
            no | level  | outcome | on
            A  | 申报人 | 撤回    | 11-24
        """,
    )
    assert [season.at(day)["over_quota"] for day in ("11-18", "11-19", "11-23", "11-24")] == [
        0,
        1,
        1,
        0,
    ]
    assert season.at("11-23", county="库尔勒", series="幼儿园")["over_quota"] == 0
    assert season.at("11-23")["over_posts"] == 0
