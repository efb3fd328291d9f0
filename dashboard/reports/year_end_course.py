"""Tables of how the work went: returns, punctuality, publicity, what was left open."""

from dashboard import formats, lists, quality
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_parts import by_county, counting, nothing
from dashboard.reports.year_end_seen import YearEnd, in_time, share
from etl.queries import Figures, Rate

TURNS = dict(
    zip(quality.GROUPS, ("未被退回", "退回一次", "退回两次", "退回三次（锁定）"), strict=True)
)
WINDOWS = {
    "applications": "个人申报",
    "online_review": "网上形式审核",
    "paper": "纸质材料受理",
    "year_end": "年底办结",
}
PUBLICITY = {
    "publicity_done": "已完成",
    "publicity_short": "不足",
    "publicity_borderline": "临界",
    "publicity_missing": "缺",
    "publicity_late": "晚于到件",
}
OPEN = lists.LEVELS


def returns(seen: YearEnd) -> Table:
    """How often persons were returned, each in one column; the returns themselves stand last."""
    counts = {"decided": "有审核结论", **TURNS, "counted_returns": "计次退回（次）"}
    notes = (
        "有审核结论的人按退回次数只列一栏；单位退回、非材料原因和已登记误退更正的退回不计（四（三））。",
        "同一次提交先后被两级退回的算一次提交、两次退回。",
    )
    return counting(seen, "returns", "退回次数分布", "人、次", counts, notes)


def reasons(seen: YearEnd) -> Table:
    """The material reasons, most frequent first, with their part of all counted returns."""
    columns = (
        Column("reason", "退回原因", "text", width=9),
        Column("number", "次数", width=4),
        Column("persons", "涉及人数", width=4),
        Column("so_far", "累计", "rate", width=8),
    )
    rows = tuple(
        Row(
            (
                row["reason"],
                row["number"],
                row["persons"],
                Rate(row["so_far"], row["total"], row["share_so_far"]),
            )
        )
        for row in seen.reasons
    )
    notes = ("一人可因几种原因被退回，人数不相加；累计自次数最多的原因起。",)
    return Table("reasons", "退回原因", "次、人", columns, rows or nothing(len(columns)), notes)


def windows(seen: YearEnd) -> Table:
    """Each milestone with who was in time, and the longest delay."""
    columns = (
        Column("milestone", "节点", "text", width=6),
        Column("span", "起止", "text", width=8),
        Column("on_time", "按期/应完成", "rate", width=9),
        Column("borderline", "临界", width=3),
        Column("late", "逾期完成", width=3),
        Column("undone", "未见完成", width=3),
        Column("extended", "其中延期", width=3),
        Column("longest", "最长超期", "text", width=8),
    )
    rows = tuple(Row(_window(seen, milestone)) for milestone in WINDOWS)
    return Table("windows", "各节点按期情况", "人", columns, rows, _windows_notes(seen))


def _window(seen: YearEnd, milestone: str) -> tuple[Cell, ...]:
    found = in_time(seen, milestone, None)
    first = (WINDOWS[milestone], span(seen, milestone))
    if not seen.is_known:
        return (*first, *[None] * 6)
    numbers = [found[key] for key in ("borderline", "late", "undone", "extended")]
    return (*first, share(found), *numbers, longest(found) or None)


def span(seen: YearEnd, milestone: str) -> str:
    """11-18至11-25; of the year's end the day alone."""
    if milestone == "year_end":
        return f"至{formats.day_short(seen.season.year_end.on)}"
    window = getattr(seen.season.windows, milestone)
    return f"{formats.day_short(window.starts_on)}至{formats.day_short(window.ends_on)}"


def longest(found: object) -> str:
    """3天（2个工作日）, after the end that held for the application; nothing where nobody was late."""
    row = found if isinstance(found, dict) else {}
    if not row.get("longest_days"):
        return ""
    workdays = row["longest_workdays"]
    return f"{row['longest_days']}天（{f'{workdays}个工作日' if workdays else '都是休息日'}）"


def _windows_notes(seen: YearEnd) -> tuple[str, ...]:
    told = [
        (
            "应完成：个人申报、网上形式审核和年底办结为申报人数，纸质材料受理为州级形式审核通过人数；"
            "登记过延期的按延期后的截止日。"
        ),
        "网上形式审核按办结（形审通过、终止、撤回、锁定）计；办结晚不等于县级拖延，县级逾期未审另列。",
        "临界：截止日是休息日，其后第一个工作日送达，不算逾期；超期自截止日次日起算。",
    ]
    if not seen.is_over:
        told.append("还没有到截止日的节点，列截至当日的进度。")
    told += [_extension(seen, each) for each in _whole_extensions(seen)]
    if seen.is_provisional:
        told.append("本年度的工作日有一部分暂按周末推算，放假安排发布后重算。")
    return tuple(told)


