"""报送预检: the file that a county is about to send, judged before it is sent; and handing it in."""

from functools import partial

import streamlit as st

from dashboard import acting, choices, parts, pieces, precheck, session, tables_precheck
from dashboard import precheck_desk as desk
from dashboard.words import here, say
from etl import inbox
from etl.paths import data_folder
from etl.precheck.marking import marked_name

chosen = session.selection()
actor = acting.account()
senders = precheck.senders(actor, chosen.whole, chosen.county, list(chosen.names))
if not senders:
    parts.headline(say(precheck.LEADER if actor.role == "leader" else precheck.NOBODY))
    st.stop()

above = st.container()
sender = senders[0]
if len(senders) > 1:
    with st.container(key="filters-sender", horizontal=True):
        sender = choices.pick(say("报送单位"), senders, "sender", inbox.sender_name, width=320)
parts.html(desk.uploader_words())
sent = st.file_uploader(say("选择或拖入要报送的文件"), key=f"file-{sender}")
parts.caption(say(precheck.HOW_IT_WORKS, size=desk.largest()))
if chosen.is_sample:
    parts.html(pieces.tag("p", pieces.text(say(precheck.PRACTICE)), class_="notice"))

checked = desk.checked(sent, sender) if sent else None
record = desk.handed(sender, checked)
with above:
    if record:
        parts.headline(precheck.done(record))
    else:
        parts.headline(precheck.headline(checked) if checked else precheck.welcome(sender))
    if checked:
        parts.html(tables_precheck.reasons(checked) + tables_precheck.file_line(checked))
desk.fault()
if record:
    desk.receipt(record)

if sent and checked and not record:
    if precheck.may_be_handed_in(checked):
        if desk.may_act(actor, sender):
            given = (sent, checked, actor)
            st.button(
                say("报送", "act"), type="primary", key="hand-in", on_click=desk.give, args=given
            )
        else:
            parts.caption(precheck.who_may(sender))
    if checked.findings:
        parts.section(precheck.findings_title(checked), precheck.how_to_mend(checked))
        parts.html(tables_precheck.findings(checked))
        if note := tables_precheck.cut_note(checked):
            parts.caption(note)
        if not checked.refusal:
            source = precheck.source(chosen, checked)
            made = here(partial(desk.marked, sent, checked, source))
            name = marked_name(checked)
            parts.download(say("下载标好的文件"), made, name, "marked", "marked")
    if checked.sheets:
        parts.section(precheck.sheets_title(checked), say(precheck.WHAT_LOADING_MAKES))
        parts.html(tables_precheck.balance(checked))
        parts.html(tables_precheck.sheets(checked))

records = [each for each in inbox.handed_in(data_folder()) if each.sender == sender]
landed = inbox.landed(data_folder())
parts.section(precheck.handed_title(records, landed, sender))
if records:
    parts.html(tables_precheck.handed_in(records, landed))
