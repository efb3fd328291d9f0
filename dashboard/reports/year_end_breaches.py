"""Tables of what went against the rules: sanctions, breaches that are counted, signing, cases one by one."""

from collections import Counter
from collections.abc import Mapping

from dashboard import formats
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_parts import WHOLE, by_county, nothing
from dashboard.reports.year_end_seen import YearEnd
from etl.flags.facts import Fact
from etl.queries import Figures
from etl.seasons import BASIS

LOCKED = {"locked": "三次退回（锁定）", "submitted_after_lock": "锁定后再提交"}
MEASURES = ("不予通过", "取消申报资格", "一票否决", "撤销资格", "解聘", "列入黑名单")
APPLIED = {
    "blacklisted_applied": "黑名单期内申报",
    "double_applied": "重复申报",
    "out_of_scope": "超范围申报",
    "over_posts": "超职数申报",
}
LEVELS = {"单位审核": "单位", "县级审核": "县级", "州级形式审核": "州级"}
# Each pair: what was left out, of how many.
SIGNING = {"unsigned": ("未签名", "reviews"), "unexplained": ("退回未注明问题", "returns")}
UNIT_COUNTS = {
    "unit_escaped": "单位漏审",
    "late_files": "纸质逾期",
    "paper_defective": "纸质缺件",
    "wasted": "名额浪费",
}
UNIT_SIGNING = {"unsigned": "未签名", "unexplained": "退回未注明"}
UNIT_LEVEL = "单位审核"
CASES = {"locked": "三次退回", "ineligible": "终止资格", "wasted": "名额浪费"}
NO_UNIT = "（未写单位）"


def measures(seen: YearEnd) -> Table:
    """Who was locked, ended or sanctioned; one person may stand in several columns."""
    columns = (
        Column("county", "县市", "text", width=7),
        *(Column(count, title, width=3.5) for count, title in LOCKED.items()),
        Column("ineligible", "终止资格", width=3.5),
        *(Column(measure, measure, group="审核结论和处理措施", width=3.5) for measure in MEASURES),
        *(Column(count, title, group="申报违规", width=3.5) for count, title in APPLIED.items()),
    )
    rows = by_county(
        seen,
        columns,
        lambda each: [
            *(each.counts[count] for count in (*LOCKED, "ineligible")),
            *(_measured(seen, each, measure) for measure in MEASURES),
            *(each.counts[count] for count in APPLIED),
        ],
    )
    notes = (
        "终止资格为不予通过、取消申报资格或一票否决的人数，同一人只计一次；一人有几项措施的，在各栏分别计。",
        "重复申报为本地口径，每份各计；超职数按县市、系列逐格计算后相加（一）。",
    )
    return Table("measures", "三次退回和违规处理", "人", columns, rows, notes, is_wide=True)


def _measured(seen: YearEnd, each: Figures, measure: str) -> int:
    """Of one county, or added up over all of them."""
    codes = [each.county_code] if each.county_code else [c.county_code for c in seen.counties]
    return sum(seen.sanctions.get((code or "", measure), 0) for code in codes)


def facts(seen: YearEnd) -> Table:
    """The breaches that are counted and not tested, each with its clause and its counties."""
    columns = (
        Column("fact", "事项", "text", width=9),
        Column("clause", "条款和依据", "text", width=8),
        Column("number", "合计", width=3),
        Column("counties", "县市", "text", width=22),
    )
    rows = []
    for fact_id in dict.fromkeys(fact.fact_id for fact in seen.facts):
        found = [fact for fact in seen.facts if fact.fact_id == fact_id]
        told = [fact for fact in found if fact.number is not None]
        number = sum(fact.number or 0 for fact in told) if told else None
        rows.append(Row((found[0].title, _basis(found[0]), number, _counties(seen, found))))
    notes = ("一件就是一件，不作检验；列在这里只为查实改正，同一条款的后果以通知为准。",)
    made = tuple(rows) or nothing(len(columns))
    return Table("facts", "可以逐件查实的问题", "人、项、条", columns, made, notes)


def _basis(fact: Fact) -> str:
    basis = BASIS["local" if fact.basis == "local" else "notice"]
    clause = formats.clause(fact.clause)
    return basis if clause == formats.NOTHING else f"{clause}，{basis}"


def _counties(seen: YearEnd, found: list[Fact]) -> str:
    told = [f"{seen.name(each.county_code)}{each.number}" for each in found if each.number]
    left_out = [seen.name(each.county_code) for each in found if each.number is None]
    parts = [formats.listed(told)] if told else []
    if left_out:
        parts.append(f"暂不评价：{formats.listed(left_out)}")
    return "；".join(parts)


def signed(seen: YearEnd) -> Mapping[tuple[str, str | None, str], int]:
    """Numbers by count, county (None: all) and level of review."""
    found: Counter[tuple[str, str | None, str]] = Counter()
    for row in seen.signing:
        for county in (row["county_code"], None):
            found[row["count_id"], county, row["level"]] += row["number"]
    return found


