"""How an outcome is compared with what a case expects; the same for a load and for an upload."""

import re

from etl.contract import wording

PASSING = {"equal_report_dates", "row_gone"}  # of one file beside the others, none of its own
FOREIGN = re.compile(r"[A-Za-z]{3,}")
KNOWN_WORDS = {"xlsx", "Excel", "WPS", "UTF", "GB18030", "PDF", "Word", "XML", "fods", "csv", "Big"}


def without_passing(findings):
    return [each for each in findings if each["rule"] not in PASSING]


def told(findings):
    return " ".join(f"{wording.message(each)}。{wording.cure(each)}" for each in findings)


def is_told_in_full(finding):
    """What, and what to do about it, in Chinese; where it is a row or a cell, which one."""
    what, cure = wording.message(finding), wording.cure(finding)
    quoted = re.sub(r"“.*?”|[A-Z]+ 列", "", what + cure, flags=re.DOTALL)
    assert what, finding
    assert cure, finding
    assert {*FOREIGN.findall(quoted)} <= KNOWN_WORDS, quoted
    if finding["severity"] in ("row", "cell"):
        assert finding["sheet"] is not None
        assert re.fullmatch(r"第\d+行(（[A-Z]+\d+）)?", wording.place(finding)), finding


def agrees(case, found, totals):
    """Refused by the very rule, or every finding at its place and every row accounted for."""
    refusals = [each["rule"] for each in found if each["severity"] == "file"]
    assert refusals == ([case.rule] if case.rule else []), told(found)
    for word in case.words:
        assert word in told(found)
    if case.rule:
        assert not any(totals.values())
        return
    places = [
        (each["rule"], re.sub(r".*（(.*)）", r"\1", str(wording.place(each)))) for each in found
    ]
    assert sorted(places) == sorted(case.found)
    assert totals == {
        "rows_read": case.loaded + case.stopped + case.unchanged,
        "loaded": case.loaded,
        "quarantined": case.stopped,
        "unchanged": case.unchanged,
    }
    assert totals["rows_read"] > 0
