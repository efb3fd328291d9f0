"""The sentences of 数据质量 in states that the sample does not have."""

from dashboard import sentences_data
from dashboard.sentences_data import Late

NOTHING = {"sheets": 0, "files": 0, "read": 0, "quarantined": 0, "adds_up": True}
SOME = {"sheets": 3, "files": 2, "read": 83, "quarantined": 0, "adds_up": True}
REFUSED = {"rule": "unreadable", "severity": "file", "office": "652827", "open": 1, "found": 1}
ROW = {"rule": "orphan", "severity": "row", "office": "652827", "open": 2, "found": 5}
HINT = {"rule": "hidden_sheet", "severity": "sheet", "office": "652827", "open": 1, "found": 1}


def said(total, tally=(), late=Late(), place=None):  # noqa: B008 it is frozen
    return sentences_data.headline(total, tally, late, place, 2025)


def test_a_sum_that_does_not_add_up_is_said_plainly():
    total = {"files": 1, "sheets": 1, "adds_up": False}
    assert "对不上" in sentences_data.balance_title(total)
    assert "有 1 张表不符" in sentences_data.balance_caption([{"adds_up": False}])


def test_unsent_is_told_apart_from_not_reported_this_week():
    late = sentences_data.Late(("甲县",), ("乙县", "丙县"))
    assert late.told() == ["甲县未报送", "乙县、丙县没有报全"]
    assert sentences_data.Late(tuple("甲乙丙丁")).told() == ["4 个县市未报送"]


def test_before_the_first_file_the_page_says_so():
    assert said(NOTHING) == "2025 年度还没有收到报送文件"


def test_a_county_whose_only_file_was_refused_has_read_nothing():
    late = Late(unsent=("审核记录",))
    assert said(NOTHING, [REFUSED], late, "和静县") == "和静县：1 份文件整份未收；审核记录未报送。"


def test_when_all_counts_the_page_says_all():
    assert said(SOME) == "读入 83 行，全部计入。"


def test_rows_not_counted_offices_to_mend_and_late_ones_follow_each_other():
    told = said(SOME | {"quarantined": 5}, [ROW, HINT], Late((), ("且末县",)))
    assert told == "读入 83 行，5 行未计入；1 个单位要改；且末县没有报全。"


def test_a_hint_alone_is_nothing_to_mend():
    assert said(SOME, [HINT]) == "读入 83 行，全部计入。"
    assert sentences_data.tally_title([HINT]) == "没有要改的行和格"


def test_the_rule_met_most_is_named_and_old_findings_are_apart():
    more = ROW | {"rule": "conflict", "open": 3, "found": 3}
    assert "最多的是同一文件内前后矛盾（3 处）" in sentences_data.tally_title([ROW, more])
    assert "另有 3 处" in sentences_data.old_note([ROW, more])
    assert sentences_data.old_note([more]) == ""


def test_what_waits_is_told_by_what_it_waits_for():
    waits = [{"rule": "orphan"}, {"rule": "missing_key"}, {"rule": "ambiguous_link"}]
    told = sentences_data.waiting_title(waits, [{}])
    assert told == "1 行等花名册；2 行等申报编号；1 行没有编号，按县市和姓名推定后计入"
