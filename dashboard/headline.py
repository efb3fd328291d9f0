"""Sentences computed from an overview: the one on top, the titles, and what the week brought."""

from dashboard import formats, overview
from dashboard import raised as raised_words
from dashboard.overview import Move, Overview, Place

NUMERALS = "零一两三四五六七八九"
MOST_NEWS, MOST_SIGNS = 5, 60
NEARLY_ALL = 0.9


def sentence(seen: Overview) -> str:
    """Say where the season stands on this day and whether anyone must be asked; at most 60 signs."""
    if not is_under_way(seen):
        return _waiting(seen)
    told = f"{seen.place or ''}{_standing(seen)}；"
    first, *others = _asking(seen)
    told += first
    for other in others:
        if len(told) + len(other) + 2 <= MOST_SIGNS:
            told += f"，{other}"
    return f"{told}。"


def is_under_way(seen: Overview) -> bool:
    """Tell whether applications are open or over and anybody has sent a roster."""
    return _opening(seen)["days_left"] <= 0 and any(place.has_reported for place in seen.places)


def _opening(seen: Overview) -> overview.Row:
    return seen.stops.get("opening") or seen.stops["openings"]


def _waiting(seen: Overview) -> str:
    """Before the season, and while nothing has been sent."""
    opening, where = _opening(seen), seen.place or "全州"
    places = f"已下达名额 {formats.number(seen.counts['allocated'])} 个"
    if not any(place.is_allotted for place in seen.places):
        places = "名额尚未下达"
    if opening["days_left"] > 0:
        return f"{formats.day(opening['day'])}起申报，{_remaining(opening)}；{where}{places}。"
    return f"{where}{places}，还没有县市报送花名册。"


def _standing(seen: Overview) -> str:
    counts = seen.counts
    places = (
        f"{formats.number(counts['allocated'])} 个名额占用 {formats.number(counts['occupied'])} 个"
    )
    if not counts["allocated"]:
        places = f"名额尚未下达，已申报 {formats.number(counts['applied'])} 人"
    if not _has_passed(seen, "applications"):
        return f"{places}，申报{_remaining(seen.stops['applications'])}"
    if not _has_passed(seen, "online_review"):
        review = seen.milestones["online_review"]
        return (
            f"{places}，网上审核办结 {formats.fraction(review['numerator'], review['denominator'])}"
        )
    if not _has_passed(seen, "borderline" if "borderline" in seen.stops else "paper"):
        return f"{places}，{_paper(seen)}"
    panel = seen.milestones["panel"]
    if not _has_passed(seen, "year_end"):
        voted = formats.fraction(panel["numerator"], panel["denominator"])
        return f"{places}，评审完成 {voted}"
    open_still = f"，{counts['in_process']} 人年度终止未办结" if counts["in_process"] else ""
    return f"{counts['allocated']} 个名额评出 {counts['passed']} 人{open_still}"


def _paper(seen: Overview) -> str:
    missing = seen.counts["waiting_paper"]
    if not missing:
        return "纸质材料没有待送的"
    due = "还差" if _has_passed(seen, "paper") else "待送"
    return f"纸质材料{due} {missing} 件"


def _remaining(stop: overview.Row) -> str:
    if not stop["days_left"]:
        return "今天截止"
    return f"还有 {stop['days_left']} 天（{stop['workdays_left']} 个工作日）"


def _has_passed(seen: Overview, stop: str) -> bool:
    """The day itself still belongs to the window; the last day of the year closes it."""
    days: int = seen.stops[stop]["days_left"]
    return days <= 0 if stop == "year_end" else days < 0


def _asking(seen: Overview) -> list[str]:
    """Whom to ask, gravest first; what does not fit into the sentence stands in the rows."""
    kind = "系列" if seen.place else "县市"
    told = [raised_words.sentence(seen.raised, seen.names, seen.place)] if seen.raised else []
    if seen.grave:
        told.append(f"{_counted_or_named(seen.grave, kind)}超额或材料逾期")
    else:
        told.append(f"没有{kind}超额或材料逾期")
    silent = [place for place in seen.places if place.is_silent]
    return [*told, f"{_counted_or_named(silent, kind)}未按时报送"] if silent else told


def _counted_or_named(places: list[Place], kind: str) -> str:
    return places[0].name if len(places) == 1 else f"{counted(len(places))}个{kind}"


def counted(number: int) -> str:
    """五个, as words read; above nine in figures."""
    return NUMERALS[number] if number < len(NUMERALS) else f" {number} "


