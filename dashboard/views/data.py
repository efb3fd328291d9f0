"""数据质量: whether these figures can be trusted, and who is to mend what."""

from functools import partial

import streamlit as st

from dashboard import (
    choices,
    fix_lists,
    formats,
    parts,
    pieces_data,
    pieces_findings,
    queries,
    queries_data,
    queries_weekly,
    session,
    tables_data,
    timeliness,
)
from dashboard import sentences_data as sentences
from dashboard.words import say

chosen = session.selection()
place, names = chosen.place if chosen.county else None, chosen.names
files = session.ask(queries_data.files, chosen.scope, chosen.season)
chinese = session.ask(queries.chinese_names)
above = st.container()
with st.container(key="filters-file"):
    file = choices.pick(say("文件"), [None, *files], "file", sentences.file)
asked = (chosen.scope, chosen.season, file)
total = session.ask(queries_data.total, *asked)
tally = session.ask(queries_data.tally, *asked)
sheets = session.ask(queries_data.balances, *asked)
open_findings = session.ask(queries_data.findings, *asked)
through = session.ask(queries_data.through, chosen.scope, chosen.season)
stops = session.ask(queries.stops, chosen.season, chosen.day)
late = sentences.late(through, chosen, stops)
with above:
    parts.headline(sentences.headline(total, tally, late, place, chosen.season))

if refused := [row for row in open_findings if row["severity"] == "file"]:
    title = say("{n} 份文件整份未收", n=len(refused))
    made = pieces_findings.refused(refused, names)
    parts.told(title, made, sentences.refused_caption(total))

if total["sheets"]:
    read = sentences.balance_caption(sheets, is_past_day=chosen.is_past_day)
    parts.told(sentences.balance_title(total), pieces_data.balance(total), read)
    with st.expander(say("逐份逐表核对")):
        parts.table(*tables_data.balance(sheets), say("每张表的行数去向"))

title = sentences.timeliness_title(late, chosen, stops)
table = tables_data.timely(through, tally, stops, chosen)
made = pieces_data.words_table(*table, say("各表载入至哪一天"), "timely")
parts.told(title, made, say(sentences.HOW_TO_READ_TIMELINESS))
parts.caption(timeliness.prefecture_line(through, chosen.season))

if chosen.day >= stops[0]["day"]:
    days = session.ask(queries_weekly.report_days, chosen.scope, chosen.season)
    weeks = tables_data.weeks(days, chosen, stops)
    made = pieces_data.weeks(weeks, names, say("各县市每周的报送"))
    parts.told(sentences.weeks_title(weeks, chosen), made, say(sentences.HOW_TO_READ_WEEKS))

if total["sheets"]:
    parts.section(sentences.tally_title(tally), say(sentences.HOW_TO_READ_TALLY))
if total["sheets"] and tally:
    parts.html(pieces_data.heat(*tables_data.tally(tally, chosen), say("各类问题在各单位的处数")))
    with st.container(key="filters-list", horizontal=True):
        met = [None, *dict.fromkeys(row["rule"] for row in tally)]
        rule = choices.pick(say("问题"), met, "rule", sentences.rule)
        sent = [None, *dict.fromkeys(row["office"] for row in tally)]
        sender = choices.pick(
            say("报送单位"), sent, "sender", partial(sentences.sender, names=chinese)
        )
        old = st.toggle(say("连同以前各份"), key="old", bind="query-params")
    note = say(sentences.CHOOSE_FIRST)
    if place or file or rule or sender is not None:
        found = session.ask(queries_data.findings, *asked, rule, old, sender)
        parts.html(pieces_findings.listed(tables_data.shown(found), names))
        note = tables_data.cut_note(found)
    if told := formats.sentences([note, sentences.old_note(tally)]):
        parts.caption(told)

waits = session.ask(queries_data.waiting, *asked)
inferred = session.ask(queries_data.inferred, *asked)
if waits or inferred:
    table = tables_data.waiting(waits, inferred, names)
    made = pieces_data.words_table(*table, say("等着的和推定的行"), "waits")
    parts.told(sentences.waiting_title(waits, inferred), made, say(sentences.HOW_TO_READ_WAITING))

if senders := fix_lists.offices(open_findings):
    parts.section(say("发回修改清单"), say(sentences.WHAT_IS_SENT_BACK))
    with st.container(key="filters-send", horizontal=True):
        to = st.selectbox(say("发给"), senders, format_func=partial(sentences.office, names=names))
        name = sentences.sender(to, chinese)
        book = partial(fix_lists.workbook, open_findings, sheets, to, name, chosen)
        label = say("下载{name}修改清单", name=sentences.office(to, names))
        parts.download(label, book, fix_lists.file_name(name, chosen), "fix", "fix_list")
