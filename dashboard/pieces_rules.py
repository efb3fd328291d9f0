"""Pieces of HTML of the page 口径与规则: definitions with their clauses to unfold, rules of a season."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.pieces import Cell, Column, Word, found, table, tag, text, words
from dashboard.pieces_data import stacked, worded
from dashboard.rule_book import CONSEQUENCES, Row, cited, consequence, numbered
from dashboard.words import capital, mark, say
from etl.seasons import BASIS, Feasibility, clauses
from etl.seasons.plan import CONFLICT, FITS, MIND
from etl.seasons.season import Basis, Cited

STATES = {CONFLICT: "red", MIND: "amber", FITS: "blue"}
MEETS = {"file": "red", "row": "amber", "cell": "amber", "sheet": "quiet"}
BASIS_STATES = {"notice": "quiet", "local": "amber"}


def clause(numbers: Iterable[str], basis: Basis | None) -> str:
    """Who set the rule, and the clauses it serves, each of which unfolds to our own words."""
    folded = [
        tag(
            "details",
            tag("summary", text(capital(say("条款 {number}", number=numbered(number))))),
            tag(
                "p",
                tag("b", text(capital(say(clauses()[number].title)))),
                formats.colon("", ""),
                text(say(clauses()[number].told)),
            ),
        )
        for number in numbers
    ]
    return tag("div", _set_by(basis) if basis in BASIS else "", *folded, class_="ground")


def _set_by(basis: Basis) -> str:
    return words([Word(capital(say(BASIS[basis])), BASIS_STATES[basis])])


def counts(rows: Sequence[Row]) -> str:
    """A table of counts: what is counted, what is left out, and by which clause."""
    head = (mark("指标"), mark("算什么"), mark("不算什么"), mark("依据"))
    return worded(
        [say(each) for each in head],
        [
            (
                _name(row, say(row["unit"], "unit")),
                text(capital(say(row["counts"]))),
                text(capital(say(row["leaves_out"]))),
                _ground(row),
            )
            for row in rows
        ],
        say("计数的口径"),
    )


def ratios(rows: Sequence[Row], definitions: Sequence[Row], caption: str) -> str:
    """A table of rates or of progress: k over n, what it is read for, and by which clause."""
    known = {row["id"]: row for row in definitions if row["sort_of"] == "count"}
    head = (mark("指标"), mark("分子 / 分母"), mark("用于"), mark("依据"))
    lines = [
        (
            _name(row, say("比率")),
            _counted(known[row["numerator_id"]]) + " / " + _counted(known[row["denominator_id"]]),
            text(capital(say(row["ground"], "ground")) if row["ground"] else formats.NOTHING),
            _ground(row | {"basis": _basis(row, known)}),
        )
        for row in map(dict, rows)
    ]
    return worded([say(each) for each in head], lines, caption)


def _basis(row: Mapping[str, Any], known: Mapping[str, Row]) -> str:
    """A rate of a count that the office set is the office's own."""
    parts = (known[row["numerator_id"]]["basis"], known[row["denominator_id"]]["basis"])
    return "local" if "local" in parts else "notice"


def _name(row: Row, unit: str) -> str:
    inside = (text(row["id"]), formats.comma(("", "")), text(unit))
    return text(capital(say(row["title"]))) + tag("small", *inside)


def _counted(row: Row) -> str:
    return text(say(row["title"])) + tag("small", text(row["id"]), class_="inline")


def _ground(row: Mapping[str, Any]) -> str:
    return clause(cited(row["clause"]), row["basis"])


def steps(facts: Feasibility) -> str:
    """The windows of a season with both kinds of days."""
    columns = [
        Column(say("环节")),
        Column(say("开始")),
        Column(say("截止")),
        Column(say("自然日"), is_figure=True),
        Column(say("工作日"), is_figure=True),
        Column(say("最后工作日")),
        Column(say("依据")),
    ]
    lines: list[list[Cell | str | int | None]] = [
        [
            capital(say(step.title)),
            _day(step.starts_on),
            _day(step.ends_on),
            step.natural_days,
            step.working_days,
            _day(step.last_workday),
            formats.comma([numbered(step.clause), say(BASIS[step.basis])]),
        ]
        for step in facts.steps
    ]
    return stacked(table(columns, lines, say("年度的窗口")))


def _day(day: Any) -> str:
    return f"{formats.day_short(day)} {formats.weekday(day)}"


def feasible(facts: Feasibility) -> str:
    """What the dates allow, each sentence with its state, clause and basis."""
    lines = [
        tag(
            "li",
            words([Word(capital(say(told.state)), STATES[told.state])]),
            tag(
                "span",
                text(capital(say(told.sentence))),
                tag("small", text(_cite(told.clause, told.basis)), class_="inline"),
            ),
        )
        for told in facts.findings
    ]
    return tag("ul", *lines, class_="sentences")


def limits(listed: Sequence[tuple[str, Cited]]) -> str:
    """Limits and lists with clause and basis; the office's own say why."""
    lines = [
        tag(
            "li",
            _set_by(value.basis),
            tag(
                "span",
                text(capital(say(told))),
                tag("small", text(_cite(value.clause)), class_="inline"),
                tag("small", text(capital(say(value.why)))) if value.why else "",
            ),
        )
        for told, value in listed
    ]
    return tag("ul", *lines, class_="sentences")


def _cite(clause: str, basis: Basis | None = None) -> str:
    return formats.brackets(
        formats.comma([numbered(clause), *([say(BASIS[basis])] if basis else [])])
    )


def latest_starts(facts: Feasibility) -> str:
    """The last working day to start on, the start day counted and not."""
    heads = (mark("要做的事"), mark("期限"), mark("最迟起始"), mark("起始日不计"))
    lines: list[list[Cell | str | int | None]] = [
        [
            capital(say(late.what)),
            _day(late.by),
            *(
                _day(day) if day >= facts.season.first_day else say("赶不上")
                for day in (late.counted, late.not_counted)
            ),
        ]
        for late in facts.latest_starts
    ]
    return stacked(table([Column(say(head)) for head in heads], lines, say("最迟起始日")))


def judging(listed: Sequence[tuple[str, str, str, str, str]]) -> str:
    """The registry of rules: what follows from each, and how to mend it."""
    lines = [
        (
            text(capital(title)) + tag("small", text(name)),
            words([Word(capital(consequence(meets)), MEETS[meets])]),
            text(capital(message)),
            text(capital(cure)),
        )
        for name, title, meets, message, cure in listed
    ]
    heads = (mark("问题"), mark("后果"), mark("说明"), mark("怎么改"))
    return worded([say(head) for head in heads], lines, say("判定规则"), "judged")


def consequences() -> str:
    """What follows from a rule, in a sentence each."""
    lines = [
        tag(
            "li",
            words([Word(capital(consequence(meets)), MEETS[meets])]),
            tag("span", text(capital(say(told)))),
        )
        for meets, told in CONSEQUENCES.items()
    ]
    return tag("ul", *lines, class_="sentences")


def commands(listed: Sequence[tuple[str, str]]) -> str:
    """What to type in order to trace a figure, each under what it shows."""
    lines = [
        tag("li", tag("span", text(capital(told)), tag("code", found(typed))))
        for told, typed in listed
    ]
    return tag("ul", *lines, class_="commands")
