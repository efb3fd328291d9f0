"""last_chance: exactly two submissions with a counted return (四(三))."""


def test_two_returned_submissions_leave_one_chance_and_the_third_takes_it(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            A  | 2   | 县级审核 | 退回    | 表述含糊 | 11-21
            A  | 3   | 县级审核 | 退回    | 错传栏目 | 11-23
            B  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
        """
    )
    assert season.spells("last_chance") == [("A", "11-21", "11-23")]
    assert [season.at(day)["last_chance"] for day in ("11-20", "11-21", "11-23")] == [0, 1, 0]


def test_a_correction_takes_back_the_warning_or_brings_it_back(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            A  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-21
            B  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            B  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-20
            B  | 3   | 县级审核 | 退回    | 材料缺漏 | 11-21
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 1   | 县级审核  | 11-26
            B  | 误退更正 | 2   | 县级审核  | 11-26
        """,
    )
    assert season.spells("last_chance") == [
        ("A", "11-21", "11-26"),
        ("B", "11-20", "11-21"),
        ("B", "11-26", None),
    ]
