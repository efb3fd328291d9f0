"""一、总体情况 of the year-end report: results, milestones, last season, unused apart from wasted."""

from collections.abc import Iterator

from dashboard import formats, quota, way
from dashboard.reports import year_end_compare, year_end_data, year_end_milestones
from dashboard.reports.chart import Bullet, Bullets, Chain
from dashboard.reports.paper import Block, Paragraph, Picture
from dashboard.reports.year_end_course import WINDOWS
from dashboard.reports.year_end_parts import counties_with, of, pair
from dashboard.reports.year_end_seen import YearEnd
from dashboard.steps import Step
from etl.queries import Figures

REACHED = (
    ("applied", "申报"),
    ("recommended", "县级推荐"),
    ("accepted", "州级形式审核通过"),
    ("accepted_with_paper", "纸质材料送达"),
    ("voted", "参加评审"),
    ("passed_by_vote", "评审通过"),
)


def blocks(seen: YearEnd, steps: list[Step]) -> Iterator[Block]:
    """What a reader must know first, in the order of the 通报."""
    if behind := (seen.has_begun and year_end_data.behind(seen)):
        yield Paragraph(behind, "数据说明。")
    yield Paragraph(results(seen), "名额和结果。")
    if not seen.is_known:
        return
    if len(seen.series) > 1:
        yield Paragraph(by_series(seen), "各支队伍。")
    for milestone, title in WINDOWS.items():
        yield Paragraph(year_end_milestones.told(seen, milestone), f"{title}。")
    yield Paragraph(_against_last_season(seen), "与上年比较。")
    if seen.total.counts["wasted"] or _is_idle_known(seen):
        yield Paragraph(unused(seen), "未用和浪费。")
    yield Paragraph(left_open(seen), "办结。")
    if not seen.is_one_place:
        yield places(seen)
    yield chain(steps)


def where(seen: YearEnd) -> str:
    """全州, or the one county that the report is about; with its series where there is only one."""
    place = seen.name(seen.counties[0].county_code) if seen.is_one_place else "全州"
    return f"{place}{seen.name(seen.series[0].series_code)}系列" if len(seen.series) == 1 else place


def results(seen: YearEnd) -> str:
    """From the posts to who holds a title, as far as the season has come."""
    counts, place = seen.total.counts, where(seen)
    if not seen.allotted:
        places = f"{place}名额尚未下达"
    else:
        places = f"{place}核定职数{counts['approved_posts']}个，下达名额{counts['allocated']}个（第一条）"
    if not seen.has_begun:
        return f"{places}；{formats.day(seen.season.first_day)}起申报，尚未开始。"
    if not seen.is_known:
        return f"{places}；还没有报送花名册，申报人数不详。"
    silent = [seen.name(each.county_code) for each in seen.counties if seen.is_silent(each)]
    told = [f"{title}{counts[count]}人" for count, title in REACHED if counts[count]]
    way_so_far = formats.comma(told) if told else "还没有人申报"
    without = f"（未报送花名册的{formats.listed(silent)}不在内）" if silent else ""
    return f"{places}。截至{formats.day(seen.day)}，{way_so_far}{without}。{_holding(seen)}"


def _holding(seen: YearEnd) -> str:
    counts = seen.total.counts
    if not counts["voted"]:
        return "评审结果还没有载入。"
    revoked = (counts["passed_by_vote"] or 0) - (counts["passed"] or 0)
    gone = f"评审通过后被取消或撤销资格{revoked}人，" if revoked else ""
    used = pair(seen.total.rates["usage_after_panel"])
    dismissed = f"，解聘{counts['dismissed']}人" if counts["dismissed"] else ""
    holding = f"{gone}保有资格{counts['passed']}人，占下达名额的{used}"
    return f"{holding}；已聘任{counts['appointed']}人{dismissed}。"