def _whole_extensions(seen: YearEnd) -> list[dict[str, object]]:
    """The extensions of whole counties; those of single applications are only counted."""
    return [dict(row) for row in seen.extensions if row["application_no"] is None]


def _extension(seen: YearEnd, row: dict[str, object]) -> str:
    document = f"（{row['document_no']}）" if row["document_no"] else ""
    county, until = f"{row['county_code']}", formats.day_full(row["extended_to"])  # type: ignore[arg-type]
    return f"{seen.name(county)}{row['milestone']}延期至{until}{document}。"


def punctual(seen: YearEnd) -> Table:
    """The same by county, with what the county itself left unreviewed."""
    columns = (
        Column("county", "县市", "text", width=7),
        Column("applications_on_time", "按期", "rate", "个人申报", 6),
        Column("applied_late", "逾期", group="个人申报", width=2.5),
        Column("online_review_on_time", "按期办结", "rate", "网上形式审核", 6),
        Column("overdue_review_rate", "县级逾期未审", "rate", "网上形式审核", 6),
        Column("paper_on_time", "按期", "rate", "纸质材料受理", 6),
        Column("borderline_files", "临界", group="纸质材料受理", width=2.5),
        Column("late_files", "逾期", group="纸质材料受理", width=2.5),
        Column("longest", "最长超期（天）", group="纸质材料受理", width=3.5),
        Column("in_process", seen.open_word(seen.total), width=2.5),
    )
    rows = by_county(seen, columns, lambda each: _punctual(seen, each))
    notes = (
        "县级逾期未审：网上形式审核截止时单位已报出并等满规定的工作日、县级仍无结论的，与截止前单位报出的人数相比。",
        "纸质材料逾期含至今没有送达的；最长超期只算已送达的，自截止日次日起算。",
    )
    return Table("punctual", "各县市按期情况", "人、件", columns, rows, notes, is_wide=True)


def _punctual(seen: YearEnd, each: Figures) -> list[Cell]:
    steps = {name: in_time(seen, name, each.county_code) for name in WINDOWS}
    return [
        share(steps["applications"]),
        each.counts["applied_late"],
        share(steps["online_review"]),
        each.rates["overdue_review_rate"],
        share(steps["paper"]),
        each.counts["borderline_files"],
        each.counts["late_files"],
        steps["paper"]["longest_days"],
        each.counts["in_process"],
    ]


def publicity(seen: YearEnd) -> Table:
    columns = (
        Column("county", "县市", "text", width=7),
        *(Column(count, title, width=4) for count, title in PUBLICITY.items()),
        Column("publicity_short_rate", "不足率", "rate", width=8),
    )
    rows = by_county(
        seen,
        columns,
        lambda each: [
            *(each.counts[count] for count in PUBLICITY),
            each.rates["publicity_short_rate"],
        ],
    )
    days, levels = seen.season.publicity_days.value, seen.season.required_publicity.value
    notes = (
        f"公示时间不少于{days}个工作日（四（二））；要求公示的层级为{'、'.join(levels)}（本地设定），已完成的含结果公示。",
        (
            f"不足：起始日计入仍不满{days}个工作日；临界：起始日计入满、不计入不满，不算不足；"
            "缺：已推荐而规定层级没有已结束的公示。"
        ),
    )
    return Table("publicity", "公示情况", "次、项", columns, rows, notes)


def left_open(seen: YearEnd) -> Table:
    """Whose act each open application waits for; on the last day of the year it ends unfinished."""
    shown = {count: title for count, title in OPEN.items() if seen.total.counts[count]}
    counts = {"in_process": "合计", **shown}
    title = "未完成（年度终止）" if seen.is_closed else seen.open_word(seen.total)
    told = [
        f"{lists.LEVELS[count]}的最久已等{seen.ages[count]['oldest']}个工作日"
        for count in shown
        if count in seen.ages and seen.ages[count]["oldest"]
    ]
    notes = ["每份申报只列一栏，为其停在的环节；不得带入下一年度（三）。"]
    notes += [f"{formats.comma(told)}。"] if told else []
    return counting(seen, "open", f"{title}的申报及停在的环节", "人", counts, notes)
