"""`account`: open, list, change and close accounts. Passwords are asked for or made up, never arguments."""

import argparse
import getpass
import sys
from datetime import datetime

from etl import account_acts, accounts, audit
from etl.account_acts import Wish
from etl.accounts import ROLES, Known
from etl.commands import printing
from etl.errors import FINE, UserError
from etl.paths import data_folder
from etl.reference import places
from etl.register import BEIJING, Register, register_of


def run(arguments: argparse.Namespace) -> int:
    register = register_of(data_folder(arguments.data))
    if arguments.act == "list":
        printing.show([line(each) for each in accounts.listed(register)], arguments.format)
        return FINE
    if not arguments.account:
        raise UserError("请写账号名。", "如 python -m etl account add zhang.san --role office")
    {
        "add": _add,
        "change": _change,
        "disable": _disable,
        "enable": _enable,
        "password": _password,
    }[arguments.act](register, arguments, datetime.now(BEIJING))
    return FINE


def _add(register: Register, asked: argparse.Namespace, at: datetime) -> None:
    if not asked.role:
        raise UserError("请写角色。", f"--role 可以是 {'、'.join(ROLES)}。")
    wish = Wish(
        asked.account,
        asked.name or asked.account,
        asked.role,
        asked.county,
        asked.series,
        asked.issuer,
        asked.subject,
    )
    typed = None if asked.generate or asked.subject else _typed()
    made = account_acts.add(register, wish, audit.COMMAND_LINE, at, typed)
    _say(f"已新增账号 {asked.account}（{ROLES[asked.role]}）。", made)
    if len(accounts.listed(register)) == 1:
        printing.say("从现在起，打开看板要登录；演示模式不再可用。")


def _change(register: Register, asked: argparse.Namespace, at: datetime) -> None:
    known = accounts.find(register, asked.account)
    if known is None:
        raise UserError(f"没有账号 {asked.account}。")
    wish = Wish(
        asked.account,
        asked.name or known.account.name,
        asked.role or known.role,
        asked.county or (known.counties[0] if known.counties and not asked.role else None),
        asked.series or (known.series[0] if known.series and not asked.role else None),
    )
    account_acts.change(register, wish, audit.COMMAND_LINE, at)
    _say(f"已改账号 {asked.account}；打开着的页面在下一次操作时生效。")


def _disable(register: Register, asked: argparse.Namespace, at: datetime) -> None:
    account_acts.disable(register, asked.account, audit.COMMAND_LINE, at)
    _say(f"已停用账号 {asked.account}；打开着的页面在下一次操作时退出。")


def _enable(register: Register, asked: argparse.Namespace, at: datetime) -> None:
    account_acts.enable(register, asked.account, audit.COMMAND_LINE, at)
    _say(f"已启用账号 {asked.account}。")


def _password(register: Register, asked: argparse.Namespace, at: datetime) -> None:
    typed = None if asked.generate else _typed()
    made = account_acts.set_password(register, asked.account, audit.COMMAND_LINE, at, typed)
    _say(f"已设 {asked.account} 的密码。", made)


def _typed() -> str | None:
    """Ask twice on a terminal; without one, or with nothing typed, a password is made up."""
    if not sys.stdin.isatty():
        return None
    first = getpass.getpass("密码（直接回车则由程序生成）：")
    if first and first != getpass.getpass("再输一遍："):
        raise UserError("两次输入的密码不同。", "请重新运行。")
    return first or None


def _say(done: str, made: str | None = None) -> None:
    printing.say(done)
    if made:
        printing.say(f"密码（只显示这一次，首次登录须更换）：{made}")


def line(known: Known) -> dict[str, str]:
    """Tell an account as lists and exports show it."""
    names = {place.code: place.name for kind in ("counties", "series") for place in places(kind)}
    within = [names.get(code, code) for code in (*known.counties, *known.series)]
    return {
        "账号": known.id,
        "名称": known.account.name,
        "角色": ROLES[known.role],
        "范围": "、".join(within) or _whole(known.role),
        "登录方式": "统一身份认证" if known.subject else "密码",
        "状态": "可用" if known.is_open else "已停用",
        "首次登录须换密码": "是" if known.must_change else "",
        "开通": known.created_at[:10],
    }


def _whole(role: str) -> str:
    if role in ("leader", "office"):
        return "全州"
    return "未分配" if role in ("county", "sector") else "无数据"
