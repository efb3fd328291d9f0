"""Findings as HTML: sentences of ours around values and headings as they were found."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.pieces import Word, found, text, words
from dashboard.pieces_data import worded
from dashboard.sentences_data import office
from dashboard.words import ENGLISH, capital, language, mark, say
from etl.contract import wording
from etl.contract.judging import rules
from etl.told import Told, told

HEADS = (
    mark("报送单位"),
    mark("文件"),
    mark("位置"),
    mark("查到的值"),
    mark("问题"),
    mark("怎么改"),
)
_OPEN, _CLOSE = "\ue000", "\ue001"  # around the number of a value, where no text has such letters

Row = Mapping[str, Any]


def listed(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """One line a finding: where, what was found, what is wrong, how to mend it."""
    lines = [
        (
            text(capital(office(row["office"], names))),
            found(file(row)),
            text(capital(say(wording.place(row) or mark("整张表")))),
            found(row["value"]) if row["value"] else text(say("（空）")),
            message(row),
            cure(row),
        )
        for row in rows
    ]
    if not lines:
        return ""
    return worded([say(head) for head in HEADS], lines, say("要改的地方"), "findings")


def refused(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """One line a file that was not taken in at all."""
    heads = (mark("文件"), mark("报送单位"), mark("结果"), mark("问题"), mark("怎么办"))
    lines = [
        (
            found(row["file"]),
            text(capital(office(row["office"], names))),
            words([Word(capital(say(wording.SEVERITY_WORDS["file"])), "red")]),
            message(row),
            cure(row),
        )
        for row in rows
    ]
    return worded([say(head) for head in heads], lines, say("整份未收的文件"), "refused")


def file(row: Row) -> str:
    return " · ".join(filter(None, (row["file"], row["sheet"])))


def message(row: Row) -> str:
    """What is wrong. What reading said of a refused file is Chinese: English has its rule's words."""
    if language() == ENGLISH and row["severity"] == "file":
        return _sentence(_general(rules()[row["rule"]].message))
    return _sentence(wording.message(row))


def cure(row: Row) -> str:
    """What to do."""
    if language() == ENGLISH and row["severity"] == "file":
        return _sentence(_general(rules()[row["rule"]].cure))
    return _sentence(wording.cure(row))


def _general(template: str) -> Told:
    return told(template, header="", value="", expected="", detail="")


def _sentence(sentence: str) -> str:
    """Say a sentence; in English its values, which are as found, are marked as Chinese."""
    if language() != ENGLISH or not isinstance(sentence, Told):
        return text(sentence)
    values = list(sentence.values.items())
    places = {
        key: f"{_OPEN}{n}{_CLOSE}"
        for n, (key, value) in enumerate(values)
        if formats.is_chinese(f"{value}")
    }
    said = " ".join(say(sentence, **places).split())
    made = text(capital(said))
    for n, (_, value) in enumerate(values):
        made = made.replace(f"{_OPEN}{n}{_CLOSE}", _as_found(f"{value}"))
    return made


def _as_found(value: str) -> str:
    """Quotes around a value are ours; values of a list are parted as English parts them."""
    inner = value.removeprefix("“").removesuffix("”")
    before, after = ("“", "”") if inner != value else ("", "")
    return before + found(inner.replace("、", ", ")) + after
