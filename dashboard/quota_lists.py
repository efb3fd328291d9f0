"""The list behind a figure: its cases, whose weights add up to it, and the figure itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dashboard import listed, lists, queries_progress, queries_quota, queries_ways, tables_quota
from dashboard.sentences_quota import LIST_CAPTIONS
from dashboard.words import say
from etl import evidence
from etl.queries import figures
from etl.scope import Scope

Row = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """`rows` are cases, or rows of documents; `waiting` says where each open application is now."""

    count: str
    figure: int | None
    rows: tuple[Row, ...]
    waiting: Mapping[str, Row]


def read(
    con: duckdb.DuckDBPyConnection, scope: Scope, count: str, season: int, day: date
) -> Listed:
    """Ask for the cases and, apart from them, for the figure that they must add up to."""
    figure: int | None
    if count in listed.WAYS or count in listed.LOSSES:
        rows = queries_ways.way_cases(con, scope, count, season, day)
        figure = queries_ways.ways(con, scope, season, day).get(count, 0)
    else:
        figure = figures(con, scope, season, day)[0].counts[count]
        if count in listed.DOCUMENTS:
            documents = queries_quota.documents(con, scope, season, day)
            rows = [row for row in documents if row["is_in_force"]]
        else:
            rows = evidence.cases(con, scope, count, season, day)
    waiting = queries_progress.waiting(con, scope, season, day)
    return Listed(count, figure, tuple(rows), {row["application_no"]: row for row in waiting})


def caption(count: str) -> str:
    """How the rows of a difference add up; other lists need no words."""
    return say(LIST_CAPTIONS[count]) if count in LIST_CAPTIONS else ""


def html(found: Listed, names: Mapping[str, str], *, with_county: bool) -> str:
    """The table: documents as documents, persons as persons."""
    if found.count in listed.DOCUMENTS:
        made = tables_quota.document_rows(found.rows, names)
    else:
        now = lists.waits(found.waiting)
        made = tables_quota.cases(found.rows, names, found.count, now, with_county=with_county)
    return lists.html(made, say(listed.title(found.count)), say("没有这样的人。"))