def signing(seen: YearEnd) -> Table:
    """Reviews without a signer and returns without a problem, told of the level that owed them."""
    numbers = signed(seen)
    columns = (
        Column("county", "县市", "text", width=7),
        *(
            Column(f"{count}.{level}", title, "text", f"{name}/全部", 5)
            for count, (name, _) in SIGNING.items()
            for level, title in LEVELS.items()
        ),
        *(Column(count, name, group="合计", width=4) for count, (name, _) in SIGNING.items()),
    )
    rows = by_county(
        seen,
        columns,
        lambda each: [
            *(
                formats.fraction(
                    numbers[count, each.county_code, level], numbers[of, each.county_code, level]
                )
                for count, (_, of) in SIGNING.items()
                for level in LEVELS
            ),
            *(each.counts[count] for count in SIGNING),
        ],
    )
    notes = (
        "谁审签、谁签名，谁签名、谁负责（五（三））：各级的记录只记在该级名下；州级形式审核由州职改办负责。",
        "未签名以审核记录为全部，退回未注明问题以退回记录为全部；填“无”的视为空缺。",
    )
    return Table("signing", "审签情况", "条", columns, rows, notes, is_wide=True)


def units(seen: YearEnd) -> Table:
    """Every unit to which anything of this is charged, and in one line all others."""
    columns = (
        Column("county", "县市", "text", width=7),
        Column("unit", "单位", "text", width=13),
        Column("unit_approved", "报出", width=3),
        *(Column(count, title, width=3) for count, title in UNIT_COUNTS.items()),
        *(
            Column(f"unit.{count}", title, group="单位审核", width=3)
            for count, title in UNIT_SIGNING.items()
        ),
    )
    own: Counter[tuple[str, str, str]] = Counter()
    for row in seen.signing:
        if row["level"] == UNIT_LEVEL and row["count_id"] in UNIT_SIGNING:
            own[row["county_code"], row["unit"], row["count_id"]] += row["number"]
    rows = [
        Row((seen.name(each.county_code), each.unit or NO_UNIT, *found), each.county_code or "")
        for each in seen.units
        if any((found := _unit(each, own))[1:])
    ]
    whole = [seen.total.counts[count] for count in ("unit_approved", *UNIT_COUNTS)]
    whole += [sum(n for key, n in own.items() if key[2] == count) for count in UNIT_SIGNING]
    rest = [
        (all_ or 0) - sum(_number(row.cells[n]) for row in rows) for n, all_ in enumerate(whole, 2)
    ]
    rows.append(Row(("其余", "各单位合计", *rest)))
    notes = (
        "只列有任何一项的单位，按行政区划和单位名称排列，不排名；人数少的单位，一两件说明不了问题。",
        "单位漏审：单位审核通过又被县级因材料原因退回的人数；单位须逐一审核，材料不齐的后果由申报人和单位承担（五（二））。",
    )
    made = (*rows, Row((WHOLE, "", *whole), is_total=True))
    return Table("units", "各单位审核和审签责任", "人、条", columns, made, notes, is_wide=True)


def _unit(each: Figures, own: Mapping[tuple[str, str, str], int]) -> list[int]:
    place = (each.county_code or "", each.unit or "")
    counted = [each.counts[count] or 0 for count in ("unit_approved", *UNIT_COUNTS)]
    return [*counted, *(own[(*place, count)] for count in UNIT_SIGNING)]


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def cases(seen: YearEnd) -> Table:
    """Who was locked, ended, or cost a place: by number and unit, never by name."""
    columns = (
        Column("what", "事项", "text", width=5),
        Column("county", "县市", "text", width=7),
        Column("application_no", "申报编号", "text", width=9),
        Column("series", "系列", "text", width=6),
        Column("unit", "单位", "text", width=12),
        Column("since", "自", "day", width=6),
        Column("cause", "记录的原因", "text", width=8),
    )
    order = {each.county_code: n for n, each in enumerate(seen.counties)}
    rows = tuple(
        Row(
            (
                title,
                seen.name(row["county_code"]),
                row["application_no"],
                seen.name(row["series_code"]),
                row["unit"] or NO_UNIT,
                row["from_day"],
                row["cause"] or None,
            ),
            row["county_code"],
            row["series_code"],
        )
        for count, title in CASES.items()
        for row in sorted(
            seen.listed[count], key=lambda row: (order[row["county_code"]], row["application_no"])
        )
    )
    notes = (
        "只列编号和单位，不列姓名；一份申报可因几项分列。仅供州职改办和有权查看人员的版本列此表。",
    )
    made = rows or nothing(len(columns))
    return Table(
        "cases",
        "三次退回、终止资格和名额浪费的申报（供内部核对，不随通报印发）",
        "",
        columns,
        made,
        notes,
        is_wide=True,
    )
