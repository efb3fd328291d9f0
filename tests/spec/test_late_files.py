"""late_files: accepted, and paper came after the borderline day or has not come when it is past (五(二)).

W3 of 2022 ends on Saturday 10 December; the borderline day is Monday the 12th.
"""

ACCEPTED = """
    no | level        | outcome | on
    A  | 州级形式审核 | 通过    | 11-28
    B  | 州级形式审核 | 通过    | 11-28
    C  | 县级审核     | 通过    | 11-28
"""


def test_late_begins_after_the_borderline_day(given):
    season = given(
        reviews=ACCEPTED,
        paper="""
            no | on
            A  | 12-12
            B  | 12-13
        """,
    )
    assert season.spells("late_files") == [("B", "12-13", None)]
    assert [season.at(day)["late_files"] for day in ("12-12", "12-13")] == [0, 1]


def test_a_file_that_has_not_come_is_late_and_stays_late_when_it_comes(given):
    season = given(
        reviews=ACCEPTED,
        paper="""
            no | on
            A  | 12-20
        """,
    )
    assert season.spells("late_files") == [("A", "12-13", None), ("B", "12-13", None)]


def test_who_is_accepted_late_is_late_from_the_acceptance(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 州级形式审核 | 通过    | 12-15
        """
    )
    assert season.spells("late_files") == [("A", "12-15", None)]


def test_an_end_on_a_working_day_has_no_further_borderline(given):
    season = given(
        reviews=ACCEPTED,
        paper="""
            no | on
            A  | 12-14
            B  | 12-15
        """,
        adjustments="""
            kind | milestone    | extended_to | on
            延期 | 纸质材料受理 | 12-14       | 12-01
        """,
    )
    assert season.spells("late_files") == [("B", "12-15", None)]


def test_an_extension_cures_from_its_record_on(given):
    season = given(
        reviews=ACCEPTED,
        paper="""
            no | on
            A  | 12-13
            B  | 12-19
        """,
        adjustments="""
            kind | milestone    | extended_to | on
            延期 | 纸质材料受理 | 12-16       | 12-15
        """,
    )
    assert season.spells("late_files") == [
        ("A", "12-13", "12-15"),
        ("B", "12-13", "12-15"),
        ("B", "12-17", None),
    ]


def test_silence_counts_only_through_the_day_the_prefecture_reported(given):
    season = given(
        reviews=ACCEPTED,
        paper="""
            no | on
            A  | 12-14
        """,
        loaded={"paper 州": "12-12"},
    )
    assert season.spells("late_files") == [("A", "12-14", None)]
    assert given(reviews=ACCEPTED, loaded={"paper 州": "12-13"}).at("12-31")["late_files"] == 2
    assert given(reviews=ACCEPTED, loaded={"paper 州": None}).at("12-31")["late_files"] == 0


def test_what_was_late_on_the_report_day_stays_so_until_the_next_report(given):
    extension = """
        kind | milestone    | extended_to | on
        延期 | 纸质材料受理 | 12-30       | 12-15
    """
    before = given(reviews=ACCEPTED, adjustments=extension, loaded={"paper 州": "12-14"})
    assert before.spells("late_files") == [("A", "12-13", None), ("B", "12-13", None)]
    through = given(reviews=ACCEPTED, adjustments=extension, loaded={"paper 州": "12-15"})
    assert through.spells("late_files") == [("A", "12-13", "12-15"), ("B", "12-13", "12-15")]


def test_nobody_is_accused_while_a_quarantined_receipt_could_be_the_one(given):
    season = given(
        reviews=ACCEPTED,
        doubt="""
            kind  | county | name
            paper | 库尔勒 | A
        """,
    )
    assert season.members("late_files", "12-31") == "B"
