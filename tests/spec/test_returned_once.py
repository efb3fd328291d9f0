"""never_returned, returned_once and counted_returns: who was decided on, by returned submissions (四(三))."""

REVIEWS = """
    no | try | level        | outcome | reason   | on
    A  | 1   | 县级审核     | 通过    |          | 11-19
    B  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-19
    B  | 2   | 县级审核     | 退回    | 材料缺漏 | 11-21
    B  | 3   | 县级审核     | 退回    | 表述含糊 | 11-23
    C  | 1   | 县级审核     | 退回    | 其他     | 11-19
    D  | 1   | 单位审核     | 退回    | 材料缺漏 | 11-19
"""


def test_everyone_decided_on_is_in_one_group_by_returned_submissions(given):
    season = given(reviews=REVIEWS)
    groups = ("never_returned", "returned_once", "last_chance", "locked")
    days = {day: [season.at(day)[group] for group in groups] for day in ("11-19", "11-21", "11-23")}
    assert days == {"11-19": [2, 1, 0, 0], "11-21": [2, 0, 1, 0], "11-23": [2, 0, 0, 1]}
    for day, members in days.items():
        assert sum(members) == season.at(day)["decided"]
    assert season.members("never_returned", "11-23") == "A C"


def test_one_submission_returned_at_two_levels_is_two_returns_of_one_submission(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 退回    | 材料缺漏 | 11-19
            A  | 1   | 州级形式审核 | 退回    | 一证多传 | 11-20
        """
    )
    assert season.members("counted_returns", "11-20") == "A|1|县级审核 A|1|州级形式审核"
    assert season.spells("returned_once") == [("A", "11-19", None)]


def test_a_corrected_return_leaves_the_person_decided_on_and_never_returned(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 1   | 县级审核  | 11-26
        """,
    )
    assert season.spells("returned_once") == [("A", "11-19", "11-26")]
    assert season.spells("never_returned") == [("A", "11-26", None)]
    assert season.at("11-26")["counted_returns"] == 0


def test_a_return_for_another_reason_or_by_the_unit_counts_nowhere(given):
    assert given(reviews=REVIEWS).members("counted_returns", "11-30") == (
        "B|1|县级审核 B|2|县级审核 B|3|县级审核"
    )
