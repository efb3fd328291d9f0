"""recommended: 通过 at 县级审核, for any submission; its day is that of the first such 通过 (五(二))."""


def test_recommended_from_the_first_county_pass(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-19
            A  | 2   | 县级审核     | 通过    |          | 11-21 23:59
            A  | 2   | 州级形式审核 | 退回    | 材料缺漏 | 11-23
            A  | 3   | 县级审核     | 通过    |          | 11-25
            B  | 1   | 单位审核     | 通过    |          | 11-19
            C  | 1   | 州级形式审核 | 通过    |          | 11-19
        """
    )
    assert season.spells("recommended") == [("A", "11-21", None)]
    assert [season.at(day)["recommended"] for day in ("11-20", "11-21")] == [0, 1]
