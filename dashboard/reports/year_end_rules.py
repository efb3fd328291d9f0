"""What went against the rules of the notice: posts, time, publicity, falsification, three tries."""

from dashboard import formats
from dashboard.lists import LEVELS
from dashboard.reports.articles import article
from dashboard.reports.year_end_breaches import MEASURES
from dashboard.reports.year_end_finding import Finding, counted, finding
from dashboard.reports.year_end_parts import NOT_REPORTED, counties_with
from dashboard.reports.year_end_seen import YearEnd

REFUSED = "不予通过"


def places(seen: YearEnd) -> Finding | None:
    told = [
        counted(seen, "over_posts", "申报人数超出核定职数（按县市、系列逐格计算）", "人"),
        counted(seen, "out_of_scope", "单位类别不在评审范围内的申报", "人"),
    ]
    if not any(told):
        return None
    ask = (
        f"严守核定职数和评审范围。名额在核定的职数范围内申报（{article('一')}）；"
        "有关县市对超出的申报逐人核对岗位职数和单位类别，下一年度组织申报前先行核对。"
    )
    return finding("职数和范围", told, ask)


def unfinished(seen: YearEnd) -> Finding | None:
    """Only of counties whose year is loaded to its end; of the others it is said that they are not judged."""
    known = [each for each in seen.counties if each.county_code in seen.whole]
    number = sum(each.counts["in_process"] or 0 for each in known)
    if not seen.is_over or not number:
        return None
    stages = [
        f"{title}{n}人"
        for key, title in LEVELS.items()
        if (n := sum(each.counts[key] or 0 for each in known))
    ]
    places = [
        f"{seen.name(each.county_code)}{each.counts['in_process']}人"
        for each in known
        if each.counts["in_process"]
    ]
    who = "" if seen.is_one_place else f"：{formats.listed(places)}"
    told = [f"年度终止时未办结的申报{number}人{who}", f"停在的环节为{formats.listed(stages)}"]
    others = [seen.name(each.county_code) for each in seen.counties if each not in known]
    if others:
        told.append(f"{formats.listed(others)}年底的报表没有载入，暂不评价")
    ask = (
        f"当年办结。评审工作于年底前完成，不得跨年度评审（{article('三')}）；对未办结的逐件查明停在的环节"
        "（见@open），按年度终止处理，不带入下一年度。"
    )
    return finding("年底未办结", told, ask)


def publicity(seen: YearEnd) -> Finding | None:
    told = [
        counted(seen, "publicity_missing", "规定层级缺公示", "项"),
        counted(
            seen, "publicity_short", f"公示不足{seen.season.publicity_days.value}个工作日", "次"
        ),
        counted(seen, "publicity_late", "公示晚于纸质材料送达才结束", "次"),
    ]
    if not any(told):
        return None
    if borderline := seen.total.counts["publicity_borderline"]:
        told.append(f"另有临界{borderline}次（起始日计入满、不计入不满），不算不足")
    ask = (
        f"规范逐级公示。申报材料逐级公示，每次不少于{seen.season.publicity_days.value}个工作日"
        f"（{article('四(二)')}）；有关县市查明缺公示的是没有做还是没有报，已做的补报记录，"
        "起始日按不计入安排，材料送达前公示期满。"
    )
    return finding("公示不规范", told, ask)


def violations(seen: YearEnd) -> Finding | None:
    told, measured = [], set()
    for measure in MEASURES:
        by_code = {each.county_code: seen.sanctions.get((each.county_code or "", measure), 0)
                   for each in seen.counties}  # fmt: skip
        if number := sum(by_code.values()):
            measured.add(measure)
            who = counties_with(seen, lambda each, by=by_code: by[each.county_code], "人")  # type: ignore[misc]
            told.append(f"{measure}{number}人" + ("" if seen.is_one_place else f"：{who}"))
    told += [
        counted(seen, "blacklisted_applied", "列入黑名单期内又申报", "人"),
        counted(seen, "double_applied", "同一人重复申报（每份各计，本地口径）", "人"),
    ]
    if not any(told):
        return None
    ask = (
        f"从严审查申报资格。县市逐项审查是否符合条件，不符合的不得推荐报送（{article('四(二)')}）；"
        "报名前核对黑名单和重复申报，有疑问的逐件核实。"
    )
    if measured - {REFUSED}:
        ask += (
            "对弄虚作假的取消申报资格并列入“黑名单”，实行“一票否决”，已取得资格的撤销、"
            f"已聘任的解聘（{article('五(三)')}），处理结果登记文号。"
        )
    return finding("违规和终止资格", told, ask)


def three_times(seen: YearEnd) -> Finding | None:
    told = [
        counted(seen, "locked", "提交三次仍因材料问题被退回、本年度不再受理", "人"),
        counted(seen, "submitted_after_lock", "不再受理以后又提交", "人"),
    ]
    if not any(told):
        return None
    ask = (
        f"管好三次提交。提交三次材料仍不符合要求的，本年度不再受理（{article('四(三)')}）；"
        "第二次退回即提醒到人，由单位把关后再提交，不再受理的不得再收。"
    )
    return finding("三次退回", told, ask)


def reporting(seen: YearEnd) -> Finding | None:
    silent = [seen.name(each.county_code) for each in seen.counties if seen.is_silent(each)]
    late = [
        seen.name(each.county_code)
        for each in seen.counties
        if seen.is_over and each.county_code not in seen.whole and not seen.is_silent(each)
    ]
    quarantined = seen.rows_read["quarantined"]
    told = [f"{formats.listed(silent)}{NOT_REPORTED}花名册"] if silent else []
    if late:
        who = "各县市" if len(late) == len(seen.counties) > 1 else formats.listed(late)
        told.append(
            f"{who}年底的报表（含州职改办的评审结果和结果公示）没有载入，是否跨年度暂不评价"
        )
    if quarantined:
        told.append(
            f"报送的{seen.rows_read['read']}行数据中{quarantined}行因有误被隔离，没有计入（见@data）"
        )
    if not told:
        return None
    ask = (
        "如实、完整报送数据。没有报送、没有载入的立即补报，被隔离的对照修改清单改正重报；"
        "更正后的数以新版本为准。"
    )
    return finding("数据报送", told, ask)
