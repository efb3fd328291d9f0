"""decided: at least one 通过, 退回 or 不予通过 at county or prefecture level (四(二))."""


def test_any_decision_above_the_unit_counts_from_the_first(given):
    season = given(
        reviews="""
            no | try | level        | outcome  | reason         | on
            A  | 1   | 县级审核     | 退回     | 不符合申报条件 | 11-20
            A  | 2   | 县级审核     | 通过     |                | 11-22
            B  | 1   | 州级形式审核 | 不予通过 |                | 11-21
            C  | 1   | 县级审核     | 通过     |                | 11-22
            D  | 1   | 单位审核     | 通过     |                | 11-19
            E  | 1   | 申报人       | 撤回     |                | 11-19
            F  | 1   | 县级审核     | 撤回     |                | 11-19
        """
    )
    assert season.spells("decided") == [
        ("A", "11-20", None),
        ("B", "11-21", None),
        ("C", "11-22", None),
    ]
    assert [season.at(day)["decided"] for day in ("11-19", "11-20", "11-22")] == [0, 1, 3]
