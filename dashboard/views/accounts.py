"""账号: who may log in, in which role, for which county or series. No figure and no name of an applicant."""

import streamlit as st

from dashboard import access, lists, parts, parts_accounts, tables_log
from dashboard.words import say
from etl import accounts

known = accounts.listed(access.register())
is_open = [each for each in known if each.is_open]
parts.headline(say("账号 {n} 个，可用 {k} 个。", n=len(known), k=len(is_open)))
parts_accounts.told()
parts.html(lists.html(tables_log.accounts(known), say("账号")))
parts.section(
    say("开通账号"), say("县市人社局要选县市，系列主管部门要选系列；没有范围的账号什么也看不到。")
)
parts_accounts.add()
parts.section(say("改一个账号"), say("改动在该账号下一次操作时生效；停用和重设密码都使其退出。"))
parts_accounts.change(known)
parts.section(say("导出"), say("账号连同角色和范围。"))
with st.container(key="filters-out", horizontal=True):
    parts_accounts.files(known)
