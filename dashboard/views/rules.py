"""口径与规则: how each figure is made, who set the rule, and what happens to bad input."""

import streamlit as st

from dashboard import flag_method as method
from dashboard import parts, pieces, pieces_method, pieces_rules, queries_rules, rule_book, session
from dashboard import tables_rules as tables
from etl.flags.decision_days import decision_days
from etl.paths import data_folder
from etl.seasons import limits, season_facts

chosen = session.selection()
definitions = session.ask(queries_rules.definitions)
facts = season_facts(chosen.season, data_folder().reference)
dates = (facts.season.first_day, facts.season.year_end.on)
parts.headline(rule_book.headline(definitions, facts))

figures, season, flags, clauses, contract, judging, trace = st.tabs(
    ["指标", "时间与限度", "预警方法", "条款", "报送约定", "数据判定", "追溯与未覆盖"],
    key="part",
    bind="query-params",
    on_change="rerun",
)

with figures:
    with st.container(key="filters-search"):
        asked = st.text_input(
            "查找", key="q", bind="query-params", placeholder="名称、代号、条款或字句"
        )
    found = rule_book.matching(definitions, asked or "")
    title = rule_book.found_title(found, definitions, asked or "")
    parts.section(title, "点条款号看我们的转述；本地设定是州职改办定的，通知没有写明。")
    for part, heading in tables.PARTS.items():
        if rows := [row for row in found if row["sort_of"] == part]:
            parts.section(heading)
            parts.html(tables.defined(part, rows, definitions))
    if not asked:
        parts.section("共用的词")
        parts.html(tables.terms())

with season:
    title = f"{chosen.season} 年度的窗口"
    parts.told(title, pieces_rules.steps(facts), tables.dates_note(facts))
    note = "由系统按工作日历推算；通知本身的日期照列，不改。"
    parts.told("这些日期行得通吗", pieces_rules.feasible(facts), note)
    note = "起始日计入与不计入各一列；两种算法通知没有写明。"
    parts.told("最迟起始日", pieces_rules.latest_starts(facts), note)
    parts.section("限度与名单", "通知给出的照通知；通知没有写明的由州职改办设定，并写明理由。")
    parts.html(pieces_rules.limits(limits(facts.season)))
    parts.section(
        "工作日历", tables.calendar_note(session.ask(queries_rules.calendar_sources, *dates))
    )
    parts.html(tables.unusual_days(session.ask(queries_rules.unusual_days, *dates)))

with flags:
    parts.told("怎么判", pieces_method.tests(), method.TESTS_CAPTION)
    parts.told("几档结论", pieces_method.levels(), method.HINT)
    rules = pieces_method.rules(facts.season, tables.count_titles(definitions))
    parts.told(method.headings(facts.season), rules, method.reasons(facts.season))
    known = session.ask(decision_days, chosen.season, chosen.day)
    days = pieces_method.days(known, chosen.day, facts.season)
    parts.told(f"{chosen.season} 年度的判定日", days, method.DAYS_CAPTION)
    try:
        fair = session.ask(method.fairness, chosen.season)
        parts.told(method.fair_title(fair), pieces_method.fair(fair), method.fair_caption(fair))
        parts.section("有问题的县市被认出的机会", method.POWER_CAPTION)
        rule = parts.choice("规则", method.power_rules(fair), "power")
        parts.html(pieces_method.power(fair, rule, chosen.names))
    except method.NotMeasuredError:
        parts.blank("误报和漏报的机会还没有测算", method.not_measured(chosen.season))
    parts.told("漏斗图怎么看", pieces_method.funnel())
    open_readings = pieces_method.open_readings(facts.season)
    parts.told("待明确的口径", open_readings, method.READINGS_CAPTION)

with clauses:
    parts.section("通知各条，用我们的话转述", "只引条号；联系方式和附件条件的正文不收入本系统。")
    parts.html(tables.clauses())

with contract:
    parts.section(
        "九类表", "认表只看表头，不看表名；识别列要在前十行内。同一行以“同一行”所列各项为准。"
    )
    parts.html(tables.kinds())
    parts.section("也认的列名", "空格、换行和括号的全角半角不影响。")
    parts.html(tables.variants())
    parts.section("名单内的值", "括号内也认；其余一律算不在名单内，不猜。")
    parts.html(tables.closed_lists())

with judging:
    parts.section("不合格的数据怎么办", "什么都不悄悄丢掉：每一处都列在数据质量页，并可下载发回。")
    parts.html(pieces_rules.consequences(rule_book.CONSEQUENCES))
    parts.html(pieces_rules.judging(rule_book.judging()))

with trace:
    parts.section("一个数从哪里来", "页面上的数与命令行同出一处；在装有本系统的机器上键入：")
    parts.html(pieces_rules.commands(rule_book.commands(chosen)))
    parts.section("未覆盖的条款")
    parts.html(pieces.tag("p", pieces.text(rule_book.not_covered())))
    parts.section("版本", tables.version_note(chosen))
