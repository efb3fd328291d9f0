"""publicity_missing: after W3, a recommended application lacks publicity of a required level (四(二)).

W3 of 2022 ends on 10 December; the required levels are 单位公示 and 县级公示.
"""

RECOMMENDED = """
    no | level    | outcome | on
    A  | 县级审核 | 通过    | 11-22
"""
UNIT_DONE = """
    no | level    | on
    A  | 单位公示 | 11-24
"""


def test_each_required_level_is_missing_from_the_day_after_the_end(given):
    season = given(
        reviews=RECOMMENDED
        + """    B  | 单位审核 | 通过    | 11-22
        """
    )
    assert [season.at(day)["publicity_missing"] for day in ("12-10", "12-11")] == [0, 2]
    assert season.members("publicity_missing", "12-11") == "A|单位公示 A|县级公示"


def test_publicity_of_the_level_itself_ends_the_lack(given):
    season = given(
        reviews=RECOMMENDED,
        publicity="""
            no | level    | on
            A  | 单位公示 | 12-11
            A  | 结果公示 | 12-05
            B  | 县级公示 | 11-24
        """,
    )
    assert season.spells("publicity_missing") == [("A|县级公示", "12-11", None)]
    late = given(
        reviews=RECOMMENDED,
        publicity=UNIT_DONE
        + """    A  | 县级公示 | 12-20
        """,
    )
    assert late.spells("publicity_missing") == [("A|县级公示", "12-11", "12-20")]


def test_who_is_recommended_later_lacks_it_from_then(given):
    season = given(
        publicity=UNIT_DONE,
        reviews="""
            no | level    | outcome | on
            A  | 县级审核 | 通过    | 12-15
        """,
    )
    assert season.spells("publicity_missing") == [("A|县级公示", "12-15", None)]


def test_an_extension_moves_the_end_from_its_record_on(given):
    season = given(
        reviews=RECOMMENDED,
        publicity=UNIT_DONE,
        adjustments="""
            kind | milestone    | extended_to | on
            延期 | 纸质材料受理 | 12-16       | 12-13
        """,
    )
    assert season.spells("publicity_missing") == [
        ("A|县级公示", "12-11", "12-13"),
        ("A|县级公示", "12-17", None),
    ]


def test_silence_counts_only_through_the_day_the_county_reported(given):
    season = given(
        roster="""
            no | county
            A  | 库尔勒
            B  | 轮台
        """,
        reviews=RECOMMENDED
        + """    B  | 县级审核 | 通过    | 11-22
        """,
        publicity=UNIT_DONE,
        loaded={"publicity 库尔勒": "12-11", "publicity 轮台": "12-10", "publicity 州": None},
    )
    assert season.members("publicity_missing", "12-31") == "A|县级公示"
    never = given(reviews=RECOMMENDED, loaded={"publicity 库尔勒": None})
    assert never.at("12-31")["publicity_missing"] == 0


def test_what_was_missing_on_the_report_day_stays_so_until_the_next_report(given):
    for day, end in (("12-19", None), ("12-20", "12-20")):
        season = given(
            reviews=RECOMMENDED,
            publicity=UNIT_DONE
            + """    A  | 县级公示 | 12-20
            """,
            loaded={"publicity 库尔勒": day},
        )
        assert season.spells("publicity_missing") == [("A|县级公示", "12-11", end)], day


def test_nobody_is_accused_while_a_quarantined_row_could_be_the_one(given):
    season = given(
        reviews=RECOMMENDED
        + """    B  | 县级审核 | 通过    | 11-22
        """,
        publicity=UNIT_DONE,
        doubt="""
            kind      | no
            publicity | B
        """,
    )
    assert season.members("publicity_missing", "12-31") == "A|县级公示"
