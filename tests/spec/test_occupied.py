"""occupied: applied, not ineligible, not withdrawn, not locked (一)."""


def test_a_place_is_held_until_the_first_end(given):
    season = given(
        reviews="""
            no | level    | outcome  | on
            A  | 申报人   | 撤回     | 11-22
            B  | 县级审核 | 不予通过 | 11-23
            C  | 县级审核 | 退回     | 11-19
            D  | 申报人   | 撤回     | 11-24
            D  | 县级审核 | 不予通过 | 11-21
        """,
        panel="""
            no | outcome | cause    | on
            E  | 未通过  | 票数不足 | 12-20
        """,
    )
    assert season.members("occupied", "11-20") == "A B C D E"
    assert season.members("occupied", "11-21") == "A B C E"
    assert season.members("occupied", "11-23") == "C E"
    assert season.at("12-31")["occupied"] == 2


def test_a_lock_frees_the_place_and_its_annulment_takes_it_again(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            A  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-21
            A  | 3   | 县级审核 | 退回    | 材料缺漏 | 11-23
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 3   | 县级审核  | 11-28
        """,
    )
    assert season.spells("occupied") == [("A", "11-18", "11-23"), ("A", "11-28", None)]


def test_who_is_barred_before_applying_never_holds_a_place(given):
    season = given(
        roster="""
            no | first_submitted_at
            A  | 11-22
        """,
        sanctions="""
            no | measure  | on
            A  | 一票否决 | 11-22
        """,
    )
    assert season.spells("occupied") == []


def test_a_place_given_up_stays_free_whatever_becomes_of_a_lock(given):
    season = given(
        reviews="""
            no | try | level    | outcome | reason   | on
            A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19
            A  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-21
            A  | 3   | 申报人   | 撤回    |          | 11-22
            A  | 3   | 县级审核 | 退回    | 材料缺漏 | 11-23
        """,
        adjustments="""
            no | kind     | try | milestone | on
            A  | 误退更正 | 3   | 县级审核  | 11-28
        """,
    )
    assert season.spells("occupied") == [("A", "11-18", "11-22")]
