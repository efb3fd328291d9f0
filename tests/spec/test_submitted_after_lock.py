"""submitted_after_lock: a submission after the day of the lock, whenever reviewed (四(三))."""

LOCKED = """
    no | try | level    | outcome | reason   | on    | submitted_at
    A  | 1   | 县级审核 | 退回    | 材料缺漏 | 11-19 | 11-18
    A  | 2   | 县级审核 | 退回    | 材料缺漏 | 11-21 | 11-20
    A  | 3   | 县级审核 | 退回    | 材料缺漏 | 11-23 | 11-22
"""


def again(submitted, reviewed="12-05", number=4):
    return f"    A  | {number}   | 县级审核 | 退回    | 其他     | {reviewed} | {submitted}\n"


def test_the_day_of_the_lock_itself_is_not_yet_after_it(given):
    assert given(reviews=LOCKED + again("11-23 23:59")).spells("submitted_after_lock") == []
    after = given(reviews=LOCKED + again("11-24 00:00"))
    assert after.spells("submitted_after_lock") == [("A", "11-24", None)]
    assert [after.at(day)["submitted_after_lock"] for day in ("11-23", "11-24")] == [0, 1]


def test_the_earliest_day_that_any_review_gives_is_the_day_of_submission(given):
    season = given(reviews=LOCKED + again("11-24") + again("11-23").replace("县级审核", "单位审核"))
    assert season.spells("submitted_after_lock") == []


def test_a_review_without_the_day_of_submission_tells_nothing(given):
    assert given(reviews=LOCKED + again("")).spells("submitted_after_lock") == []


def test_a_fourth_counted_return_is_no_new_lock(given):
    season = given(reviews=LOCKED + again("11-28", "11-28").replace("其他    ", "材料缺漏"))
    assert season.spells("submitted_after_lock") == [("A", "11-28", None)]


def test_the_annulled_lock_forgives(given):
    corrections = """
        no | kind     | try | milestone | on
        A  | 误退更正 | 1   | 县级审核  | 11-29
    """
    before = given(reviews=LOCKED + again("11-28"), adjustments=corrections)
    assert before.spells("submitted_after_lock") == [("A", "11-28", "11-29")]
    after = given(reviews=LOCKED + again("11-29"), adjustments=corrections)
    assert after.spells("submitted_after_lock") == []
