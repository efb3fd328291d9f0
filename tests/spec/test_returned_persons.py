"""returned_persons: at least one counted return (四(二))."""


def test_only_material_returns_above_the_unit_count_and_a_person_once(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason         | on
            A  | 1   | 县级审核     | 退回     | 填报错误       | 11-20
            A  | 2   | 州级形式审核 | 退回     | 材料不清晰     | 11-24
            B  | 1   | 单位审核     | 退回     | 填报错误       | 11-20
            C  | 1   | 县级审核     | 退回     | 超出申报范围   | 11-20
            D  | 1   | 县级审核     | 退回     | 材料虚假       | 11-20
            E  | 1   | 县级审核     | 退回     |                | 11-20
            F  | 1   | 县级审核     | 不予通过 | 材料缺漏       | 11-20
        """
    )
    assert season.spells("returned_persons") == [("A", "11-20", None)]
    assert season.at("11-24")["returned_persons"] == 1


def test_a_person_counts_as_long_as_one_return_stands(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 退回    | 填报错误 | 11-20
            B  | 1   | 县级审核     | 退回    | 填报错误 | 11-20
            B  | 1   | 州级形式审核 | 退回    | 填报错误 | 11-25
            C  | 1   | 县级审核     | 退回    | 填报错误 | 11-20
        """,
        adjustments="""
            no | kind     | try | milestone    | on
            A  | 误退更正 | 1   | 县级审核     | 11-23
            A  | 误退更正 | 1   | 县级审核     | 11-26
            B  | 误退更正 | 1   | 县级审核     | 11-23
            C  | 误退更正 | 1   | 州级形式审核 | 11-23
        """,
    )
    assert season.spells("returned_persons") == [
        ("A", "11-20", "11-23"),
        ("B", "11-20", "11-23"),
        ("B", "11-25", None),
        ("C", "11-20", None),
    ]


def test_a_correction_recorded_before_the_return_leaves_nothing_to_count(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 填报错误 | 11-20
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 1   | 县级审核  | 11-20
        """,
    )
    assert season.spells("returned_persons") == []
