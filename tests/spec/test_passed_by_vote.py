"""passed_by_vote: the panel's outcome is 通过, whatever comes later (三)."""


def test_only_a_pass_counts_and_a_revocation_does_not_undo_the_vote(given):
    season = given(
        panel="""
            no | outcome | on
            A  | 通过    | 12-20
            B  | 未通过  | 12-20
        """,
        sanctions="""
            no | measure  | on
            A  | 撤销资格 | 12-25
        """,
    )
    assert season.spells("passed_by_vote") == [("A", "12-20", None)]
    assert [season.at(day)["passed_by_vote"] for day in ("12-19", "12-31")] == [0, 1]