def places_title(seen: Overview) -> str:
    """The finding of the nine rows."""
    kind = "系列" if seen.place else "县市"
    filled = [place for place in seen.places if (place.share or 0) >= NEARLY_ALL]
    over = [place.name for place in seen.places if place.counts["over_quota"]]
    if not any(place.is_allotted for place in seen.places):
        return "名额尚未下达"
    if not any(place.counts["occupied"] for place in seen.places):
        return "名额已下达，尚无申报占用"
    if over:
        rest = f"{counted(len(filled))}个{kind}占用九成以上，" if filled else ""
        return (
            f"{rest}{formats.listed(over, 3)}有系列超名额"
            if not seen.place
            else f"{formats.listed(over, 3)}超名额"
        )
    if not filled:
        return f"还没有{kind}占用到九成"
    full = [place.name for place in filled if (place.share or 0) >= 1]
    told = f"{counted(len(filled))}个{kind}名额占用九成以上"
    return f"{told}，{formats.listed(full, 3)}已满" if full else told


def milestones_title(seen: Overview) -> str:
    """Which windows are over, which is open, and what is left of the year."""
    titles = {"applications": "申报", "online_review": "网上审核", "paper": "纸质材料"}
    over = [name for key, name in titles.items() if _has_passed(seen, key)]
    end = seen.stops["year_end"]
    past = f"{'、'.join(over)}已截止，" if over else ""
    if end["days_left"] <= 0:
        return "四个节点都已结束"
    return f"四个节点：{past}年底前还有 {end['workdays_left']} 个工作日"


def news(seen: Overview) -> list[str]:
    """Tell up to five things that the last week brought, by consequence."""
    told = [made for count, form in _NEWS if (made := _told(seen, count, form))]
    silent = [place.name for place in seen.places if place.is_silent]
    extended = [
        f"{seen.names[row['county_code']]}{row['milestone']}获准延期至 "
        f"{formats.day_short(row['extended_to'])}"
        + (f"（{row['reason']}）" if row["reason"] else "")
        for row in seen.extensions
        if row["recorded_on"] > seen.since
    ]
    silence = [f"{formats.listed(silent, 4)}未按时报送"] if silent else []
    return [*told[:_GRAVE_MOST], *extended, *silence, *told[_GRAVE_MOST:]][:MOST_NEWS]


_GRAVE_MOST = 3
# Count and sentence, gravest first. {0} is the change, {1} the present figure, {2} the places.
_NEWS = (
    ("over_posts", "超职数申报增加 {0} 人，现 {1} 人{2}"),
    ("over_quota", "超名额增加 {0} 人，现 {1} 人{2}"),
    ("locked", "{0} 人第三次退回，本年度不再受理{2}"),
    ("late_files", "纸质材料新增逾期 {0} 件，累计 {1} 件{2}"),
    ("wasted", "推荐后失去且未递补的名额增加 {0} 个{2}"),
    ("overdue_reviews", "网审截止时县级逾期未审 {1} 人{2}"),
    ("publicity_missing", "公示新缺 {0} 项，现缺 {1} 项{2}"),
    ("escaped", "又有 {0} 人被州级退回，累计 {1} 人{2}"),
    ("ineligible", "{0} 人终止资格{2}"),
    ("accepted", "形式审核新通过 {0} 人，累计 {1} 人"),
    ("voted", "新评审 {0} 人，累计 {1} 人"),
    ("recommended", "县级新推荐 {0} 人，累计 {1} 人"),
    ("applied", "新申报 {0} 人，累计 {1} 人"),
)


def _told(seen: Overview, count: str, form: str) -> str:
    move = seen.moves.get(count)
    if move is None or move.change <= 0:
        return ""
    return form.format(move.change, move.now, _where(move))


def _where(move: Move) -> str:
    """Name up to three places in administrative order, each with its part."""
    gained = [(name, change) for name, change in move.places if change > 0]
    if len(gained) == 1:
        return f"（{gained[0][0]}）"
    parts = [f"{name} {change}" for name, change in gained]
    return f"（{formats.listed(parts, 3)}）" if parts else ""


def departures(seen: Overview) -> str:
    """Say what made the occupied places more or fewer than a week ago."""
    signs = (
        ("applied", "新申报"),
        ("ineligible", "终止资格"),
        ("locked", "三次退回"),
        ("withdrawn", "撤回"),
    )
    parts = [
        f"{word} {seen.moves[count].change}"
        for count, word in signs
        if count in seen.moves and seen.moves[count].change > 0
    ]
    return f"（{'，'.join(parts)}）" if parts else ""
