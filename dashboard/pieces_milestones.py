"""The windows of a season on one line of days, each with its progress, its end and what the end means."""

from collections.abc import Callable

from dashboard import formats, listed
from dashboard.frame import rest_day
from dashboard.overview import Overview, Row
from dashboard.pieces import fraction, style_of, tag, text
from dashboard.words import capital, mark, say

BARS = ("applications", "online_review", "paper", "year_end")
Address = Callable[..., str]
# What is told of a window beside its end: the count of those who missed it.
MISSED = {
    "applications": ("applied_late", mark("逾期申报 {n} 人")),
    "online_review": ("overdue_reviews", mark("县级逾期未审 {n} 人")),
    "paper": ("late_files", mark("逾期 {n} 件")),
}


def milestones(seen: Overview, address: Address) -> str:
    """Four bars and the day that is looked at; every figure leads to its list."""
    first = seen.milestones["applications"]
    at = style_of({"at": first["day_offset"], "span": first["span"]})
    now, label = "", ""
    if 0 <= first["day_offset"] < first["span"]:
        now = tag("i", class_="now", style=at)
        told = say("数据截至 {day}", day=formats.day_short(seen.day))
        label = tag("b", text(capital(told)), style=at)
    rows = [_milestone(seen, seen.milestones[key], now, address) for key in BARS]
    axis = ["<div></div><div></div>", tag("div", now, label, class_="scale"), "<div></div>"]
    return tag("div", *rows, tag("div", *axis, class_="milestone axis"), class_="milestones")


def _milestone(seen: Overview, row: Row, now: str, address: Address) -> str:
    is_end = row["milestone_id"] == "year_end"
    begins = seen.milestones["panel"] if is_end else row
    lengths = {
        "from": begins["from_offset"],
        "to": row["to_offset"],
        "span": row["span"],
        "k": row["numerator"],
        "n": max(row["denominator"], 1),
    }
    title = say("评审与办结") if is_end else say(row["title"])
    window = tag("div", tag("i"), class_="window", style=style_of(lengths))
    return tag(
        "div",
        tag("div", text(capital(title)), class_="name"),
        tag("div", _figures(seen, row, address), class_="figure"),
        tag("div", window, now, class_="scale", aria_hidden="true"),
        tag("div", text(capital(_ending(seen, row))), class_="said"),
        class_="milestone",
    )


def _figures(seen: Overview, row: Row, address: Address) -> str:
    """k/n with its share; where there is nothing yet, or nothing is known, a dash."""
    if not (seen.is_known and (row["numerator"] or row["denominator"])):
        return tag("span", formats.NOTHING, class_="share")
    pair = fraction(
        (row["numerator_id"], row["numerator"]),
        (row["denominator_id"], row["denominator"]),
        to=lambda count: listed.address(address, count),
    )
    return pair + tag("span", formats.percent(row["share"]), class_="share")


def _ending(seen: Overview, row: Row) -> str:
    counts, stop = seen.counts, seen.stops[row["milestone_id"]]
    end = formats.day_short(row["ends_on"])
    if row["milestone_id"] == "year_end":
        panel = seen.milestones["panel"]
        over = say("{day} 年度终止", day=end) + rest_day(stop)
        if not panel["denominator"]:
            return over
        voted = formats.fraction(panel["numerator"], panel["denominator"])
        return formats.semicolon([over, say("评审 {pair}", pair=voted)])
    window = say("{first} 至 {last}", first=formats.day_short(row["starts_on"]), last=end)
    told = [window + rest_day(stop)]
    if row["milestone_id"] == "paper" and (border := seen.stops.get("borderline")):
        told.append(
            say(
                "{day} 到件记临界 {n} 件",
                day=formats.day_short(border["day"]),
                n=counts["borderline_files"],
            )
        )
    count, words = MISSED[row["milestone_id"]]
    if counts[count]:
        told.append(say(words, n=counts[count]))
    return formats.semicolon(told)
