"""口径与规则: how each figure is made, who set the rule, and what happens to bad input."""

import streamlit as st

from dashboard import (
    agreed,
    choices,
    parts,
    parts_rules,
    pieces,
    pieces_rules,
    queries_rules,
    rule_book,
    session,
)
from dashboard import tables_rules as tables
from dashboard.words import both, say
from etl.paths import data_folder
from etl.seasons import limits, season_facts

chosen = session.selection()
definitions = session.ask(queries_rules.definitions)
facts = season_facts(chosen.season, data_folder().reference)
dates = (facts.season.first_day, facts.season.year_end.on)
parts.headline(rule_book.headline(definitions, facts))

choices.settle("part", {each: (say(each), *both(each)) for each in tables.TABS})
figures, season, flags, clauses, contract, judging, trace = st.tabs(
    [say(each) for each in tables.TABS], key="part", bind="query-params", on_change="rerun"
)

if figures.open:
    with figures:
        with st.container(key="filters-search"):
            asked = st.text_input(
                say("查找"), key="q", bind="query-params", placeholder=say("名称、代号、条款或字句")
            )
        found = rule_book.matching(definitions, asked or "")
        title = rule_book.found_title(found, definitions, asked or "")
        parts.section(title, say("点条款号看我们的转述；本地设定是州职改办定的，通知没有写明。"))
        for part in tables.PARTS:
            if rows := [row for row in found if row["sort_of"] == part]:
                parts.told(tables.part_title(part), tables.defined(part, rows, definitions))
        if not asked:
            parts.told(say("共用的词"), tables.terms())

if season.open:
    with season:
        parts.told(
            tables.windows_title(chosen), pieces_rules.steps(facts), tables.dates_note(facts)
        )
        note = say("由系统按工作日历推算；通知本身的日期照列，不改。")
        parts.told(say("这些日期行得通吗"), pieces_rules.feasible(facts), note)
        note = say("起始日计入与不计入各一列；两种算法通知没有写明。")
        parts.told(say("最迟起始日"), pieces_rules.latest_starts(facts), note)
        note = say("通知给出的照通知；通知没有写明的由州职改办设定，并写明理由。")
        parts.told(say("限度与名单"), pieces_rules.limits(limits(facts.season)), note)
        note = tables.calendar_note(session.ask(queries_rules.calendar_sources, *dates))
        days = session.ask(queries_rules.unusual_days, *dates)
        parts.told(say("工作日历"), tables.unusual_days(days), note)

if flags.open:
    with flags:
        parts_rules.method_of_flags(chosen, facts, definitions)

if clauses.open:
    with clauses:
        note = say("只引条号；联系方式和附件条件的正文不收入本系统。")
        parts.told(say("通知各条，用我们的话转述"), tables.clauses(), note)

if contract.open:
    with contract:
        note = say("认表只看表头，不看表名；识别列要在前十行内。同一行以“同一行”所列各项为准。")
        parts.told(say("九类表"), agreed.kinds(), note)
        parts.told(say("也认的列名"), agreed.variants(), say("空格、换行和括号的全角半角不影响。"))
        note = say("括号内也认；其余一律算不在名单内，不猜。")
        parts.told(say("名单内的值"), agreed.closed_lists(), note)

if judging.open:
    with judging:
        note = say("什么都不悄悄丢掉：每一处都列在数据质量页，并可下载发回。")
        parts.told(say("不合格的数据怎么办"), pieces_rules.consequences(), note)
        parts.html(pieces_rules.judging(rule_book.judging()))

if trace.open:
    with trace:
        note = say("页面上的数与命令行同出一处；在装有本系统的机器上键入：")
        parts.told(say("一个数从哪里来"), pieces_rules.commands(rule_book.commands(chosen)), note)
        parts.told(say("未覆盖的条款"), pieces.tag("p", pieces.text(rule_book.not_covered())))
        parts.section(say("版本"), tables.version_note(chosen))
