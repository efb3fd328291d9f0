"""closed: ineligible, withdrawn or locked; or lost the vote; or passed and result publicity ended (三)."""


def test_a_pass_is_closed_by_its_result_publicity_and_a_lost_vote_at_once(given):
    season = given(
        panel="""
            no | outcome | cause    | on
            A  | 通过    |          | 12-20
            B  | 通过    |          | 12-20
            C  | 未通过  | 票数不足 | 12-20
            D  | 通过    |          | 12-20
            E  | 通过    |          | 12-29
        """,
        publicity="""
            no | level    | on
            A  | 结果公示 | 12-28
            D  | 县级公示 | 12-28
            E  | 结果公示 | 12-28
            F  | 结果公示 | 12-28
        """,
    )
    assert season.spells("closed") == [
        ("A", "12-28", None),
        ("C", "12-20", None),
        ("E", "12-29", None),
    ]
    assert [season.at(day)["closed"] for day in ("12-19", "12-20", "12-31")] == [0, 1, 3]


def test_acceptance_alone_closes_nothing_and_leaving_closes_all(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason   | on
            A  | 1   | 州级形式审核 | 通过     |          | 11-23
            B  | 1   | 县级审核     | 不予通过 |          | 11-22
            C  | 1   | 申报人       | 撤回     |          | 11-21
            D  | 1   | 县级审核     | 退回     | 材料缺漏 | 11-19
            D  | 2   | 县级审核     | 退回     | 材料缺漏 | 11-20
            D  | 3   | 县级审核     | 退回     | 材料缺漏 | 11-25
        """,
        adjustments="""
            no | kind     | try | milestone | on
            D  | 误退更正 | 1   | 县级审核  | 11-29
        """,
    )
    assert season.members("closed", "11-28") == "B C D"
    assert season.members("closed", "11-29") == "B C"
