"""What is done to accounts: opened, changed, closed, given a password; each act is in the log."""

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from etl import audit, passwords
from etl.accounts import ADMIN, ONE, ROLES, Known, known
from etl.actor import Account
from etl.errors import UserError
from etl.plain_text import plain
from etl.reference import code_of, places
from etl.register import Register, Writing
from etl.told import told

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True)
class Wish:
    """What an account is to be: checked before anything is written."""

    id: str
    name: str
    role: str
    county: str | None = None
    series: str | None = None
    issuer: str | None = None
    subject: str | None = None


def add(
    register: Register, wish: Wish, actor: Account, at: datetime, password: str | None = None
) -> str | None:
    """Open an account; a password that nobody gave is made up and returned, this once.

    An account of an identity provider has none.
    """
    counties, series = _places_of(wish)
    if not _ID.fullmatch(wish.id):
        raise UserError(told("账号名只用小写字母、数字和 . _ -，2 到 40 个字符。"))
    if not plain(wish.name).strip():
        raise UserError(told("请写账号的名称。"))
    if bool(wish.issuer) != bool(wish.subject):
        raise UserError(told("统一身份认证的账号要同时写明签发者和用户标识。"))
    made = None
    if not wish.subject:
        made = None if password else passwords.made_up()
        passwords.require_good(password or made or "", wish.id)
    kept = None if wish.subject else passwords.hashed(password or made or "")
    row = {
        "account_id": wish.id,
        "name": plain(wish.name).strip(),
        "role": wish.role,
        "counties": json.dumps(counties),
        "series": json.dumps(series),
        "password_hash": kept,
        "issuer": wish.issuer,
        "subject": wish.subject,
        "created_at": at.isoformat(timespec="seconds"),
        "must_change": int(made is not None),
    }
    with register.writing() as writing:
        _require_new(writing.con, wish)
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        writing.con.execute(f"insert into accounts ({names}) values ({marks})", row)
        detail = {"role": wish.role, "counties": counties, "series": series}
        audit.add(writing, actor, at, audit.ADDED, wish.id, detail)
    return made


def change(register: Register, wish: Wish, actor: Account, at: datetime) -> None:
    """Give an account another name, role or scope; open pages follow at their next action."""
    counties, series = _places_of(wish)
    with register.writing() as writing:
        before = _required(writing, wish.id)
        if before.role == ADMIN and wish.role != ADMIN:
            _require_another_admin(writing, wish.id)
        writing.con.execute(
            "update accounts set name = ?, role = ?, counties = ?, series = ? where account_id = ?",
            [
                plain(wish.name).strip() or before.account.name,
                wish.role,
                json.dumps(counties),
                json.dumps(series),
                wish.id,
            ],
        )
        detail = {
            "role": wish.role,
            "counties": counties,
            "series": series,
            "role_before": before.role,
            "counties_before": before.counties,
            "series_before": before.series,
        }
        audit.add(writing, actor, at, audit.CHANGED, wish.id, detail)


def disable(register: Register, account_id: str, actor: Account, at: datetime) -> None:
    """Close an account and end all its sessions; its acts stay in the log."""
    with register.writing() as writing:
        if _required(writing, account_id).role == ADMIN:
            _require_another_admin(writing, account_id)
        moment = at.isoformat(timespec="seconds")
        writing.con.execute(
            "update accounts set disabled_at = ? where account_id = ?", [moment, account_id]
        )
        _end_sessions(writing, account_id, moment)
        audit.add(writing, actor, at, audit.DISABLED, account_id)


def enable(register: Register, account_id: str, actor: Account, at: datetime) -> None:
    with register.writing() as writing:
        _required(writing, account_id)
        writing.con.execute(
            "update accounts set disabled_at = null where account_id = ?", [account_id]
        )
        audit.add(writing, actor, at, audit.ENABLED, account_id)


def set_password(
    register: Register, account_id: str, actor: Account, at: datetime, password: str | None = None
) -> str | None:
    """Set a password; one made up must be changed at the next log-in. Ends the account's sessions."""
    made = None if password else passwords.made_up()
    passwords.require_good(password or made or "", account_id)
    kept = passwords.hashed(password or made or "")
    with register.writing() as writing:
        if _required(writing, account_id).subject:
            raise UserError(told("{account} 由统一身份认证登录，没有密码。", account=account_id))
        writing.con.execute(
            "update accounts set password_hash = ?, must_change = ? where account_id = ?",
            [kept, int(made is not None), account_id],
        )
        _end_sessions(writing, account_id, at.isoformat(timespec="seconds"))
        audit.add(writing, actor, at, audit.PASSWORD, account_id, {"made_up": made is not None})
    return made


def _end_sessions(writing: Writing, account_id: str, moment: str) -> None:
    writing.con.execute(
        "update sessions set ended_at = ? where account_id = ? and ended_at is null",
        [moment, account_id],
    )


def _places_of(wish: Wish) -> tuple[list[str], list[str]]:
    """Find the codes; a county's officer without a county sees nothing, and that is allowed."""
    if wish.role not in ROLES:
        known = "、".join(ROLES)
        raise UserError(
            told("没有角色“{role}”。", role=wish.role), told("角色：{known}。", known=known)
        )
    asked: Mapping[str, tuple[str, str | None]] = {
        "county": ("counties", wish.county),
        "sector": ("series", wish.series),
    }
    found: dict[str, list[str]] = {"counties": [], "series": []}
    for role, (kind, text) in asked.items():
        if not text:
            continue
        if wish.role != role:
            raise UserError(told("角色“{role}”没有县市或系列的范围。", role=told(ROLES[wish.role])))
        code = code_of(kind, text)
        if code is None:
            names = "、".join(place.name for place in places(kind))
            raise UserError(told("没有“{asked}”。", asked=text), told("有：{names}。", names=names))
        found[kind] = [code]
    return found["counties"], found["series"]


def _require_new(con: sqlite3.Connection, wish: Wish) -> None:
    if con.execute(ONE, [wish.id]).fetchone():
        raise UserError(told("已有账号 {account}。", account=wish.id))
    same = con.execute(
        "select 1 from accounts where issuer = ? and subject = ?", [wish.issuer, wish.subject]
    )
    if wish.subject and same.fetchone():
        raise UserError(told("统一身份认证的这个用户已有账号。"))


def _required(writing: Writing, account_id: str) -> Known:
    row = writing.con.execute(ONE, [account_id]).fetchone()
    if row is None:
        raise UserError(told("没有账号 {account}。", account=account_id))
    return known(row)


def _require_another_admin(writing: Writing, account_id: str) -> None:
    others = writing.con.execute(
        "select 1 from accounts where role = ? and disabled_at is null and account_id <> ?",
        [ADMIN, account_id],
    )
    if others.fetchone() is None:
        raise UserError(told("这是最后一个能用的管理账号，不能停用或改作他用。"))
