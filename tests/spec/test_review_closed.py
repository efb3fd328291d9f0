"""review_closed: accepted, ineligible, withdrawn or locked (三)."""

REVIEWS = """
    no | try | level        | outcome  | reason   | on
    A  | 1   | 州级形式审核 | 通过     |          | 11-23
    B  | 1   | 县级审核     | 不予通过 |          | 11-22
    C  | 1   | 申报人       | 撤回     |          | 11-21
    C  | 1   | 县级审核     | 不予通过 |          | 11-24
    D  | 1   | 县级审核     | 退回     | 材料缺漏 | 11-19
    D  | 2   | 县级审核     | 退回     | 材料缺漏 | 11-20
    D  | 3   | 县级审核     | 退回     | 材料缺漏 | 11-25
    E  | 1   | 县级审核     | 退回     | 材料缺漏 | 11-19
    F  | 1   | 县级审核     | 通过     |          | 11-19
"""


def test_each_way_out_of_the_online_review_closes_it_once(given):
    season = given(reviews=REVIEWS)
    assert season.spells("review_closed") == [
        ("A", "11-23", None),
        ("B", "11-22", None),
        ("C", "11-21", None),
        ("D", "11-25", None),
    ]
    assert [season.at(day)["review_closed"] for day in ("11-20", "11-24", "11-25")] == [0, 3, 4]


def test_an_annulled_lock_opens_the_review_again(given):
    season = given(
        reviews=REVIEWS,
        adjustments="""
            no | kind     | try | milestone | on
            D  | 误退更正 | 2   | 县级审核  | 11-29
        """,
    )
    assert season.members("review_closed", "11-28") == "A B C D"
    assert season.members("review_closed", "11-29") == "A B C"
