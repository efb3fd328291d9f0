"""The windows of a season on one line of days, each with its progress, its end and what the end means."""

from dashboard import formats
from dashboard.frame import rest_day
from dashboard.overview import Overview, Row
from dashboard.pieces import fraction, style_of, tag, text

BARS = ("applications", "online_review", "paper", "year_end")


def milestones(seen: Overview) -> str:
    """Four bars and the day that is looked at."""
    first = seen.milestones["applications"]
    at = style_of({"at": first["day_offset"], "span": first["span"]})
    now = ""
    if 0 <= first["day_offset"] < first["span"]:
        now = tag("i", class_="now", style=at)
    rows = [_milestone(seen, seen.milestones[key], now) for key in BARS]
    label = tag("b", text(f"数据截至 {formats.day_short(seen.day)}"), style=at) if now else ""
    axis = ["<div></div><div></div>", tag("div", now, label, class_="scale"), "<div></div>"]
    return tag("div", *rows, tag("div", *axis, class_="milestone axis"), class_="milestones")


def _milestone(seen: Overview, row: Row, now: str) -> str:
    begins = seen.milestones["panel"] if row["milestone_id"] == "year_end" else row
    lengths = {
        "from": begins["from_offset"],
        "to": row["to_offset"],
        "span": row["span"],
        "k": row["numerator"],
        "n": max(row["denominator"], 1),
    }
    title = {"year_end": "评审与办结"}.get(row["milestone_id"], row["title"])
    pair = fraction(
        (row["numerator_id"], row["numerator"]), (row["denominator_id"], row["denominator"])
    )
    window = tag("div", tag("i"), class_="window", style=style_of(lengths))
    return tag(
        "div",
        tag("div", text(title), class_="name"),
        tag(
            "div", pair, tag("span", formats.percent(row["share"]), class_="share"), class_="figure"
        ),
        tag("div", window, now, class_="scale", aria_hidden="true"),
        tag("div", text(_ending(seen, row)), class_="said"),
        class_="milestone",
    )


def _ending(seen: Overview, row: Row) -> str:
    counts, stop = seen.counts, seen.stops[row["milestone_id"]]
    window = f"{formats.day_short(row['starts_on'])} 至 {formats.day_short(row['ends_on'])}"
    if row["milestone_id"] == "year_end":
        panel = seen.milestones["panel"]
        voted = formats.fraction(panel["numerator"], panel["denominator"])
        return f"{formats.day_short(row['ends_on'])} 年度终止{rest_day(stop)}；评审 {voted}"
    said = {
        "applications": ("逾期申报", "applied_late", "人"),
        "online_review": ("县级逾期未审", "overdue_reviews", "人"),
        "paper": ("逾期", "late_files", "件"),
    }[row["milestone_id"]]
    word, count, unit = said
    told = f"{window}{rest_day(stop)}"
    if row["milestone_id"] == "paper" and (border := seen.stops.get("borderline")):
        told += f"；{formats.day_short(border['day'])} 到件记临界 {counts['borderline_files']} 件"
    return f"{told}；{word} {counts[count]} {unit}" if counts[count] else told
