"""ineligible: applied, and 不予通过 at any level or 取消申报资格 or 一票否决 (四(二))."""


def test_every_terminal_outcome_counts_and_no_other(given):
    season = given(
        reviews="""
            no | level        | outcome  | reason       | on
            A  | 单位审核     | 不予通过 | 不符合申报条件 | 11-19
            B  | 县级审核     | 不予通过 | 不符合申报条件 | 11-20
            C  | 州级形式审核 | 不予通过 | 材料虚假     | 11-21
            D  | 县级审核     | 退回     | 材料虚假     | 11-19
            E  | 申报人       | 撤回     |              | 11-19
        """,
        sanctions="""
            no | measure      | on
            F  | 取消申报资格 | 11-22
            G  | 一票否决     | 11-23
            H  | 撤销资格     | 11-19
            I  | 解聘         | 11-19
            J  | 列入黑名单   | 11-19
        """,
        panel="""
            no | outcome | cause          | on
            K  | 未通过  | 不符合评审条件 | 11-19
        """,
    )
    assert season.members("ineligible", "11-21") == "A B C"
    assert season.members("ineligible", "12-31") == "A B C F G"
    assert season.at("12-31")["ineligible"] == 5


def test_nobody_is_ineligible_before_applying(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-22
        """,
        sanctions="""
            no | measure      | on
            A  | 取消申报资格 | 11-20
        """,
    )
    assert season.spells("ineligible") == [("A", "11-22", None)]
