"""二、各县市情况 of the year-end report: a few sentences a county, in order, then six columns."""

from collections.abc import Iterator

from dashboard import formats
from dashboard.reports import year_end_data, year_end_flags, year_end_places
from dashboard.reports.paper import Block, Heading, Paragraph
from dashboard.reports.year_end_parts import pair
from dashboard.reports.year_end_seen import YearEnd
from etl.queries import Figures

# What is told of a county where it occurs, in the order of the notice.
TOLD = (
    ("over_posts", "超职数申报{n}人"),
    ("out_of_scope", "超范围申报{n}人"),
    ("locked", "三次退回锁定{n}人"),
    ("ineligible", "终止资格{n}人"),
    ("publicity_missing", "缺公示{n}项"),
    ("publicity_short", "公示不足{n}次"),
    ("publicity_late", "公示晚于到件{n}次"),
    ("unsigned", "审核未签名{n}条"),
    ("unexplained", "退回未注明问题{n}条"),
)

COURSE = {
    "first_pass_rate": "首次提交即通过",
    "return_rate": "被退回",
    "escape_rate": "县级通过后被州级退回",
    "overdue_review_rate": "县级逾期未审",
    "late_rate": "纸质材料逾期",
}
BETTER_NONE = tuple(COURSE)[1:]


def blocks(seen: YearEnd) -> Iterator[Block]:
    if not seen.is_known:
        yield year_end_places.known_places(seen)
        return
    yield Heading("完成情况")
    for each in seen.counties:
        yield Paragraph(county(seen, each), f"{seen.name(each.county_code)}。")
    yield Heading("六栏表")
    if not seen.is_one_place:
        yield year_end_places.six_by_county(seen)
    if len(seen.series) > 1:
        yield year_end_places.six_by_series(seen)


def county(seen: YearEnd, each: Figures) -> str:
    """Places and results, how the work went, what was found, what the flags say."""
    counts = each.counts
    places = "名额未下达"
    if seen.is_allotted(each):
        places = f"核定职数{counts['approved_posts']}个，下达名额{counts['allocated']}个"
    if seen.is_silent(each):
        return f"{places}；未报送花名册，其余不详。"
    told = [_results(seen, each, places), _course(seen, each)]
    found = [words.format(n=counts[count]) for count, words in TOLD if counts[count]]
    if found:
        told.append(f"另有{formats.listed(found)}。")
    return "".join([*told, _flags(seen, each)])


def _results(seen: YearEnd, each: Figures, places: str) -> str:
    counts = each.counts
    told = [f"申报{counts['applied']}人", f"推荐{counts['recommended']}人"]
    told.append(f"形式审核通过{counts['accepted']}人")
    if seen.total.counts["voted"]:
        used = pair(each.rates["usage_after_panel"])
        told += [f"取得资格{counts['passed']}人，占名额{used}", f"聘任{counts['appointed']}人"]
    else:
        told.append(f"占用名额{pair(each.rates['usage_before_panel'])}")
    return f"{places}；{formats.comma(told)}{_places_left(seen, each)}。"


def _places_left(seen: YearEnd, each: Figures) -> str:
    """Unused and wasted, always as two."""
    idle, wasted = each.counts["idle"] or 0, each.counts["wasted"] or 0
    told = []
    if seen.day > seen.season.windows.paper.ends_on and seen.is_allotted(each):
        if idle > 0:
            told.append(f"未用名额{idle}个")
        if idle < 0:
            told.append(f"推荐比名额多{-idle}人")
    if wasted:
        told.append(f"推荐不当浪费名额{wasted}个")
    return f"；{formats.comma(told)}" if told else ""


def _course(seen: YearEnd, each: Figures) -> str:
    """Shares that say how carefully and how timely the county worked, each with k and n."""
    told, none = [], []
    for rate, words in COURSE.items():
        if each.rates[rate].numerator or (each.rates[rate].denominator and rate not in BETTER_NONE):
            told.append(f"{words}{pair(each.rates[rate])}")
        elif each.rates[rate].denominator and _can_be_told(seen, each, rate):
            none.append(words)
    if open_ := each.counts["in_process"]:
        told.append(f"{seen.open_word(each)}{open_}人")
    if none:
        told.append(f"没有{formats.listed(none)}的")
    return f"{formats.comma(told)}。" if told else ""


def _can_be_told(seen: YearEnd, each: Figures, rate: str) -> bool:
    """Nobody is late before an end has passed, and none is known to be before the sheets reach it."""
    milestone = {"overdue_review_rate": "online_review", "late_rate": "paper"}.get(rate)
    return milestone is None or year_end_data.is_loaded(seen, milestone, each.county_code)


def _flags(seen: YearEnd, each: Figures) -> str:
    """What is to be looked into in a county, with its grounds, and in how many of its units.

    What is only to be kept an eye on is no finding to be told to others; it stands in the list of flags.
    """
    found = [flag for flag in year_end_flags.to_check(seen) if flag.county_code == each.county_code]
    grounds = dict.fromkeys(flag.ground for flag in found if flag.unit is None)
    units = len({flag.unit for flag in found if flag.unit})
    told = [f"建议核查（{formats.listed(list(grounds))}）"] if grounds else []
    told += [f"{units}个单位建议核查"] if units else []
    return f"预警：{formats.comma(told)}。" if told else ""
