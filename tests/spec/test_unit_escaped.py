"""unit_escaped: the county materially returned a submission that the unit had passed (五(二), 五(三))."""


def test_the_unit_answers_for_what_it_passed_and_the_county_returned(given):
    season = given(
        roster="""
            no | unit
            A  | 一中
            B  | 二中
        """,
        reviews="""
            no | try | level        | outcome | reason       | on
            A  | 1   | 单位审核     | 通过    |              | 11-19
            A  | 1   | 县级审核     | 退回    | 材料缺漏     | 11-21
            B  | 1   | 单位审核     | 通过    |              | 11-19
            B  | 1   | 县级审核     | 退回    | 超出申报范围 | 11-21
        """,
    )
    assert season.spells("unit_escaped") == [("A", "11-21", None)]
    assert season.at("11-21", county="库尔勒", unit="一中")["unit_escaped"] == 1
    assert season.at("11-21", county="库尔勒", unit="二中")["unit_escaped"] == 0


def test_the_unit_must_have_passed_that_very_submission_by_then(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 单位审核     | 退回    | 材料缺漏 | 11-19
            A  | 2   | 单位审核     | 通过    |          | 11-20
            A  | 2   | 州级形式审核 | 退回    | 材料缺漏 | 11-21
            B  | 1   | 单位审核     | 通过    |          | 11-19
            B  | 2   | 县级审核     | 退回    | 材料缺漏 | 11-21
            C  | 1   | 单位审核     | 退回    | 材料缺漏 | 11-19
            C  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-21
            D  | 1   | 州级形式审核 | 通过    |          | 11-19
            D  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-21
            E  | 1   | 单位审核     | 通过    |          | 11-21
            E  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-21
            F  | 1   | 单位审核     | 通过    |          | 11-22
            F  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-21
        """
    )
    assert season.members("unit_escaped", "12-31") == "E"
