"""Which lists one may ask for on 名额, and the address of the list behind a figure of any page."""

from collections.abc import Callable, Mapping
from functools import cache

from dashboard.words import mark, say
from etl import catalog

Address = Callable[..., str]
NO_LIST = "none"
FIRST = {"top": "list"}  # in an address: the list stands above the cells
NOT_ASKED = mark("不列名单")
# What became of the applications: every one of them is in exactly one of these.
WAYS = {
    "way_withdrawn": mark("去向·撤回"),
    "way_ineligible": mark("去向·终止资格"),
    "way_locked": mark("去向·三次退回锁定"),
    "way_votes": mark("去向·评审票数不足"),
    "way_conditions": mark("去向·评审条件或材料不符"),
    "way_other": mark("去向·评审因其他原因未通过"),
    "way_revoked": mark("去向·通过后取消"),
    "way_to_county": mark("去向·在办，待推荐"),
    "way_to_formal": mark("去向·在办，待形式审核通过"),
    "way_to_panel": mark("去向·在办，待评审"),
    "way_passed": mark("去向·评审通过"),
}
# Why a recommended place was wasted, by its earliest event: every one is in exactly one of these.
LOSSES = {
    "lost_refused": mark("浪费·州级不予通过"),
    "lost_sanction": mark("浪费·取消资格或一票否决"),
    "lost_panel": mark("浪费·评审不符条件或材料虚假"),
    "lost_objection": mark("浪费·公示异议属实"),
    "lost_withdrawn": mark("浪费·推荐后撤回"),
}
DOCUMENTS = {"allocated": mark("下达名额"), "approved_posts": mark("核定职数")}
DIFFERENCES = {
    "over_posts": mark("超职数"),
    "over_quota": mark("超名额"),
    "remaining": mark("剩余名额"),
    "idle": mark("未用（闲置）"),
}
# Counts of persons on this page and on 总览.
PERSONS = {
    "occupied": mark("占用名额"),
    "passed": mark("评审通过"),
    "applied": mark("申报"),
    "recommended": mark("县级推荐"),
    "accepted": mark("形式审核通过"),
    "wasted": mark("名额浪费"),
    "ineligible": mark("终止资格"),
    "locked": mark("三次退回锁定"),
    "withdrawn": mark("撤回"),
    "applied_late": mark("逾期申报"),
    "blacklisted_applied": mark("黑名单期内申报"),
    "overdue_reviews": mark("县级逾期未审"),
    "review_closed": mark("网上审核办结"),
    "waiting_paper": mark("待送纸质材料"),
    "accepted_with_paper": mark("纸质材料到件"),
    "late_files": mark("纸质材料逾期"),
    "borderline_files": mark("纸质材料临界"),
    "voted": mark("参加评审"),
    "closed": mark("全部办结"),
}
PUBLICITY = {"publicity_missing": mark("公示缺"), "publicity_short": mark("公示不足")}
LISTED = PERSONS | DIFFERENCES | DOCUMENTS | PUBLICITY | WAYS | LOSSES


def title(count: str) -> str:
    """The name of a list, in Chinese (a mark)."""
    return LISTED.get(count, NOT_ASKED)


def address(to: Address, count: str, **place: str | None) -> str:
    """Build the link to the list behind a figure; `place` narrows or widens what the page shows."""
    return to(page="quota", list=say(LISTED[count]), **place, **FIRST)


def is_first(asked: Mapping[str, str]) -> bool:
    """Tell whether an address wants the list above the cells: it came from another page's figure."""
    return all(asked.get(key) == value for key, value in FIRST.items())


@cache
def units() -> dict[str, str]:
    """In what each count is counted, as its definition says."""
    return {count.id: count.unit for count in catalog.counts()}


def unit(count: str) -> str:
    """人 for the parts of a count of persons."""
    return units().get(count, mark("人"))
