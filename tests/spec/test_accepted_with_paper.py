"""accepted_with_paper: accepted, and the paper file has come (三)."""


def test_both_must_have_happened(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 州级形式审核 | 通过    | 11-28
            B  | 州级形式审核 | 通过    | 12-05
            C  | 州级形式审核 | 通过    | 11-28
            D  | 县级审核     | 通过    | 11-28
        """,
        paper="""
            no | on
            A  | 12-02
            B  | 12-03
            D  | 12-01
        """,
    )
    assert season.spells("accepted_with_paper") == [("A", "12-02", None), ("B", "12-05", None)]
    assert season.at("12-02")["accepted_with_paper"] == 1
