"""borderline_files: accepted, paper came after the end of W3 but not after the borderline day (三)."""


def test_between_the_rest_day_end_and_the_next_working_day(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 州级形式审核 | 通过    | 11-28
            B  | 州级形式审核 | 通过    | 11-28
            C  | 州级形式审核 | 通过    | 11-28
            D  | 州级形式审核 | 通过    | 11-28
            E  | 州级形式审核 | 通过    | 12-20
            F  | 县级审核     | 通过    | 11-28
        """,
        paper="""
            no | on
            A  | 12-10
            B  | 12-11
            C  | 12-12
            D  | 12-13
            E  | 12-12
            F  | 12-12
        """,
    )
    assert season.spells("borderline_files") == [
        ("B", "12-11", None),
        ("C", "12-12", None),
        ("E", "12-20", None),
    ]
    assert [season.at(day)["borderline_files"] for day in ("12-10", "12-12", "12-31")] == [0, 2, 3]


def test_an_extension_ends_the_borderline_from_its_record_on(given):
    season = given(
        reviews="""
            no | level        | outcome | on
            A  | 州级形式审核 | 通过    | 11-28
            B  | 州级形式审核 | 通过    | 11-28
        """,
        paper="""
            no | on
            A  | 12-12
            B  | 12-12
        """,
        adjustments="""
            no | kind | milestone    | extended_to | on
            A  | 延期 | 纸质材料受理 | 12-14       | 12-15
        """,
    )
    assert season.spells("borderline_files") == [("A", "12-12", "12-15"), ("B", "12-12", None)]
