"""dismissed: a 解聘 (五(三))."""


def test_only_a_dismissal_counts(given):
    season = given(
        sanctions="""
            no | measure    | on
            A  | 解聘       | 2023-06-01
            B  | 撤销资格   | 2023-06-01
            C  | 列入黑名单 | 2023-06-01
        """
    )
    assert season.members("dismissed", "2023-06-01") == "A"
    assert [season.at(day)["dismissed"] for day in ("2023-05-31", "2023-06-01")] == [0, 1]
