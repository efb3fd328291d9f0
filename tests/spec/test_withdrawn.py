"""withdrawn: applied and 撤回 (local)."""


def test_withdrawn_from_the_first_withdrawal_and_not_by_a_return(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 申报人   | 撤回    |          | 11-20
            A  | 2   | 申报人   | 撤回    |          | 11-24
            B  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-20
            C  | 1   | 县级审核 | 撤回    |          | 11-21
        """
    )
    assert season.spells("withdrawn") == [("A", "11-20", None), ("C", "11-21", None)]
    assert season.at("11-20")["withdrawn"] == 1
