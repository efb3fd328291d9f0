"""Which lists 质量 offers, and what stands in them: problems, groups by returns, one reason's returns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from dashboard import listed, lists, queries_quality, sentences_quality, tables_quality
from dashboard.quality import GROUPS, PROBLEMS, Quality
from dashboard.words import mark, say, told
from etl import evidence
from etl.scope import Scope

Row = dict[str, Any]
REASON = "reason:"
COUNTS = PROBLEMS | {
    "never_returned": mark("未退回"),
    "returned_once": mark("退回一次"),
    "last_chance": mark("仅剩一次机会"),
    "locked": mark("已锁定"),
    "returned_persons": mark("被退回过"),
    "escaped": mark("县级放过被州级退回"),
    "paper_defective": mark("纸质材料缺件"),
}


def offered(seen: Quality, county: str | None) -> list[str]:
    """Every list there is; of the whole prefecture none unless it is asked for."""
    known = [*COUNTS, *(REASON + row["reason"] for row in seen.reasons)]
    return known if county else [listed.NO_LIST, *known]


def title(key: str) -> str:
    """The name of a list."""
    if key == listed.NO_LIST:
        return listed.NOT_ASKED
    if key.startswith(REASON):
        return told("退回原因：{reason}", reason=told(key.removeprefix(REASON)))
    return COUNTS[key]


def read(
    con: duckdb.DuckDBPyConnection, scope: Scope, key: str, season: int, day: date
) -> list[Row]:
    """Ask for the rows of a list; their weights add up to its figure."""
    if key.startswith(REASON):
        return queries_quality.returns(con, scope, key.removeprefix(REASON), season, day)
    return evidence.cases(con, scope, key, season, day)


def figure(seen: Quality, key: str) -> int | None:
    """The figure that the page shows for a list."""
    reasons = {REASON + row["reason"]: row["number"] for row in seen.reasons}
    return reasons[key] if key in reasons else seen.chosen.counts[key]


def heading(seen: Quality, key: str, place: str) -> str:
    return sentences_quality.list_title(place, say(title(key)), figure(seen, key))


def html(rows: Sequence[Row], key: str, names: Mapping[str, str], *, with_county: bool) -> str:
    """The list; a reason's returns with what the reviewer wrote."""
    columns = tables_quality.RETURNS if key.startswith(REASON) else tables_quality.CASES
    made = lists.table(rows, names, columns, with_county=with_county)
    return lists.html(made, say(title(key)), say("没有这样的记录。"))


def clicked_reason(event: Mapping[str, Any], seen: Quality) -> str:
    """The list of the reason whose bar was clicked."""
    points = event["selection"]["points"]
    return REASON + seen.reasons[round(points[0]["y"])]["reason"] if points else ""


def clicked_turns(event: Mapping[str, Any], seen: Quality) -> tuple[str, str]:
    """The list and the county of the group that was clicked."""
    points = event["selection"]["points"]
    if not points:
        return "", ""
    county = seen.chosen_counties[round(points[0]["y"])].county_code or ""
    return GROUPS[points[0]["curve_number"]], county


def clicked_dot(event: Mapping[str, Any]) -> str:
    """The county whose dot was clicked; lines and limits are nobody's."""
    points = [point for point in event["selection"]["points"] if point.get("customdata")]
    return f"{_first(points[0]['customdata'])}" if points else ""


def _first(found: Any) -> Any:
    return found[0] if isinstance(found, list | tuple) else found


def is_asked(key: str) -> bool:
    return key != listed.NO_LIST


CHOOSE = mark("选一个县市，或点上面的数字、横条和圆点，这里列出名单，每条注明来自哪个文件第几行。")
