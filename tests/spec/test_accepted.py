"""accepted: 通过 at 州级形式审核, from the first (五(二))."""


def test_accepted_only_by_the_prefecture(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason   | on
            A  | 1   | 州级形式审核 | 退回     | 材料缺漏 | 11-22
            A  | 2   | 州级形式审核 | 通过     |          | 11-26
            B  | 1   | 县级审核     | 通过     |          | 11-22
            C  | 1   | 州级形式审核 | 不予通过 |          | 11-22
        """
    )
    assert season.spells("accepted") == [("A", "11-26", None)]
    assert [season.at(day)["accepted"] for day in ("11-25", "11-26")] == [0, 1]


def test_a_later_sanction_leaves_it_accepted(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 州级形式审核 | 通过    | 11-22
        """,
        sanctions="""
            no | measure  | on
            A  | 一票否决 | 11-25
        """,
    )
    assert season.at("12-31")["accepted"] == 1
