"""数据质量: whether these figures can be trusted, and who is to mend what."""

from functools import partial

import streamlit as st

from dashboard import (
    fix_lists,
    parts,
    pieces_data,
    queries,
    queries_data,
    session,
    tables_data,
    timeliness,
)
from dashboard import sentences_data as sentences
from etl.contract.judging import rules

chosen = session.selection()
place = chosen.place if chosen.county else None
files = session.ask(queries_data.files, chosen.scope, chosen.season)
above = st.container()
with st.container(key="filters-file"):
    file = st.selectbox(
        "文件",
        [None, *files],
        key="file",
        bind="query-params",
        format_func=lambda name: name or "全部文件",
    )
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
    parts.section(f"{len(refused)} 份文件整份未收", "其他文件照常载入；这些文件改好后重报即可。")
    lines = tables_data.refused(refused, chosen.names)
    parts.html(pieces_data.words_table(tables_data.REFUSED, lines, "整份未收的文件"))

if total["sheets"]:
    read = sentences.balance_caption(sheets, is_past_day=chosen.is_past_day)
    parts.section(sentences.balance_title(total), read)
    parts.html(pieces_data.balance(total))
    with st.expander("逐份逐表核对"):
        parts.table(tables_data.BALANCE, tables_data.balance(sheets), "每张表的行数去向")

title = sentences.timeliness_title(late, chosen, stops)
parts.section(title, sentences.HOW_TO_READ_TIMELINESS)
lines = tables_data.timely(through, tally, stops, chosen)
parts.html(pieces_data.words_table(tables_data.TIMELINESS, lines, "各表载入至哪一天", "timely"))
parts.caption(timeliness.prefecture_line(through, chosen.season))

if total["sheets"]:
    parts.section(sentences.tally_title(tally), sentences.HOW_TO_READ_TALLY)
if total["sheets"] and tally:
    columns, lines = tables_data.tally(tally, chosen)
    parts.html(pieces_data.words_table(columns, lines, "各类问题在各单位的处数", "tally"))
    with st.container(key="filters-list", horizontal=True):
        met = {rules()[row["rule"]].title: row["rule"] for row in tally}
        rule = st.selectbox("问题", ["全部问题", *met], key="rule", bind="query-params")
        old = st.toggle("连同以前各份", key="old", bind="query-params")
    note = sentences.CHOOSE_FIRST
    if place or file or rule in met:
        found = session.ask(queries_data.findings, *asked, met.get(rule), old)
        lines = tables_data.findings(found, chosen.names)
        parts.html(pieces_data.words_table(tables_data.FINDINGS, lines, "要改的地方", "findings"))
        note = tables_data.cut_note(found)
    if told := note + sentences.old_note(tally):
        parts.caption(told)

waits = session.ask(queries_data.waiting, *asked)
inferred = session.ask(queries_data.inferred, *asked)
if waits or inferred:
    parts.section(sentences.waiting_title(waits, inferred), sentences.HOW_TO_READ_WAITING)
    lines = tables_data.waiting(waits, inferred, chosen.names)
    parts.html(pieces_data.words_table(tables_data.WAITING, lines, "等着的和推定的行"))

if senders := fix_lists.offices(open_findings):
    parts.section("发回修改清单", sentences.WHAT_IS_SENT_BACK)
    named = {sentences.office(code, chosen.names): code for code in senders}
    with st.container(key="filters-send", horizontal=True):
        name = st.selectbox("发给", list(named))
        made = partial(fix_lists.workbook, open_findings, sheets, named[name], name, chosen)
        file_name = fix_lists.file_name(name, chosen)
        st.download_button(f"下载{name}修改清单", made, file_name, key="fix")
