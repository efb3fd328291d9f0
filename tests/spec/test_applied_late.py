"""applied_late: applied, first submitted after the end of W1, extensions heeded from their record on (三)."""


def test_the_last_day_is_open_until_midnight(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-25 23:59
            B  | 11-26 00:00
        """
    )
    assert season.members("applied_late", "11-25") == ""
    assert season.members("applied_late", "11-26") == "B"
    assert season.at("11-26")["applied_late"] == 1


def test_an_extension_cures_from_the_day_it_was_recorded(given):
    season = given(
        roster="""
            no | county | first_submitted_at
            A  | 库尔勒 | 11-27
            B  | 库尔勒 | 11-28
            C  | 轮台   | 11-27
        """,
        adjustments="""
            county | kind | milestone | extended_to | on
            库尔勒 | 延期 | 个人申报  | 11-27       | 11-29
        """,
    )
    assert season.members("applied_late", "11-28") == "A B C"
    assert season.members("applied_late", "11-29") == "B C"


def test_an_extension_may_be_for_one_application_and_never_shortens(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-26
            B  | 11-26
            C  | 11-25
            D  | 11-26
        """,
        adjustments="""
            no | kind | milestone    | extended_to | on
            A  | 延期 | 个人申报     | 11-26       | 11-20
            C  | 延期 | 个人申报     | 11-20       | 11-19
            D  | 延期 | 网上形式审核 | 11-30       | 11-20
        """,
    )
    assert season.members("applied_late", "12-01") == "B D"


def test_the_latest_of_several_extensions_of_the_season_holds(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-28
            B  | 11-30
        """,
        adjustments="""
            no | season | kind | milestone | extended_to | on
            A  | 2022   | 延期 | 个人申报  | 11-28       | 11-29
               | 2022   | 延期 | 个人申报  | 11-26       | 11-30
            B  | 2022   | 延期 | 个人申报  | 11-30       | 12-02
            B  | 2022   | 延期 | 个人申报  | 11-29       | 12-02
               | 2023   | 延期 | 个人申报  | 2023-12-31  | 11-20
        """,
    )
    assert season.spells("applied_late") == [("A", "11-28", "11-29"), ("B", "11-30", "12-02")]
