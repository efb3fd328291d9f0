"""overdue_reviews: sent up, waited two working days and undecided by the county at the end of W2 (五(二)).

W2 of 2022 ends on Sunday 27 November; its last working days are Thursday the 24th and Friday.
"""

WAITING = """
    no | try | level    | outcome | on
    A  | 1   | 单位审核 | 通过    | 11-23
"""


def test_two_working_days_of_waiting_are_counted_from_the_day_after_the_approval(given):
    season = given(
        reviews="""
            no | level    | outcome | on
            A  | 单位审核 | 通过    | 11-23 23:59
            B  | 单位审核 | 通过    | 11-24 00:00
            C  | 单位审核 | 通过    | 11-28
        """
    )
    assert season.spells("overdue_reviews") == [("A", "11-27", None)]
    assert [season.at(day)["overdue_reviews"] for day in ("11-26", "11-27", "12-31")] == [0, 1, 1]


def test_any_county_decision_by_the_end_answers_and_a_later_one_does_not(given):
    season = given(
        reviews="""
            no | level        | outcome  | on
            A  | 单位审核     | 通过     | 11-21
            A  | 县级审核     | 通过     | 11-27 23:59
            B  | 单位审核     | 通过     | 11-21
            B  | 县级审核     | 退回     | 11-22
            C  | 单位审核     | 通过     | 11-21
            C  | 县级审核     | 不予通过 | 11-22
            D  | 单位审核     | 通过     | 11-21
            D  | 县级审核     | 通过     | 11-28 00:00
            E  | 单位审核     | 通过     | 11-21
            E  | 县级审核     | 撤回     | 11-22
            F  | 单位审核     | 通过     | 11-21
            F  | 州级形式审核 | 通过     | 11-22
            G  | 单位审核     | 通过     | 11-21
            G  | 申报人       | 撤回     | 12-05
        """
    )
    assert season.members("overdue_reviews", "12-31") == "D E F G"


def test_only_the_latest_submission_sent_up_by_the_end_is_looked_at(given):
    season = given(
        reviews="""
            no | try | level    | outcome | on
            A  | 1   | 单位审核 | 通过    | 11-19
            A  | 2   | 单位审核 | 通过    | 11-25
            B  | 1   | 单位审核 | 通过    | 11-19
            B  | 1   | 县级审核 | 退回    | 11-20
            B  | 2   | 单位审核 | 通过    | 11-21
            C  | 1   | 单位审核 | 通过    | 11-19
            C  | 2   | 单位审核 | 通过    | 11-29
            D  | 1   | 单位审核 | 通过    | 11-19
            D  | 2   | 单位审核 | 退回    | 11-25
            E  | 1   | 单位审核 | 通过    | 11-19
            E  | 2   | 单位审核 | 通过    | 11-27
        """
    )
    assert season.members("overdue_reviews", "12-31") == "B C D"


def test_an_extension_moves_the_end_from_its_record_on(given):
    season = given(
        reviews=WAITING
        + """    A  | 1   | 县级审核 | 通过    | 11-29
        """,
        adjustments="""
            kind | milestone    | extended_to | on
            延期 | 网上形式审核 | 11-30       | 12-01
        """,
    )
    assert season.spells("overdue_reviews") == [("A", "11-27", "12-01")]


def test_what_was_overdue_on_the_report_day_stays_so_until_the_next_report(given):
    extension = """
        kind | milestone    | extended_to | on
        延期 | 网上形式审核 | 12-30       | 12-01
    """
    before = given(reviews=WAITING, adjustments=extension, loaded={"reviews 县": "11-30"})
    assert before.spells("overdue_reviews") == [("A", "11-27", None)]
    through = given(reviews=WAITING, adjustments=extension, loaded={"reviews 县": "12-01"})
    assert through.spells("overdue_reviews") == [("A", "11-27", "12-01")]


def test_silence_counts_only_through_the_day_the_county_reported(given):
    both = {"reviews": WAITING, "roster": "no | county\nA | 库尔勒\nB | 轮台"}
    both["reviews"] += """    B  | 1   | 单位审核 | 通过    | 11-23
    """
    through = {"reviews 库尔勒": "11-26", "reviews 轮台": "11-27"}
    assert given(**both, loaded=through).members("overdue_reviews", "12-31") == "B"
    through = {"reviews 库尔勒": None, "reviews 轮台": "12-15"}
    assert given(**both, loaded=through).members("overdue_reviews", "12-31") == "B"


def test_nobody_is_accused_while_a_quarantined_review_could_be_the_answer(given):
    season = given(
        roster="""
            no | name
            A  | 甲
            B  | 乙
            C  | 丙
            D  | 丁
            E  | 戊
        """,
        reviews="""
            no | level    | outcome | on
            A  | 单位审核 | 通过    | 11-23
            B  | 单位审核 | 通过    | 11-23
            C  | 单位审核 | 通过    | 11-23
            D  | 单位审核 | 通过    | 11-23
            E  | 单位审核 | 通过    | 11-23
        """,
        doubt="""
            kind    | no | county | name
            reviews | A  |        |
            reviews |    | 库尔勒 | 乙
            reviews |    | 轮台   | 丙
            reviews | X  | 库尔勒 |
            paper   | D  |        |
        """,
    )
    assert season.members("overdue_reviews", "12-31") == "C D E"
