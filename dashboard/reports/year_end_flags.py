"""Flags in the year-end report: what was found, said and decided. A flag only proposes."""

from collections.abc import Mapping, Sequence

from dashboard import formats, sentences_flags
from dashboard.flagged import GROUNDS
from dashboard.reports import flag_lines
from dashboard.reports.paper import Cell, Column, Paragraph, Row, Table
from dashboard.reports.year_end_parts import nothing
from dashboard.reports.year_end_seen import YearEnd
from etl.flags.judge import Flag
from etl.lifecycle.proposals import Proposal, active
from etl.lifecycle.records import Life
from etl.lifecycle.states import RULES, State, Step

LONGEST = 200  # characters of what a county or the office wrote
SUBJECT = "以领导小组研究意见为准"
ENDED = {State.CONFIRMED: "已确认", State.WITHDRAWN: "已撤销"}


def raised(seen: YearEnd, ground: str | None = None) -> list[Flag]:
    """建议核查 first, then 关注; of one ground or of all."""
    return [flag for flag in flag_lines.raised(seen.flags) if ground in (None, flag.ground)]


def to_check(seen: YearEnd, ground: str | None = None) -> list[Flag]:
    """Only 建议核查, and only as decided: what is a hint on the way is no finding."""
    return [flag for flag in raised(seen, ground) if flag.level == "red" and flag.is_decision_day]


def is_judged(seen: YearEnd, ground: str | None = None) -> bool:
    """Tell whether anything could be judged at all."""
    own = [flag for flag in seen.flags if ground in (None, flag.ground)]
    return any(flag.level != "not_evaluated" for flag in own)


def told(seen: YearEnd, ground: str) -> list[Paragraph]:
    """Each 建议核查 with k, n, what is due and the interval; then who is too small to be told of.

    关注 comes about in seasons in which all are equal, so nobody is named for it outside the list.
    """
    counted = {row["id"]: row for row in seen.definitions if row["sort_of"] == "count"}
    red = to_check(seen, ground)
    made = [
        Paragraph(_sentence(seen, flag, _pooled(flag, red), counted))
        for flag in red
        if not any(_pooled(other, red) is flag for other in red)
    ]
    others = [flag for flag in raised(seen, ground) if flag not in red]
    hints = sum(not flag.is_decision_day for flag in others)
    if amber := len(others) - hints:
        made.append(Paragraph(f"另有“关注”{amber}项，不足以说明有问题（见@flags）。"))
    if hints:
        made.append(Paragraph(f"有过程提示{hints}项，未到判定日，不作判定（见@flags）。"))
    return [*made, *_not_told(seen, ground)]


def _pooled(flag: Flag, among: Sequence[Flag]) -> Flag | None:
    """The same place under the same rule over several seasons, where the flag is of one season."""
    place = (flag.rule_id, flag.rule_version, flag.county_code, flag.unit)
    return next(
        (
            each
            for each in among
            if flag.pooled == 1
            and each.pooled > 1
            and (each.rule_id, each.rule_version, each.county_code, each.unit) == place
        ),
        None,
    )


def _sentence(
    seen: YearEnd, flag: Flag, pooled: Flag | None, counted: Mapping[str, Mapping[str, object]]
) -> str:
    lead = sentences_flags.flag_title(flag, seen.names).replace(" ", "")
    measured = sentences_flags.measured(flag, counted).rstrip("。")
    told = f"{lead}。{measured}；实际是{sentences_flags.interval(flag)}。"
    if pooled is None:
        return told
    shown = formats.fraction(pooled.observed, pooled.n)
    due = formats.decimal(pooled.expected)
    return f"{told}近{pooled.pooled}个年度合并检验为{shown}，应有{due}，同样建议核查。"


def _not_told(seen: YearEnd, ground: str) -> list[Paragraph]:
    """Who could not be judged, and who is too small for any result to mean something."""
    own = [flag for flag in seen.flags if flag.ground == ground and flag.unit is None]
    made = []
    for level, words in (
        ("grey", "人数少、检验说明不了问题而不作判定的"),
        ("not_evaluated", "所需的表没有载入、暂不评价的"),
    ):
        found = [flag for flag in own if flag.level == level and flag.pooled == 1 and flag.n != 0]
        titles: dict[str, list[str]] = {}
        for title in dict.fromkeys(flag.title for flag in found):
            who = _who(seen, [flag for flag in found if flag.title == title])
            titles.setdefault(who, []).append(title)
        parts = [f"{formats.listed(rules)}（{who}）" for who, rules in titles.items()]
        if parts:
            made.append(Paragraph(f"{words}：{'；'.join(parts)}。"))
    return made


def _who(seen: YearEnd, flags: Sequence[Flag]) -> str:
    names = [seen.name(flag.county_code) for flag in flags]
    return "各县市" if len(names) == len(seen.counties) > 1 else formats.listed(names)


def asks(seen: YearEnd) -> list[str]:
    """What follows of flags that are raised and of decisions on record; nothing is cut by a flag."""
    made = []
    if red := to_check(seen):
        who = "；".join(
            f"{ground}：{sentences_flags.listed(own, seen.names)}"
            for ground in GROUNDS
            if (own := [flag for flag in red if flag.ground == ground])
        )
        days = seen.season.flag_life.explain_days
        made.append(
            f"对“建议核查”的事项（{who}），由州职改办逐件核数，属实的告知县市；有关县市和单位自告知之日起"
            f"{days}个工作日内说明原因和整改措施（本地设定）。经复核、确认的，"
            f"拟提请核减下一年度指标，{SUBJECT}（第五条第（二）项）。"
        )
    return [*made, *(_proposed(seen, each) for each in active(seen.lives) if each.places)]


