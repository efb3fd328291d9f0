"""unit_approved: 通过 at 单位审核, for any submission, from the first (五(二))."""


def test_sent_up_from_the_first_pass_of_the_unit(given):
    season = given(
        reviews="""
            no | try | level    | outcome  | on
            A  | 1   | 单位审核 | 退回     | 11-19
            A  | 2   | 单位审核 | 通过     | 11-21
            A  | 3   | 单位审核 | 通过     | 11-23
            B  | 1   | 单位审核 | 不予通过 | 11-19
            C  | 1   | 县级审核 | 通过     | 11-19
        """
    )
    assert season.spells("unit_approved") == [("A", "11-21", None)]
    assert season.at("11-21", county="库尔勒", unit="一中")["unit_approved"] == 1
