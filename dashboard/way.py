"""The way of the places as steps: set, allocated, applied for, what was lost and why, who passed."""

import plotly.graph_objects as go

from dashboard.figures_quota import chain
from dashboard.quota import Quota
from dashboard.steps import LOST, PERSONS, PLACES, UNUSED, WAITING, WASTED, Step
from dashboard.words import ENGLISH, language, mark, say

LOSSES = {
    "way_withdrawn": mark("撤回"),
    "way_ineligible": mark("终止资格"),
    "way_locked": mark("三次退回锁定"),
    "way_votes": mark("评审票数不足"),
    "way_conditions": mark("评审条件不符"),
    "way_other": mark("评审其他未过"),
    "way_revoked": mark("通过后取消"),
}
UNDER_WAY = {
    "way_to_county": mark("在办：待推荐"),
    "way_to_formal": mark("在办：待形审"),
    "way_to_panel": mark("在办：待评审"),
}
CAUSES = {
    "lost_refused": mark("州级不予通过"),
    "lost_sanction": mark("取消或否决"),
    "lost_panel": mark("评审不符、虚假"),
    "lost_objection": mark("公示异议属实"),
    "lost_withdrawn": mark("推荐后撤回"),
}
LABELS = {ENGLISH: 168}
LABEL = 112


def picture(seen: Quota) -> go.Figure:
    return chain(steps(seen), LABELS.get(language(), LABEL))


def steps(seen: Quota) -> list[Step]:
    """From the posts to who passed; apart stand places without use, and the wasted by cause."""
    counts = seen.chosen.counts

    def whole(count: str, title: str, kind: str, aside: str = "") -> Step:
        return Step(title, count, counts[count] or 0, kind, aside)

    voted = say("已评 {n} 人", n=counts["voted"]) if counts["voted"] else say("尚未评审")
    return [
        whole("approved_posts", say("核定职数"), PLACES),
        whole("allocated", say("下达名额"), PLACES),
        whole("applied", say("申报"), PERSONS),
        *_departures(seen),
        whole("passed", say("评审通过"), PERSONS, voted),
        _unused(seen),
        whole("wasted", say("浪费"), WASTED),
        *(
            Step(say(title), way, seen.ways[way], WASTED, is_part=True)
            for way, title in CAUSES.items()
            if way in seen.ways
        ),
    ]


def _departures(seen: Quota) -> list[Step]:
    """Each begins where the one before it ends: applied less all of them is who passed."""
    made, left = [], seen.chosen.counts["applied"] or 0
    for kind, titles in ((LOST, LOSSES), (WAITING, UNDER_WAY)):
        for way, title in titles.items():
            if number := seen.ways.get(way, 0):
                left -= number
                made.append(Step(say(title), way, number, kind, start=left))
    return made


def _unused(seen: Quota) -> Step:
    """Places that nobody was recommended for, or, before the paper window ends, that are still free."""
    counts = seen.chosen.counts
    if not seen.is_paper_over:
        return Step(say("剩余名额"), "remaining", counts["remaining"] or 0, UNUSED)
    idle = counts["idle"] or 0
    aside = say("推荐多于名额") if idle < 0 else ""
    return Step(say("未用（闲置）"), "idle", idle, UNUSED, aside)
