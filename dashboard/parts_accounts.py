"""What the page 账号 is put together from: opening an account, and what is done to one."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import access, office_book, parts, pieces, signed_in, tables_log
from dashboard.words import capital, mark, say
from etl import account_acts
from etl.account_acts import Wish
from etl.accounts import ROLES, Known
from etl.errors import UserError
from etl.reference import places

_TOLD, _MADE = "account-told", "account-made"
ACTS = {
    "scope": mark("改角色和范围"),
    "password": mark("重设密码"),
    "disable": mark("停用"),
    "enable": mark("启用"),
}


def files(known: list[Known]) -> None:
    """The list of accounts with roles and scopes, as a workbook and as CSV."""
    lines, heads = tables_log.account_lines(known), tables_log.ACCOUNT_HEADS
    note = say("账号 {n} 个", n=len(known))
    name = say("账号")
    book = partial(office_book.workbook, mark("账号"), note, heads, lines)
    parts.download(
        say("账号（xlsx）"), book, f"{name}.xlsx", "accounts-xlsx", "accounts", rows=len(known)
    )
    text = partial(office_book.comma_separated, heads, lines)
    parts.download(
        say("账号（csv）"), text, f"{name}.csv", "accounts-csv", "accounts", rows=len(known)
    )


def told() -> None:
    """Say what has just been done, or why not; a password made up shows this once."""
    if done := st.session_state.pop(_TOLD, None):
        parts.html(pieces.tag("p", pieces.text(done), class_="notice", role="status"))
    if made := st.session_state.pop(_MADE, None):
        parts.caption(say("密码只显示这一次，请当面交给本人；首次登录须更换。"))
        st.code(made, language=None)


def add() -> None:
    """The form of a new account."""
    with st.form("account-add", border=False, enter_to_submit=False):
        left, right = st.columns(2, gap="large")
        account_id = left.text_input(capital(say("账号名")), key="new-account")
        name = right.text_input(capital(say("名称")), key="new-name")
        role, county, series = _role("new")
        if st.form_submit_button(capital(say("开通账号"))):
            wish = Wish(account_id.strip().lower(), name, role, county, series)
            act = partial(account_acts.add, access.register(), wish)
            _do(act, say("已开通账号 {account}", account=wish.id))


def change(known: list[Known]) -> None:
    """What is done to one account."""
    names = {each.id: each for each in known}
    chosen = st.selectbox(capital(say("账号名")), list(names), key="which-account", width=320)
    one = names[chosen]
    open_to = [act for act in ACTS if act != ("enable" if one.is_open else "disable")]
    act = st.segmented_control(
        say("做什么"),
        open_to,
        key=f"account-act-{one.is_open}",
        default=open_to[0],
        required=True,
        format_func=lambda each: capital(say(ACTS[each])),
        label_visibility="collapsed",
    )
    with st.form("account-change", border=False, enter_to_submit=False):
        role, county, series = _role("changed", one) if act == "scope" else (one.role, None, None)
        if st.form_submit_button(capital(say(ACTS[act]))):
            register = access.register()
            wish = Wish(one.id, one.account.name, role, county, series)
            does: dict[str, Callable[..., str | None]] = {
                "scope": partial(account_acts.change, register, wish),
                "password": partial(account_acts.set_password, register, one.id),
                "disable": partial(account_acts.disable, register, one.id),
                "enable": partial(account_acts.enable, register, one.id),
            }
            _do(does[act], say("{account}：已{act}", account=one.id, act=say(ACTS[act])))


def _role(key: str, one: Known | None = None) -> tuple[str, str | None, str | None]:
    """Role and scope; a scope that the role does not take is passed over."""
    first, second, third = st.columns(3, gap="large")
    offered = list(ROLES)
    suffix = one.id if one else "-"
    role = first.selectbox(
        capital(say("角色")),
        offered,
        offered.index(one.role) if one else offered.index("county"),
        key=f"{key}-role-{suffix}",
        format_func=lambda each: say(ROLES[each]),
    )
    county = _place(second, "counties", say("县市（县市人社局）"), f"{key}-county-{suffix}", one)
    series = _place(third, "series", say("系列（系列主管部门）"), f"{key}-series-{suffix}", one)
    return role, county if role == "county" else None, series if role == "sector" else None


def _place(
    column: st.delta_generator.DeltaGenerator, kind: str, label: str, key: str, one: Known | None
) -> str | None:
    names = {place.code: place.name for place in places(kind)}
    held = getattr(one, kind) if one else ()
    offered = ["", *names]
    chosen: str = column.selectbox(
        label,
        offered,
        offered.index(held[0]) if held else 0,
        key=key,
        format_func=lambda code: say(names[code]) if code else say("不选"),
    )
    return chosen or None


def _do(act: Callable[..., str | None], done: str) -> None:
    """Do it as whoever is logged in, or say why not."""
    try:
        made = act(signed_in.account(), access.now())
    except UserError as error:
        parts.html(pieces.tag("p", pieces.text(say(error.what)), class_="notice", role="alert"))
        return
    st.session_state[_TOLD] = done
    st.session_state[_MADE] = made
    st.rerun()
