"""unexplained: 退回 rows of the three levels without a problem text; `无` is none (四(二))."""


def test_only_returns_need_a_problem_named(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason   | problem  | on
            A  | 1   | 单位审核     | 退回     | 材料缺漏 |          | 11-19
            A  | 2   | 县级审核     | 退回     | 材料缺漏 | 无       | 11-20
            A  | 3   | 州级形式审核 | 退回     | 其他     |          | 11-21
            B  | 1   | 县级审核     | 退回     | 材料缺漏 | 缺封面   | 11-19
            C  | 1   | 县级审核     | 通过     |          |          | 11-19
            D  | 1   | 县级审核     | 不予通过 |          |          | 11-19
            E  | 1   | 申报人       | 退回     |          |          | 11-19
        """
    )
    assert season.members("unexplained", "12-31") == "A|1|单位审核 A|2|县级审核 A|3|州级形式审核"
    assert [season.at(day)["unexplained"] for day in ("11-19", "11-20", "11-21")] == [1, 2, 3]
