"""double_applied: the same person has another application of the season; each counts (local)."""


def test_each_of_the_two_counts_from_the_day_of_the_second(given):
    season = given(
        roster="""
            no | season | county | person | first_submitted_at
            A  | 2022   | 库尔勒 | p1     | 11-18
            B  | 2022   | 轮台   | p1     | 11-21
            C  | 2022   | 轮台   | p1     | 11-23
            D  | 2022   | 库尔勒 | p2     | 11-18
            E  | 2023   | 库尔勒 | p2     | 2023-11-18
            F  | 2022   | 库尔勒 |        | 11-18
            G  | 2022   | 库尔勒 |        | 11-18
        """
    )
    assert season.spells("double_applied") == [
        ("A", "11-21", None),
        ("B", "11-21", None),
        ("C", "11-23", None),
    ]
    assert [season.at(day)["double_applied"] for day in ("11-20", "11-21", "11-23")] == [0, 2, 3]
    assert season.at("11-21", county="轮台")["double_applied"] == 1


def test_a_withdrawal_of_one_leaves_both_counted(given):
    season = given(
        roster="""
            no | person
            A  | p1
            B  | p1
        """,
        reviews="""
            no | level  | outcome | on
            A  | 申报人 | 撤回    | 11-20
        """,
    )
    assert season.members("double_applied", "12-31") == "A B"
