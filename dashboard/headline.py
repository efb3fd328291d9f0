"""Sentences computed from an overview: the one on top, and the titles."""

from dashboard import formats, overview
from dashboard import raised as raised_words
from dashboard.overview import Overview, Place
from dashboard.words import CHINESE, ENGLISH, language, mark, say

NUMERALS = (
    mark("零"), mark("一"), mark("两"), mark("三"), mark("四"),
    mark("五"), mark("六"), mark("七"), mark("八"), mark("九"),
)  # fmt: skip
MOST_SIGNS = {CHINESE: 60, ENGLISH: 140}
NEARLY_ALL = 0.9


def sentence(seen: Overview) -> str:
    """Say where the season stands on this day and whether anyone must be asked, in one short sentence."""
    if not is_under_way(seen):
        return _waiting(seen)
    standing = _standing(seen)
    if seen.place:
        standing = say("{place}{told}", place=seen.place, told=standing)
    first, *others = _asking(seen)
    told = formats.semicolon([standing, first])
    for other in others:
        longer = say("{told}，{other}", told=told, other=other)
        if len(formats.sentence(longer)) > MOST_SIGNS[language()]:
            break  # nothing less grave may stand where something graver had no room
        told = longer
    return formats.sentence(told)


def is_under_way(seen: Overview) -> bool:
    """Tell whether applications are open or over and anybody has sent a roster."""
    return _opening(seen)["days_left"] <= 0 and seen.is_known


def _opening(seen: Overview) -> overview.Row:
    return seen.stops.get("opening") or seen.stops["openings"]


def _waiting(seen: Overview) -> str:
    """Before the season, and while nothing has been sent."""
    opening, where = _opening(seen), seen.place
    n = formats.number(seen.counts["allocated"])
    if not any(place.is_allotted for place in seen.places):
        places = say("{where}名额尚未下达", where=where) if where else say("全州名额尚未下达")
    elif where:
        places = say("{where}已下达名额 {n} 个", where=where, n=n)
    else:
        places = say("全州已下达名额 {n} 个", n=n)
    if opening["days_left"] > 0:
        starts = say(
            "{day}起申报，还有 {days} 天（{workdays} 个工作日）",
            day=formats.day(opening["day"]),
            days=opening["days_left"],
            workdays=opening["workdays_left"],
        )
        return formats.sentence(formats.semicolon([starts, places]))
    silent = say("还没有报送花名册") if where else say("还没有县市报送花名册")
    return formats.sentence(formats.comma([places, silent]))


def _standing(seen: Overview) -> str:
    counts = seen.counts
    if counts["allocated"]:
        places = say("{n} 个名额占用 {k} 个", n=counts["allocated"], k=counts["occupied"])
    else:
        places = say("名额尚未下达，已申报 {n} 人", n=counts["applied"])
    if not _has_passed(seen, "applications"):
        return formats.comma([places, _remaining(seen.stops["applications"])])
    if not _has_passed(seen, "online_review"):
        review = seen.milestones["online_review"]
        pair = formats.fraction(review["numerator"], review["denominator"])
        return formats.comma([places, say("网上审核办结 {pair}", pair=pair)])
    if not _has_passed(seen, "borderline" if "borderline" in seen.stops else "paper"):
        return formats.comma([places, _paper(seen)])
    if not _has_passed(seen, "year_end"):
        panel = seen.milestones["panel"]
        voted = formats.fraction(panel["numerator"], panel["denominator"])
        return formats.comma([places, say("评审完成 {pair}", pair=voted)])
    told = [say("{n} 个名额评出 {k} 人", n=counts["allocated"], k=counts["passed"])]
    if counts["in_process"]:
        told.append(say("{n} 人年度终止未办结", n=counts["in_process"]))
    return formats.comma(told)


