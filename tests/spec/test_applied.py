"""applied: first submitted on or before the day (三)."""


def test_an_application_counts_from_the_day_of_its_first_submission(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-18 23:59
            B  | 11-19 00:00
            C  | 11-19
        """
    )
    assert [season.at(day)["applied"] for day in ("11-17", "11-18", "11-19")] == [0, 1, 3]


def test_submitting_again_is_no_second_application(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on    | submitted_at
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-20 | 11-18
            A  | 2   | 县级审核 | 通过    |          | 11-22 | 11-21
        """
    )
    assert season.at("11-30")["applied"] == 1


def test_each_place_counts_its_own_and_a_season_only_itself(given):
    season = given(
        roster="""
            no | season | county | series | unit | first_submitted_at
            A  | 2022   | 库尔勒 | 中小学 | 一中 | 11-18
            B  | 2022   | 库尔勒 | 幼儿园 | 二幼 | 11-18
            C  | 2022   | 轮台   | 中小学 | 一中 | 11-18
            D  | 2023   | 库尔勒 | 中小学 | 一中 | 2023-11-18
        """
    )
    assert season.at("11-30")["applied"] == 3
    assert season.at("11-30", county="库尔勒")["applied"] == 2
    assert season.at("11-30", series="中小学")["applied"] == 2
    assert season.at("11-30", county="轮台", series="中小学")["applied"] == 1
    assert season.at("11-30", county="库尔勒", unit="一中")["applied"] == 1
    assert season.at("2023-11-18", season=2023)["applied"] == 1
