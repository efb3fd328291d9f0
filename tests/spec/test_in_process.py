"""in_process and waiting_*: who is not closed stands at exactly one place, and its sum is in_process (三)."""

PLACES = ("unit", "county", "prefecture", "applicant", "paper", "panel", "result", "unknown")


def places(season, day):
    """The places that hold anyone on a day, and how many are in process."""
    found = season.at(day)
    held = {place: found[f"waiting_{place}"] for place in PLACES if found[f"waiting_{place}"]}
    assert sum(held.values()) == found["in_process"]
    return held


def test_an_application_goes_from_hand_to_hand_until_the_result_is_published(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-18 10:00
        """,
        reviews="""
            no | level        | outcome | on
            A  | 单位审核     | 通过    | 11-19
            A  | 县级审核     | 通过    | 11-20
            A  | 州级形式审核 | 通过    | 11-23
        """,
        paper="""
            no | on
            A  | 12-01
        """,
        panel="""
            no | on
            A  | 12-15
        """,
        publicity="""
            no | level    | on
            A  | 结果公示 | 12-22
        """,
    )
    way = [places(season, day) for day in ("11-17", "11-18", "11-19", "11-20", "11-23", "12-01")]
    assert way == [{}, {"unit": 1}, {"county": 1}, {"prefecture": 1}, {"paper": 1}, {"panel": 1}]
    assert [places(season, day) for day in ("12-15", "12-21", "12-22")] == [
        {"result": 1},
        {"result": 1},
        {},
    ]


def test_a_returned_file_waits_for_its_applicant_until_it_is_known_to_have_come_again(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on    | submitted_at
            A  | 1   | 单位审核 | 通过    |          | 11-18 | 11-18
            A  | 1   | 县级审核 | 退回    | 其他     | 11-19 | 11-18
            A  | 2   | 单位审核 | 通过    |          | 11-23 | 11-22
        """
    )
    way = [places(season, day) for day in ("11-19", "11-21", "11-22", "11-23")]
    assert way == [{"applicant": 1}, {"applicant": 1}, {"unit": 1}, {"county": 1}]


def test_paper_that_comes_before_the_acceptance_waits_for_nobody(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 县级审核     | 通过    | 11-20
            A  | 州级形式审核 | 通过    | 12-02
        """,
        paper="""
            no | on
            A  | 11-30
        """,
    )
    assert places(season, "12-01") == {"prefecture": 1}
    assert places(season, "12-02") == {"panel": 1}


def test_who_is_closed_waits_for_nobody_and_an_undone_lock_puts_back_where_it_was(given):
    season = given(
        reviews="""
            no | try | level    | outcome  | reason   | on
            A  | 1   | 县级审核 | 退回     | 材料缺漏 | 11-19
            A  | 2   | 县级审核 | 退回     | 材料缺漏 | 11-21
            A  | 3   | 县级审核 | 退回     | 材料缺漏 | 11-23
            B  | 1   | 县级审核 | 不予通过 |          | 11-20
            C  | 1   | 申报人   | 撤回     |          | 11-20
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 2   | 县级审核  | 11-28
        """,
    )
    way = [places(season, day) for day in ("11-18", "11-22", "11-23", "11-27", "11-28")]
    assert way == [{"unit": 3}, {"applicant": 1}, {}, {}, {"applicant": 1}]


def test_a_county_that_reported_no_reviews_is_not_said_to_keep_anyone_waiting(given):
    roster = """
        no | first_submitted_at
        A  | 11-19 10:00
    """
    silent = given(roster=roster, loaded={"reviews 县": None})
    assert places(silent, "11-25") == {"unknown": 1}
    until = given(roster=roster, loaded={"reviews 县": "11-19"})
    assert places(until, "11-25") == {"unit": 1}
    before = given(roster=roster, loaded={"reviews 县": "11-18"})
    assert places(before, "11-25") == {"unknown": 1}


def test_a_quarantined_row_that_could_be_the_missing_act_leaves_the_place_open(given):
    accepted = """
        no | level        | outcome | on
        A  | 州级形式审核 | 通过    | 11-28
        B  | 州级形式审核 | 通过    | 11-28
    """
    received = """
        no | on
        B  | 12-01
    """
    paper = given(reviews=accepted, doubt="kind | no\npaper | A")
    assert places(paper, "12-05") == {"paper": 1, "unknown": 1}
    panel = given(
        reviews=accepted, paper=received, doubt="kind | county | name\npanel | 652801 | B"
    )
    assert places(panel, "12-05") == {"paper": 1, "unknown": 1}


def test_a_place_once_passed_is_not_gone_back_to_when_an_earlier_act_is_dated_later(given):
    season = given(
        reviews="""
            no | level    | outcome | on
            A  | 县级审核 | 通过    | 11-20
            A  | 单位审核 | 通过    | 11-21
        """
    )
    assert [places(season, day) for day in ("11-20", "11-21")] == [{"prefecture": 1}] * 2