def _paper(seen: Overview) -> str:
    missing = seen.counts["waiting_paper"]
    if not missing:
        return say("纸质材料没有待送的")
    if _has_passed(seen, "paper"):
        return say("纸质材料还差 {n} 件", n=missing)
    return say("纸质材料待送 {n} 件", n=missing)


def _remaining(stop: overview.Row) -> str:
    if not stop["days_left"]:
        return say("申报今天截止")
    return say(
        "申报还有 {days} 天（{workdays} 个工作日）",
        days=stop["days_left"],
        workdays=stop["workdays_left"],
    )


def _has_passed(seen: Overview, stop: str) -> bool:
    """The day itself still belongs to the window; the last day of the year closes it."""
    days: int = seen.stops[stop]["days_left"]
    return days <= 0 if stop == "year_end" else days < 0


def _asking(seen: Overview) -> list[str]:
    """Whom to ask, gravest first; what does not fit into the sentence stands in the rows."""
    told = [raised_words.sentence(seen.raised, seen.names, seen.place)] if seen.raised else []
    if seen.grave:
        told.append(say("{who}超额或材料逾期", who=_counted_or_named(seen, seen.grave)))
    else:
        told.append(say("没有系列超额或材料逾期") if seen.place else say("没有县市超额或材料逾期"))
    silent = [place for place in seen.places if place.is_silent]
    if silent:
        who = _counted_or_named(seen, silent)
        told.append(say("{who}未按时报送", who=who))
    return told


def _counted_or_named(seen: Overview, places: list[Place]) -> str:
    return places[0].name if len(places) == 1 else _of_kind(seen, len(places))


def _of_kind(seen: Overview, number: int) -> str:
    """三个县市, or of one chosen county 三个系列."""
    if seen.place:
        return say("一个系列") if number == 1 else say("{word}个系列", word=counted(number))
    return of_counties(number)


def of_counties(number: int) -> str:
    """三个县市, three counties."""
    return say("一个县市") if number == 1 else say("{word}个县市", word=counted(number))


def counted(number: int) -> str:
    """五个, as words read; above nine in figures."""
    if number < len(NUMERALS):
        return say(NUMERALS[number])
    return f"{number}" if language() == ENGLISH else f" {number} "


def places_title(seen: Overview) -> str:
    """The finding of the nine rows."""
    filled = [place for place in seen.places if (place.share or 0) >= NEARLY_ALL]
    over = [place.name for place in seen.places if place.counts["over_quota"]]
    who = _of_kind(seen, len(filled))
    if not any(place.is_allotted for place in seen.places):
        return say("名额尚未下达")
    if not any(place.counts["occupied"] for place in seen.places):
        return say("名额已下达，尚无申报占用")
    if over:
        names = formats.listed(over, 3)
        beyond = (
            say("{names}超名额", names=names)
            if seen.place
            else say("{names}有系列超名额", names=names)
        )
        if not filled:
            return beyond
        return say("{who}占用九成以上，{beyond}", who=who, beyond=beyond)
    if not filled:
        return say("还没有系列占用到九成") if seen.place else say("还没有县市占用到九成")
    told = say("{who}名额占用九成以上", who=who)
    full = [place.name for place in filled if (place.share or 0) >= 1]
    names = formats.listed(full, 3)
    return formats.comma([told, say("{names}已满", names=names)]) if full else told


def milestones_title(seen: Overview) -> str:
    """Which windows are over, which is open, and what is left of the year."""
    titles = {
        "applications": say("申报", "window"),
        "online_review": say("网上审核"),
        "paper": say("纸质材料"),
    }
    over = [name for key, name in titles.items() if _has_passed(seen, key)]
    end, names = seen.stops["year_end"], formats.listed(over)
    if end["days_left"] <= 0:
        return say("四个节点都已结束")
    if not over:
        return say("四个节点：年底前还有 {n} 个工作日", n=end["workdays_left"])
    return say(
        "四个节点：{names}已截止，年底前还有 {n} 个工作日", names=names, n=end["workdays_left"]
    )
