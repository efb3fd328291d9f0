"""Results: every place has a value for every day, rates divide sums, spells that touch are one."""

import pytest

QUOTA = """
    county | series | document_no | nature | allocated | on
    库尔勒 | 中小学 | 文1         | 下达   | 3         | 11-01
    库尔勒 | 中小学 | 文2         | 追加   | 1         | 11-05
    轮台   | 中小学 | 文1         | 下达   | 2         | 11-01
"""
ROSTER = """
    no | county | series | unit | first_submitted_at
    A  | 库尔勒 | 中小学 | 一中 | 11-18
    B  | 库尔勒 | 中小学 | 一中 | 11-18
    C  | 库尔勒 | 幼儿园 | 一中 | 11-18
    D  | 轮台   | 中小学 | 一中 | 11-19
"""


@pytest.fixture
def season(given):
    return given(
        quota=QUOTA, roster=ROSTER, loaded={"reviews 库尔勒": None, "reviews 轮台": "11-25"}
    )


def test_every_place_of_every_season_has_a_value_on_every_day(season):
    places = season.rows(
        "select season, grain, count(distinct (county_code, series_code)) from results.count_value"
        " where grain <> 'unit' and from_day = date '0001-01-01' group by all order by all"
    )
    expected = [("county", 2), ("county_series", 4), ("prefecture", 1), ("series", 2)]
    assert places == [(year, *place) for year in (2022, 2023) for place in expected]
    (counts,) = season.rows("select count(*) from results.catalog")[0]
    assert len(season.at("11-18", county="轮台", series="幼儿园")) == counts
    assert set(season.at("11-18", county="轮台", series="幼儿园").values()) == {0}


def test_spells_follow_each_other_without_gap_or_overlap(season):
    broken = season.rows(
        "select * from (select from_day, to_day, lead(from_day) over (partition by season, count_id, grain,"
        " county_code, series_code, unit order by from_day) as next_day from results.count_value)"
        " where to_day is distinct from next_day or from_day is null"
    )
    assert broken == []


def test_a_unit_is_one_across_series_but_not_across_counties(season):
    assert season.at("11-19", county="库尔勒", unit="一中")["applied"] == 3
    assert season.at("11-19", county="轮台", unit="一中")["applied"] == 1


def test_a_rate_is_a_sum_over_a_sum_and_none_without_a_denominator(season):
    rates = season.rows(
        "select grain, county_code, series_code, numerator, denominator, rate"
        " from results.rates_at(2022, date '2022-11-19')"
        " where rate_id = 'usage_before_panel' and grain in ('prefecture', 'series') order by all"
    )
    assert rates == [
        ("prefecture", None, None, 4, 6, pytest.approx(4 / 6)),
        ("series", None, "KG", 1, 0, None),
        ("series", None, "SCH", 3, 6, 0.5),
    ]


def test_milestones_name_their_windows_and_counts(season):
    assert season.rows(
        "select milestone_id, strftime(starts_on, '%m-%d'), strftime(ends_on, '%m-%d'),"
        " numerator_id, denominator_id from results.milestone where season = 2022 order by sort"
    ) == [
        ("applications", "11-18", "11-25", "applied", "allocated"),
        ("online_review", "11-18", "11-27", "review_closed", "applied"),
        ("paper", "11-30", "12-10", "accepted_with_paper", "accepted"),
        ("panel", None, "12-31", "voted", "accepted_with_paper"),
        ("year_end", None, "12-31", "closed", "applied"),
    ]


def test_allotted_and_reported_are_told_apart_from_zero(season):
    assert season.rows(
        "select county_code, series_code, strftime(is_allotted_from, '%m-%d') from results.place"
        " where season = 2022 order by all"
    ) == [
        ("652801", "KG", None),
        ("652801", "SCH", "11-01"),
        ("652822", "KG", None),
        ("652822", "SCH", "11-01"),
    ]
    assert season.rows(
        "select county_code, strftime(through, '%m-%d') from results.reported"
        " where season = 2022 and kind = 'reviews' order by all"
    ) == [("652801", None), ("652822", "11-25")]


def test_overlapping_and_touching_spells_are_one_and_keep_the_earliest_evidence(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-21
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            B  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            B  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-23
            C  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            C  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-24
            D  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            D  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-20
            D  | 3   | 县级审核 | 退回    | 其他     | 11-21
            D  | 4   | 县级审核 | 退回    | 材料缺漏 | 11-25
        """,
        adjustments="""
            no | kind     | try | milestone | on
            B  | 误退更正 | 1   | 县级审核  | 11-23
            C  | 误退更正 | 1   | 县级审核  | 11-23
            D  | 误退更正 | 1   | 县级审核  | 12-10
            D  | 误退更正 | 2   | 县级审核  | 11-21
            D  | 误退更正 | 4   | 县级审核  | 11-26
        """,
    )
    assert season.spells("returned_persons") == [
        ("A", "11-19", None),
        ("B", "11-19", None),
        ("C", "11-19", "11-23"),
        ("C", "11-24", None),
        ("D", "11-19", "12-10"),
    ]
    evidence = season.rows(
        "select review.submission_no from results.membership as member"
        " inner join accepted.reviews as review on review.row_id = member.row_id"
        " where member.count_id = 'returned_persons' and member.case_id in ('A', 'B')"
    )
    assert evidence == [(1,), (1,)]
