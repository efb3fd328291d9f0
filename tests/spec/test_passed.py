"""passed: passed by vote, and no 取消申报资格, 一票否决 or 撤销资格 so far (五(三))."""


def test_each_of_the_three_measures_ends_the_pass_from_its_day(given):
    season = given(
        panel="""
            no | outcome | on
            A  | 通过    | 12-20
            B  | 通过    | 12-20
            C  | 通过    | 12-20
            D  | 通过    | 12-20
            E  | 通过    | 12-20
            F  | 未通过  | 12-20
        """,
        sanctions="""
            no | measure      | on
            A  | 取消申报资格 | 12-15
            B  | 一票否决     | 12-24
            C  | 撤销资格     | 12-25
            C  | 一票否决     | 12-27
            D  | 解聘         | 12-25
            E  | 列入黑名单   | 12-25
        """,
    )
    assert season.spells("passed") == [
        ("B", "12-20", "12-24"),
        ("C", "12-20", "12-25"),
        ("D", "12-20", None),
        ("E", "12-20", None),
    ]
    assert [season.at(day)["passed"] for day in ("12-19", "12-23", "12-24", "12-25")] == [
        0,
        4,
        3,
        2,
    ]
