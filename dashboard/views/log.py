"""日志: who came in, what was opened and taken away, what was done; and that nothing in it was changed."""

from functools import partial

import streamlit as st

from dashboard import access, choices, lists, logged, office_book, parts, parts_accounts, tables_log
from dashboard.words import capital, mark, say
from etl import accounts

register = access.register()
entries, faults = register.entries(), register.verify()
parts.headline(logged.headline(entries, faults))
anchor = register.anchor()
if anchor:
    last = f"{anchor.act_no}:{anchor.hash[:16]}"
    parts.caption(say("末条 {last}，抄在纸上，日后可核对末尾有没有被截去。", last=last))
if faults:
    parts.told(say("不符之处"), lists.tight(tables_log.faults(faults), say("不符之处")))

with st.container(key="filters-log", horizontal=True):
    kind = choices.pick(
        capital(say("事")), list(logged.KINDS), "kind", lambda key: logged.KINDS[key][0]
    )
    known = [None, *sorted({entry.account_id for entry in entries if entry.account_id})]
    account = choices.pick(
        capital(say("账号名")), known, "account", lambda each: each or logged.EVERYONE
    )
    days = choices.pick(say("时间"), list(logged.DAYS), "days", logged.DAYS.__getitem__)
found = logged.chosen(entries, kind, account, days, access.now())
parts.section(say("选出 {n} 条", n=len(found)), logged.cut_note(found))
made = tables_log.entries(found[: logged.MOST])
parts.html(lists.html(made, say("日志"), say("没有这样的登记。")))

parts.section(say("导出"), say("日志按上面的选择；账号连同角色和范围。文件里没有个人信息。"))
with st.container(key="filters-out", horizontal=True):
    note = logged.headline(entries, faults)
    lines, heads = partial(logged.lines, found), logged.HEADS
    parts.download(
        say("日志（xlsx）"),
        lambda: office_book.workbook(mark("日志"), note, heads, lines()),
        f"{say('日志')}.xlsx",
        "log-xlsx",
        "log",
        rows=len(found),
    )
    parts.download(
        say("日志（csv）"),
        lambda: office_book.comma_separated(heads, lines()),
        f"{say('日志')}.csv",
        "log-csv",
        "log",
        rows=len(found),
    )
    parts_accounts.files(accounts.listed(register))
