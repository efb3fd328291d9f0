"""wasted: recommended, an improper loss, and no recommended application replaces it (五(二))."""

RECOMMENDED = """
    no | try | level        | outcome  | reason | on
    A  | 1   | 县级审核     | 通过     |        | 11-22 10:00
    B  | 1   | 县级审核     | 通过     |        | 11-22 10:00
    C  | 1   | 县级审核     | 通过     |        | 11-22 10:00
    D  | 1   | 县级审核     | 通过     |        | 11-22 10:00
"""


def test_a_refusal_by_the_prefecture_loses_and_one_by_the_county_does_not(given):
    season = given(
        reviews=RECOMMENDED
        + """    A  | 1   | 州级形式审核 | 不予通过 |        | 11-25
            B  | 2   | 县级审核     | 不予通过 |        | 11-25
            C  | 1   | 州级形式审核 | 退回     | 材料缺漏 | 11-25
            E  | 1   | 单位审核     | 通过     |        | 11-22
            E  | 1   | 州级形式审核 | 不予通过 |        | 11-25
        """
    )
    assert season.spells("wasted") == [("A", "11-25", None)]
    assert [season.at(day)["wasted"] for day in ("11-24", "11-25")] == [0, 1]


def test_a_sanction_loses_from_the_day_of_the_recommendation_on(given):
    season = given(
        reviews=RECOMMENDED
        + """    B  | 1   | 单位审核     | 通过     |        | 11-20
        """,
        sanctions="""
            no | measure      | on
            A  | 取消申报资格 | 11-22
            B  | 一票否决     | 11-21
            C  | 一票否决     | 12-25
            D  | 撤销资格     | 12-25
            E  | 取消申报资格 | 12-01
        """,
    )
    assert season.spells("wasted") == [("A", "11-22", None), ("C", "12-25", None)]


def test_the_panel_loses_for_the_person_and_not_for_votes(given):
    season = given(
        reviews=RECOMMENDED,
        panel="""
            no | outcome | cause          | on
            A  | 未通过  | 不符合评审条件 | 12-20
            B  | 未通过  | 材料虚假       | 12-20
            C  | 未通过  | 票数不足       | 12-20
            D  | 未通过  | 其他           | 12-20
        """,
    )
    assert season.members("wasted", "12-31") == "A B"


def test_an_objection_loses_if_found_true_after_the_recommendation(given):
    season = given(
        reviews=RECOMMENDED,
        publicity="""
            no | level    | objection | finding | on
            A  | 县级公示 | 有        | 属实    | 11-22
            B  | 单位公示 | 有        | 属实    | 11-21
            C  | 结果公示 | 有        | 不属实  | 12-28
            D  | 结果公示 | 无        | 属实    | 12-28
        """,
    )
    assert season.spells("wasted") == [("A", "11-22", None)]


def test_a_withdrawal_loses_after_the_recommendation_by_time_or_else_by_day(given):
    season = given(
        reviews=RECOMMENDED
        + """    A  | 1   | 申报人       | 撤回     |        | 11-22 09:59
            B  | 1   | 申报人       | 撤回     |        | 11-22 10:01
            C  | 1   | 申报人       | 撤回     |        | 11-22
            D  | 1   | 申报人       | 撤回     |        | 11-21
            E  | 1   | 县级审核     | 通过     |        | 11-22
            E  | 1   | 申报人       | 撤回     |        | 11-22 08:00
            F  | 1   | 县级审核     | 通过     |        | 11-22 10:00
            F  | 1   | 申报人       | 撤回     |        | 11-22 10:00
        """
    )
    assert season.members("wasted", "12-31") == "B C E"


def test_the_first_recommendation_is_the_one_that_is_looked_at(given):
    season = given(
        reviews="""
            no | try | level        | outcome | reason   | on
            A  | 1   | 县级审核     | 通过    |          | 11-20
            A  | 1   | 州级形式审核 | 退回    | 材料缺漏 | 11-21
            A  | 1   | 申报人       | 撤回    |          | 11-22
            A  | 2   | 县级审核     | 通过    |          | 11-24
        """
    )
    assert season.spells("wasted") == [("A", "11-22", None)]


def test_a_recommended_replacement_refills_the_place_from_its_own_recommendation(given):
    season = given(
        roster="""
            no | replacement_for
            X  | A
            W  | A
            Y  | B
            Z  |
        """,
        reviews=RECOMMENDED
        + """    A  | 1   | 州级形式审核 | 不予通过 |        | 11-25
            B  | 1   | 州级形式审核 | 不予通过 |        | 11-25
            C  | 1   | 州级形式审核 | 不予通过 |        | 11-25
            X  | 1   | 县级审核     | 通过     |        | 11-28
            W  | 1   | 县级审核     | 通过     |        | 11-30
            Y  | 1   | 单位审核     | 通过     |        | 11-28
            Z  | 1   | 县级审核     | 通过     |        | 11-28
        """,
    )
    assert season.spells("wasted") == [
        ("A", "11-25", "11-28"),
        ("B", "11-25", None),
        ("C", "11-25", None),
    ]


def test_the_earliest_of_several_losses_counts_once(given):
    season = given(
        reviews=RECOMMENDED
        + """    A  | 1   | 州级形式审核 | 不予通过 |        | 11-29
        """,
        sanctions="""
            no | measure  | on
            A  | 一票否决 | 11-26
        """,
    )
    assert season.spells("wasted") == [("A", "11-26", None)]