def _proposed(seen: YearEnd, each: Proposal) -> str:
    document = f"（{each.document_no}）" if each.document_no else ""
    place = f"{each.for_season}年度{seen.name(each.county_code)}{seen.name(each.series_code)}系列"
    return (
        f"经确认{document}，拟提请核减{place}名额{each.places}个，{SUBJECT}（第五条第（二）项）。"
    )


def table(seen: YearEnd) -> Table:
    """The flags raised on the last day of decision of each rule."""
    columns = (
        Column("county", "县市", "text", width=6),
        Column("unit", "单位", "text", width=8),
        Column("ground", "事由", "text", width=4),
        Column("rule", "规则", "text", width=8),
        Column("clause", "条款", "text", width=4),
        Column("level", "等次", "text", width=4),
        Column("observed", "实际/基数", "text", width=5),
        Column("expected", "应有", "text", width=3),
        Column("excess", "差", "text", width=3),
        Column("interval", "相当于应有数的倍数（95%区间）", "text", width=6),
        Column("decision_day", "判定日", "day", width=6),
        Column("turn", "办理情况", "text", width=9),
    )
    rows = tuple(Row(tuple(_line(seen, flag)), flag.county_code) for flag in raised(seen))
    if not is_judged(seen):
        rows = (Row(("暂不评价", *[None] * (len(columns) - 1))),)
    notes = (
        flag_lines.MEANING,
        "应有：按其他县市同系列的共同水平会有多少；差：实际减应有。同一规则可按本年度和近几个年度合并各检验一次。",
        f"本表只建议核查，不是核减的决定；拟提请核减的见@answers，{SUBJECT}。名额没有用完不是理由。",
    )
    made = rows or nothing(len(columns))
    return Table("flags", "建议核查和关注事项清单", "见各行", columns, made, notes, is_wide=True)


def _line(seen: YearEnd, flag: Flag) -> list[Cell]:
    pooled = f"（近{flag.pooled}年合并）" if flag.pooled > 1 else ""
    within = [formats.decimal(each) for each in (flag.lower, flag.upper)]
    return [
        seen.name(flag.county_code),
        flag.unit,
        flag.ground,
        f"{flag.title}{pooled}",
        formats.clause(flag.clause),
        sentences_flags.level(flag.level).text + ("" if flag.is_decision_day else "（过程提示）"),
        f"{formats.fraction(flag.observed, flag.n)} {flag.measure}",
        formats.decimal(flag.expected),
        formats.signed(flag.excess),
        f"{within[0]}—{within[1]}",
        flag.decision_day,
        seen.register.turn(flag),
    ]


def answers(seen: YearEnd) -> Table:
    """Every flag on record: the county's explanation, the office's review, what was decided and proposed."""
    columns = (
        Column("county", "县市", "text", width=6),
        Column("rule", "事项", "text", width=9),
        Column("state", "状态", "text", width=4),
        Column("reply", "县方说明", "text", width=16),
        Column("review", "复核意见", "text", width=10),
        Column("decision", "决定", "text", width=8),
        Column("proposal", "拟提请核减", "text", width=9),
    )
    order = {each.county_code: n for n, each in enumerate(seen.counties)}
    known = sorted(
        (life for life in seen.lives if life.state),
        key=lambda life: (order[life.id.county_code], life.id.key),
    )
    rows = tuple(Row(tuple(_answer(seen, life)), life.id.county_code) for life in known)
    notes = (
        f"按登记簿记载；拟提请核减的名额{SUBJECT}，正式文件下达后才改变名额。",
        "说明和意见中的人名、证件号和电话已隐去。",
    )
    made = rows or nothing(len(columns))
    return Table("answers", "县方说明和处理结果", "", columns, made, notes, is_wide=True)


def _answer(seen: YearEnd, life: Life) -> list[Cell]:
    explained, reviewed = life.last(Step.EXPLAIN), life.last(Step.REVIEW)
    decided = life.last(Step.CONFIRM, Step.WITHDRAW)
    proposed = [
        f"{each.for_season}年度{seen.name(each.series_code)}{each.places}个"
        for each in active([life])
        if each.places
    ]
    return [
        seen.name(life.id.county_code),
        _about(seen, life),
        f"{RULES[life.acts[-1].step].title}（{formats.day_full(life.acts[-1].at.date())}）",
        _cut(explained.reply or "") if explained else "没有说明",
        (_cut(reviewed.note) or None) if reviewed else None,
        _decided(life, decided.document_no if decided else None),
        "；".join(proposed) or None,
    ]


def _about(seen: YearEnd, life: Life) -> str:
    titles = {rule.id: rule.title for rule in seen.season.flags}
    pooled = f"（近{life.id.pooled}年合并）" if life.id.pooled > 1 else ""
    unit = f"，{life.id.unit}" if life.id.unit else ""
    day = formats.day_full(life.id.decision_day)
    return f"{titles.get(life.id.rule_id, life.id.rule_id)}{pooled}{unit}，{day}判定"


def _decided(life: Life, document: str | None) -> str | None:
    word = ENDED.get(life.state) if life.state else None
    return f"{word}（{document}）" if word and document else word


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（全文见登记簿）"
