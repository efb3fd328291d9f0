"""The grounds of 五(二), each with what the flags say of it, and who did not sign (五(三))."""

from dashboard import formats, way
from dashboard.reports import year_end_flags
from dashboard.reports.articles import article
from dashboard.reports.year_end_breaches import LEVELS, signed
from dashboard.reports.year_end_course import longest
from dashboard.reports.year_end_finding import Finding, counted, finding, spread
from dashboard.reports.year_end_parts import counties_with, of, pair
from dashboard.reports.year_end_seen import YearEnd, in_time

MOST_REASONS, MOST_UNITS = 3, 10
# Whether anything is cut is not for a paper to say.
CLAUSE = f"（{article('五(二)')}），是否拟提请核减以领导小组研究意见为准"


def materials(seen: YearEnd) -> Finding | None:
    counts, rates = seen.total.counts, seen.total.rates
    flags = year_end_flags.told(seen, "材料缺漏")
    if (
        not counts["returned_persons"]
        and not counts["paper_defective"]
        and not year_end_flags.to_check(seen, "材料缺漏")
    ):
        return None
    told = []
    if counts["returned_persons"]:
        reasons = [f"{row['reason']}{row['number']}次" for row in seen.reasons[:MOST_REASONS]]
        lead = "居前的原因是" if len(seen.reasons) > MOST_REASONS else "原因是"
        told.append(
            f"有审核结论的人员中因材料原因被退回过的{pair(rates['return_rate'])}，"
            f"计次退回{counts['counted_returns']}次，{lead}{formats.listed(reasons)}（见@reasons）"
        )
    if counts["escaped"]:
        who = spread(seen, "escaped", "人")
        told.append(f"县级审核通过后又被州级退回的{pair(rates['escape_rate'])}{who}")
    if counts["paper_defective"]:
        told.append(f"纸质材料送达时缺件的{pair(rates['paper_defect_rate'])}")
    ask = (
        f"压实逐级审核责任。推荐单位对每一份申报逐一审核，县市对照条件逐项审查（{article('四(二)')}、"
        f"{article('五(二)')}）；退回的一次写清全部问题。材料缺漏较严重的影响下一年度指标"
        f"{CLAUSE}。"
    )
    return finding("审核把关和材料缺漏", told, ask, flags)


def lateness(seen: YearEnd) -> Finding | None:
    counts, rates = seen.total.counts, seen.total.rates
    flags = year_end_flags.told(seen, "拖延报送")
    found = in_time(seen, "paper", None)
    told = []
    if counts["late_files"]:
        who = spread(seen, "late_files", "件")
        never = f"，其中没有送达{found['overdue']}件" if found["overdue"] else ""
        beyond = f"，已送达的最长超期{longest(found)}" if longest(found) else ""
        told.append(f"纸质材料逾期{pair(rates['late_rate'])}{who}{never}{beyond}")
    if counts["overdue_reviews"]:
        who = spread(seen, "overdue_reviews", "人")
        told.append(f"网上形式审核截止时县级逾期未审{pair(rates['overdue_review_rate'])}{who}")
    told.append(counted(seen, "applied_late", "首次提交晚于个人申报截止日", "人"))
    if not any(told) and not year_end_flags.to_check(seen, "拖延报送"):
        return None
    ask = (
        f"按期报送。个人申报、网上形式审核、纸质材料受理各在规定的日期内完成（{article('三')}），"
        f"拖延报送较严重的影响下一年度指标{CLAUSE}；有关县市和单位倒排时间，"
        "确需延期的事先报州职改办登记。"
    )
    return finding("拖延报送", told, ask, flags)


def waste(seen: YearEnd) -> Finding | None:
    counts, ways = seen.total.counts, seen.ways[None]
    flags = year_end_flags.told(seen, "名额浪费")
    if not counts["wasted"] and not year_end_flags.to_check(seen, "名额浪费"):
        return None
    told = []
    if counts["wasted"]:
        causes = [f"{title}{ways[key]}个" for key, title in way.CAUSES.items() if ways.get(key)]
        told.append(counted(seen, "wasted", "推荐以后因推荐不当失去、又没有递补的名额", "个"))
        told.append(f"原因为{formats.comma(causes)}{_units(seen)}")
    ask = (
        f"把好推荐关。因推荐不当人选造成名额浪费的县市或单位，影响下一年度指标{CLAUSE}；"
        "有关县市和单位说明推荐经过，推荐后出现空缺的及时递补。名额没有用完、评审票数不足不在此列。"
    )
    return finding("推荐不当造成名额浪费", told, ask, flags)


def _units(seen: YearEnd) -> str:
    """Name the units of the places that were wasted, for whoever may see them; many stand in the annex."""
    tally: dict[str, int] = {}
    for row in seen.listed.get("wasted", ()):
        if row["unit"]:
            name = f"{seen.name(row['county_code'])}{row['unit']}"
            tally[name] = tally.get(name, 0) + row["weight"]
    if len(tally) > MOST_UNITS:
        return f"；涉及{len(tally)}个单位（见@units）"
    told = formats.listed([f"{name}{n}个" for name, n in tally.items()])
    return f"；涉及单位：{told}" if told else ""


def signing(seen: YearEnd) -> Finding | None:
    numbers = signed(seen)
    told = []
    for count, words, whole in (
        ("unsigned", "审核记录没有审签人", "reviews"),
        ("unexplained", "退回没有注明问题", "returns"),
    ):
        if not seen.total.counts[count]:
            continue
        levels = [
            f"{title}{numbers[count, None, level]}条"
            for level, title in LEVELS.items()
            if numbers[count, None, level]
        ]
        of_all = sum(numbers[whole, None, level] for level in LEVELS)
        who = "" if seen.is_one_place else f"，{counties_with(seen, of(count), '条')}"
        told.append(
            f"{words}{seen.total.counts[count]}条（共{of_all}条），按层级为{formats.listed(levels)}{who}"
        )
    if not told:
        return None
    ask = (
        f"落实审签责任。谁审签、谁签名，谁签名、谁负责（{article('五(三)')}）；退回的须注明存在问题并及时退回"
        f"（{article('四(二)')}）。有关层级补齐审签人和退回问题（见@signing），不得以“无”代替。"
    )
    return finding("审签不规范", told, ask)