def by_series(seen: YearEnd) -> str:
    """Each series with its places, and who of them passed, or has taken one while no panel has voted."""
    measure = quota.AFTER if seen.total.counts["voted"] else quota.BEFORE
    word = "取得资格" if measure is quota.AFTER else "占用"
    told = [
        f"{seen.name(each.series_code)}下达{each.counts['allocated']}个、申报{each.counts['applied']}人、"
        f"{word}{pair(each.rates[measure.rate])}"
        for each in seen.series
    ]
    return f"{formats.semicolon(told)}。"


def _against_last_season(seen: YearEnd) -> str:
    if seen.before is None:
        return "没有上年度的数据可比。"
    return year_end_compare.sentence(seen, seen.before) + year_end_compare.why(seen, seen.before)


def _is_idle_known(seen: YearEnd) -> bool:
    """Before the paper window ends a place without a candidate is not yet unused."""
    return seen.day > seen.season.windows.paper.ends_on


def unused(seen: YearEnd) -> str:
    """Places without use told apart from places wasted, with the causes of these."""
    counts, ways = seen.total.counts, seen.ways[None]
    idle = counts["idle"] or 0
    over = [each for each in seen.counties if (each.counts["idle"] or 0) < 0]
    names = formats.listed([seen.name(each.county_code) for each in over])
    more = f"（{names}推荐多于名额，已相抵）" if over else ""
    first = f"下达名额与推荐人数相抵，未用（闲置）{max(idle, 0)}个{more}。"
    if not _is_idle_known(seen):
        first = ""
    elif idle < 0:
        first = f"推荐人数比下达名额多{-idle}人。"
    if not counts["wasted"]:
        second = "没有因推荐不当造成的名额浪费。"
    else:
        causes = [f"{title}{ways[key]}个" for key, title in way.CAUSES.items() if ways.get(key)]
        rate = pair(seen.total.rates["wasted_rate"])
        second = (
            f"推荐后因推荐不当失去、又没有递补的（浪费）{counts['wasted']}个，占下达名额的{rate}，"
            f"其中{formats.comma(causes)}（第五条第（二）项）。"
        )
    return f"{first}{second}两者分开统计：未用只作参考，不是核减的理由（见@unused）。"


def left_open(seen: YearEnd) -> str:
    """Who is done with, and where the others stand."""
    counts = seen.total.counts
    closed = f"申报{counts['applied']}人中已办结{counts['closed']}人"
    if not counts["closed"]:
        closed = f"申报{counts['applied']}人，还没有办结的"
    if not counts["in_process"]:
        return f"{closed}，没有未办结的。"
    word = "年度终止时未完成" if seen.is_closed else seen.open_word(seen.total)
    who = counties_with(seen, of("in_process"), "人")
    told = f"（{who}）" if not seen.is_one_place else ""
    return f"{closed}，{word}{counts['in_process']}人{told}，停在的环节见@open。"


def places(seen: YearEnd) -> Picture:
    """The counties on one scale: places, recommended, passed; last season's recommended beside them."""
    rows = tuple(_bullet(seen, each) for each in seen.counties)
    chart = Bullets(rows, "下达名额", "推荐", "取得资格")
    told = [f"{row.name}下达{row.whole}、推荐{row.reached}、取得资格{row.done}" for row in rows]
    note = "细线为上年同期推荐人数。" if seen.before else ""
    return Picture(
        "bars", "各县市名额、推荐和取得资格人数", f"横条图：{'；'.join(told)}。", chart, note
    )


def _bullet(seen: YearEnd, each: Figures) -> Bullet:
    before = seen.before.counties.get(each.county_code or "") if seen.before else None
    return Bullet(
        seen.name(each.county_code),
        each.counts["allocated"] or 0,
        each.counts["recommended"] or 0,
        each.counts["passed"] or 0,
        before.counts["recommended"] if before else None,
        "未报送" if seen.is_silent(each) else "",
    )


def chain(steps: list[Step]) -> Picture:
    """What became of the places, as 名额 draws it."""
    told = formats.comma(f"{step.title}{formats.number(step.value)}" for step in steps)
    return Picture("chain", "名额去向", f"横条图，名额去向：{told}。", Chain(tuple(steps)))
