"""locked: three or more submissions with a counted return; from the day of the third (四(三))."""

RETURNS = """
    no | try | level        | outcome | reason   | on
    A  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-19
    A  | 2   | 州级形式审核 | 退回    | 一证多传 | 11-21 23:59
    A  | 3   | 县级审核     | 退回    | 材料缺漏 | 11-23 00:00
"""


def test_the_third_returned_submission_locks_from_its_day(given):
    season = given(reviews=RETURNS)
    assert [season.at(day)["locked"] for day in ("11-22", "11-23", "12-31")] == [0, 1, 1]


def test_only_material_returns_by_county_or_prefecture_count_and_once_a_submission(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason         | on
            A  | 1   | 县级审核     | 退回    | 材料缺漏       | 11-19
            A  | 2   | 单位审核     | 退回    | 材料缺漏       | 11-20
            A  | 3   | 县级审核     | 退回    | 栏目留空       | 11-21
            A  | 4   | 县级审核     | 退回    | 不符合申报条件 | 11-22
            A  | 5   | 县级审核     | 退回    | 其他           | 11-23
            B  | 1   | 县级审核     | 退回    | 材料缺漏       | 11-19
            B  | 2   | 县级审核     | 退回    | 材料缺漏       | 11-20
            B  | 2   | 州级形式审核 | 退回    | 材料缺漏       | 11-21
        """
    )
    assert season.members("locked", "12-31") == ""
    assert season.members("last_chance", "12-31") == "A B"


def test_a_correction_annuls_one_return_from_its_record_on(given):
    season = given(
        reviews=RETURNS,
        adjustments="""
            no | kind     | try | milestone    | on
            A  | 误退更正 | 2   | 州级形式审核 | 11-28
        """,
    )
    assert season.spells("locked") == [("A", "11-23", "11-28")]


def test_a_correction_of_another_level_or_submission_annuls_nothing(given):
    season = given(
        reviews=RETURNS,
        adjustments="""
            no | kind     | try | milestone    | on
            A  | 误退更正 | 2   | 县级审核     | 11-24
            A  | 误退更正 | 4   | 州级形式审核 | 11-24
            B  | 误退更正 | 2   | 州级形式审核 | 11-24
            A  | 延期     | 2   | 州级形式审核 | 11-24
        """,
    )
    assert season.spells("locked") == [("A", "11-23", None)]


def test_a_fourth_return_makes_no_second_lock_and_takes_two_corrections(given):
    season = given(
        reviews=RETURNS
        + """    A  | 4   | 县级审核     | 退回    | 材料缺漏 | 11-25
        """,
        adjustments="""
            no | kind     | try | milestone    | on
            A  | 误退更正 | 1   | 县级审核     | 11-28
            A  | 误退更正 | 2   | 州级形式审核 | 11-30
        """,
    )
    assert season.spells("locked") == [("A", "11-23", "11-30")]


def test_one_more_return_locks_again(given):
    season = given(
        reviews=RETURNS
        + """    A  | 4   | 县级审核     | 退回    | 材料缺漏 | 12-02
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 1   | 县级审核  | 11-28
        """,
    )
    assert season.spells("locked") == [("A", "11-23", "11-28"), ("A", "12-02", None)]
