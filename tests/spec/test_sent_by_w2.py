"""sent_by_w2: sent up by the end of W2 (五(二))."""


def test_sent_up_on_the_last_day_is_in_and_the_day_after_is_out(given):
    season = given(
        reviews="""
            no | try | level    | outcome | on
            A  | 1   | 单位审核 | 通过    | 11-27 23:59
            B  | 1   | 单位审核 | 通过    | 11-28 00:00
            C  | 1   | 单位审核 | 通过    | 11-20
            C  | 2   | 单位审核 | 通过    | 11-29
        """
    )
    assert season.spells("sent_by_w2") == [("A", "11-27", None), ("C", "11-20", None)]
    assert [season.at(day)["sent_by_w2"] for day in ("11-19", "11-26", "12-31")] == [0, 1, 2]


def test_an_extension_lets_in_whom_it_covers_from_its_record_on(given):
    season = given(
        roster="""
            no | county
            A  | 库尔勒
            B  | 轮台
        """,
        reviews="""
            no | level    | outcome | on
            A  | 单位审核 | 通过    | 11-28
            B  | 单位审核 | 通过    | 11-28
        """,
        adjustments="""
            county | kind | milestone    | extended_to | on
            库尔勒 | 延期 | 网上形式审核 | 11-30       | 12-01
        """,
    )
    assert season.spells("sent_by_w2") == [("A", "12-01", None)]
