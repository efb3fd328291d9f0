"""first_passed: submission 1 is passed by the county (四(二))."""


def test_a_later_submission_passed_is_no_first_pass(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-20
            A  | 2   | 县级审核 | 通过    |          | 11-22
            B  | 1   | 县级审核 | 通过    |          | 11-21
            C  | 1   | 单位审核 | 通过    |          | 11-19
        """
    )
    assert season.spells("first_passed") == [("B", "11-21", None)]
    assert season.at("12-31")["recommended"] == 2


def test_a_later_return_by_the_prefecture_leaves_it_passed(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 通过    |          | 11-20
            A  | 1   | 州级形式审核 | 退回    | 材料缺漏 | 11-22
        """
    )
    assert season.at("12-31")["first_passed"] == 1
