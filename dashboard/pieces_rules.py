"""Pieces of HTML of the page 口径与规则: definitions with their clauses to unfold, rules of a season."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from dashboard import formats
from dashboard.pieces import Cell, Column, Word, table, tag, text, words
from dashboard.pieces_data import stacked
from dashboard.rule_book import Row, cited, consequence
from etl.seasons import BASIS, Feasibility, clauses
from etl.seasons.season import Cited

STATES = {"冲突": "red", "注意": "amber", "可行": "blue"}
MEETS = {"file": "red", "row": "amber", "cell": "amber", "sheet": "quiet"}
BASIS_STATES = {"notice": "quiet", "local": "amber"}


def clause(numbers: Iterable[str], basis: str | None) -> str:
    """Who set the rule, and the clauses it serves, each of which unfolds to our own words."""
    folded = [
        tag(
            "details",
            tag("summary", "条款 ", text(number)),
            tag("p", tag("b", text(clauses()[number].title)), "：", text(clauses()[number].told)),
        )
        for number in numbers
    ]
    said = words([Word(BASIS[basis], BASIS_STATES[basis])]) if basis in BASIS else ""
    return tag("div", said, *folded, class_="ground")


def counts(found: Sequence[Row]) -> str:
    """A table of counts: what is counted, what is left out, and by which clause."""
    head = ("指标", "算什么", "不算什么", "依据")
    return worded(
        head,
        [
            (_name(row, row["unit"]), text(row["counts"]), text(row["leaves_out"]), _ground(row))
            for row in found
        ],
        "计数的口径",
    )


def ratios(found: Sequence[Row], definitions: Sequence[Row], caption: str) -> str:
    """A table of rates or of progress: k over n, what it is read for, and by which clause."""
    known = {row["id"]: row for row in definitions if row["sort_of"] == "count"}
    head = ("指标", "分子 / 分母", "用于", "依据")
    lines = [
        (
            _name(row, "比率"),
            _counted(known[row["numerator_id"]]) + " / " + _counted(known[row["denominator_id"]]),
            text(row["ground"] or formats.NOTHING),
            _ground(row | {"basis": _basis(row, known)}),
        )
        for row in map(dict, found)
    ]
    return worded(head, lines, caption)


def _basis(row: Mapping[str, Any], known: Mapping[str, Row]) -> str:
    """A rate of a count that the office set is the office's own."""
    parts = (known[row["numerator_id"]]["basis"], known[row["denominator_id"]]["basis"])
    return "local" if "local" in parts else "notice"


def _name(row: Row, unit: str) -> str:
    return text(row["title"]) + tag("small", text(row["id"]), "，", text(unit))


def _counted(row: Row) -> str:
    return text(row["title"]) + tag("small", text(row["id"]), class_="inline")


def _ground(row: Mapping[str, Any]) -> str:
    return clause(cited(row["clause"]), row["basis"])


def worded(
    head: Sequence[str], lines: Sequence[Sequence[str]], caption: str, kind: str = "defined"
) -> str:
    """Cells come as HTML of ours, escaped where they were made."""
    titles = tag("tr", *(tag("th", text(title), scope="col") for title in head))
    body = [
        tag(
            "tr",
            tag("th", line[0], scope="row"),
            *(tag("td", cell, data_title=head[n]) for n, cell in enumerate(line[1:], start=1)),
        )
        for line in lines
    ]
    made = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", titles),
        tag("tbody", *body),
        class_="table",
    )
    return stacked(made, kind)


def steps(facts: Feasibility) -> str:
    """The windows of a season with both kinds of days."""
    columns = [
        Column("环节"),
        Column("开始"),
        Column("截止"),
        Column("自然日", is_figure=True),
        Column("工作日", is_figure=True),
        Column("最后工作日"),
        Column("依据"),
    ]
    lines: list[list[Cell | str | int | None]] = [
        [
            step.title,
            _day(step.starts_on),
            _day(step.ends_on),
            step.natural_days,
            step.working_days,
            _day(step.last_workday),
            f"{step.clause}，{BASIS[step.basis]}",
        ]
        for step in facts.steps
    ]
    return stacked(table(columns, lines, "年度的窗口"))


def _day(day: Any) -> str:
    return f"{formats.day_short(day)} {formats.weekday(day)}"


def feasible(facts: Feasibility) -> str:
    """What the dates allow, each sentence with its state, clause and basis."""
    lines = [
        tag(
            "li",
            words([Word(told.state, STATES[told.state])]),
            tag("span", text(told.sentence), tag("small", text(_cite(told)), class_="inline")),
        )
        for told in facts.findings
    ]
    return tag("ul", *lines, class_="sentences")


def limits(listed: Sequence[tuple[str, Cited]]) -> str:
    """Limits and lists with clause and basis; the office's own say why."""
    lines = [
        tag(
            "li",
            words([Word(BASIS[value.basis], BASIS_STATES[value.basis])]),
            tag(
                "span",
                text(told),
                tag("small", text(f"（{value.clause}）"), class_="inline"),
                tag("small", text(value.why)) if value.why else "",
            ),
        )
        for told, value in listed
    ]
    return tag("ul", *lines, class_="sentences")


def _cite(told: Any) -> str:
    return f"（{told.clause}，{BASIS[told.basis]}）"


def latest_starts(facts: Feasibility) -> str:
    """The last working day to start on, the start day counted and not."""
    columns = [Column("要做的事"), Column("期限"), Column("最迟起始"), Column("起始日不计")]
    lines: list[list[Cell | str | int | None]] = [
        [
            late.what,
            _day(late.by),
            *(
                _day(day) if day >= facts.season.first_day else "赶不上"
                for day in (late.counted, late.not_counted)
            ),
        ]
        for late in facts.latest_starts
    ]
    return stacked(table(columns, lines, "最迟起始日"))


def judging(listed: Sequence[tuple[str, str, str, str, str]]) -> str:
    """The registry of rules: what follows from each, and how to mend it."""
    lines = [
        (
            text(title) + tag("small", text(name)),
            words([Word(consequence(meets), MEETS[meets])]),
            text(message),
            text(cure),
        )
        for name, title, meets, message, cure in listed
    ]
    return worded(("问题", "后果", "说明", "怎么改"), lines, "判定规则", "judged")


def consequences(listed: Mapping[str, str]) -> str:
    """What follows from a rule, in a sentence each."""
    lines = [
        tag("li", words([Word(consequence(meets), MEETS[meets])]), tag("span", text(told)))
        for meets, told in listed.items()
    ]
    return tag("ul", *lines, class_="sentences")


def commands(listed: Sequence[tuple[str, str]]) -> str:
    """What to type in order to trace a figure, each under what it shows."""
    lines = [
        tag("li", tag("span", text(told), tag("code", escape(typed)))) for told, typed in listed
    ]
    return tag("ul", *lines, class_="commands")
