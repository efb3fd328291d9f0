"""escaped: the prefecture materially returned a submission that the county had passed (五(二), 五(三))."""


def test_the_county_must_have_passed_that_very_submission_by_then(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason         | on
            A  | 1   | 县级审核     | 通过    |                | 11-22
            A  | 1   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
            B  | 1   | 县级审核     | 通过    |                | 11-22
            B  | 2   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
            C  | 1   | 县级审核     | 退回    | 材料缺漏       | 11-22
            D  | 1   | 县级审核     | 通过    |                | 11-22
            D  | 1   | 州级形式审核 | 退回    | 不符合申报条件 | 11-24
            E  | 1   | 单位审核     | 通过    |                | 11-22
            E  | 1   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
            F  | 1   | 县级审核     | 通过    |                | 11-24
            F  | 1   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
            G  | 1   | 县级审核     | 通过    |                | 11-25
            G  | 1   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
            H  | 1   | 县级审核     | 退回    | 其他           | 11-22
            H  | 1   | 州级形式审核 | 退回    | 材料缺漏       | 11-24
        """
    )
    assert season.members("escaped", "12-31") == "A F"
    assert [season.at(day)["escaped"] for day in ("11-23", "11-24")] == [0, 2]
    assert season.members("returned_persons", "12-31") == "A B C E F G H"


def test_an_annulled_return_no_longer_charges_the_county(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 通过    |          | 11-22
            A  | 1   | 州级形式审核 | 退回    | 材料缺漏 | 11-24
            B  | 1   | 县级审核     | 通过    |          | 11-22
            B  | 1   | 州级形式审核 | 退回    | 材料缺漏 | 11-24
        """,
        adjustments="""
            no | kind     | try | milestone    | on
            A  | 误退更正 | 1   | 州级形式审核 | 11-29
            B  | 误退更正 | 1   | 县级审核     | 11-29
        """,
    )
    assert season.spells("escaped") == [("A", "11-24", "11-29"), ("B", "11-24", None)]
