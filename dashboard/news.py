"""What the last week brought, told from an overview by consequence."""

from dataclasses import dataclass

from dashboard import formats
from dashboard.overview import Move, Overview
from dashboard.words import mark, say

MOST_NEWS, _GRAVE_MOST = 5, 3
# Count and sentence, gravest first: the change, the present figure, the places.
_NEWS = (
    ("over_posts", mark("超职数申报增加 {change} 人，现 {now} 人{where}")),
    ("over_quota", mark("超名额增加 {change} 人，现 {now} 人{where}")),
    ("locked", mark("{change} 人第三次退回，本年度不再受理{where}")),
    ("late_files", mark("纸质材料新增逾期 {change} 件，累计 {now} 件{where}")),
    ("wasted", mark("推荐后失去且未递补的名额增加 {change} 个{where}")),
    ("overdue_reviews", mark("网审截止时县级逾期未审 {now} 人{where}")),
    ("publicity_missing", mark("公示新缺 {change} 项，现缺 {now} 项{where}")),
    ("escaped", mark("又有 {change} 人被州级退回，累计 {now} 人{where}")),
    ("ineligible", mark("{change} 人终止资格{where}")),
    ("accepted", mark("形式审核新通过 {change} 人，累计 {now} 人")),
    ("voted", mark("新评审 {change} 人，累计 {now} 人")),
    ("recommended", mark("县级新推荐 {change} 人，累计 {now} 人")),
    ("applied", mark("新申报 {change} 人，累计 {now} 人")),
)
_DEPARTURES = (
    ("applied", mark("新申报 {n}")),
    ("ineligible", mark("终止资格 {n}")),
    ("locked", mark("三次退回 {n}")),
    ("withdrawn", mark("撤回 {n}")),
)


@dataclass(frozen=True)
class News:
    """One thing that happened; `reason` stands in a file."""

    text: str
    reason: str = ""


def news(seen: Overview) -> list[News]:
    """Tell up to five things that the last week brought, by consequence."""
    told = [News(made) for count, form in _NEWS if (made := _told(seen, count, form))]
    extended = [
        News(
            say(
                "{county}{milestone}获准延期至 {day}",
                county=seen.names[row["county_code"]],
                milestone=say(row["milestone"]),
                day=formats.day_short(row["extended_to"]),
            ),
            row["reason"] or "",
        )
        for row in seen.extensions
        if row["recorded_on"] > seen.since
    ]
    silent = [place.name for place in seen.places if place.is_silent]
    who = formats.listed(silent, 4)
    silence = [News(say("{who}未按时报送", who=who))] if silent else []
    return [*told[:_GRAVE_MOST], *extended, *silence, *told[_GRAVE_MOST:]][:MOST_NEWS]


def _told(seen: Overview, count: str, form: str) -> str:
    move = seen.moves.get(count)
    if move is None or move.change <= 0:
        return ""
    return say(form, change=move.change, now=move.now, where=_where(move))


def _where(move: Move) -> str:
    """Name up to three places in administrative order, each with its part."""
    gained = [(name, change) for name, change in move.places if change > 0]
    if len(gained) == 1:
        return formats.brackets(gained[0][0])
    return formats.brackets(formats.listed([f"{name} {change}" for name, change in gained], 3))


def departures(seen: Overview) -> str:
    """Say what made the occupied places more or fewer than a week ago."""
    parts = [
        say(form, n=seen.moves[count].change)
        for count, form in _DEPARTURES
        if count in seen.moves and seen.moves[count].change > 0
    ]
    return formats.brackets(formats.comma(parts))
