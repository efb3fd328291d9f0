"""first_decided: submission 1 has a county 通过, 退回 or 不予通过 (四(二))."""


def test_only_a_county_decision_on_the_first_submission_counts(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason         | on
            A  | 1   | 县级审核     | 退回     | 不符合申报条件 | 11-20
            A  | 2   | 县级审核     | 通过     |                | 11-22
            B  | 1   | 县级审核     | 不予通过 |                | 11-21
            C  | 1   | 县级审核     | 通过     |                | 11-22
            D  | 2   | 县级审核     | 通过     |                | 11-20
            E  | 1   | 单位审核     | 退回     | 材料缺漏       | 11-20
            F  | 1   | 县级审核     | 撤回     |                | 11-20
            G  | 1   | 州级形式审核 | 通过     |                | 11-20
        """
    )
    assert season.members("first_decided", "12-31") == "A B C"
    assert [season.at(day)["first_decided"] for day in ("11-19", "11-20", "11-22")] == [0, 1, 3]
