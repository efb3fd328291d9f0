"""Accounts: who may log in, in which role, and for which county or series."""

import json
import sqlite3
from dataclasses import dataclass

from etl.actor import Account
from etl.register import Register
from etl.scope import scope_of
from etl.told import mark

ROLES = {
    "leader": mark("州领导"),
    "office": mark("州职改办"),
    "sector": mark("系列主管部门"),
    "county": mark("县市人社局"),
    "auditor": mark("审计"),
    "admin": mark("账号管理"),
}
ADMIN = "admin"
_LIST = "select * from accounts order by account_id"
ONE = "select * from accounts where account_id = ?"


@dataclass(frozen=True)
class Known:
    """An account as the register holds it; never its password."""

    account: Account
    counties: tuple[str, ...]
    series: tuple[str, ...]
    has_password: bool
    must_change: bool
    issuer: str | None
    subject: str | None
    created_at: str
    disabled_at: str | None

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def role(self) -> str:
        return self.account.role

    @property
    def is_open(self) -> bool:
        return self.disabled_at is None


def listed(register: Register) -> list[Known]:
    with register.reading() as con:
        return [known(row) for row in con.execute(_LIST)]


def exist(register: Register) -> bool:
    """Tell whether log-in is in force: one account is enough, even a disabled one."""
    if not register.path.exists():
        return False
    with register.reading() as con:
        return con.execute("select 1 from accounts limit 1").fetchone() is not None


def find(register: Register, account_id: str) -> Known | None:
    with register.reading() as con:
        row = con.execute(ONE, [account_id]).fetchone()
    return known(row) if row else None


def known(row: sqlite3.Row) -> Known:
    counties, series = (tuple(json.loads(row[key])) for key in ("counties", "series"))
    scope = scope_of(row["role"], counties, series)
    return Known(
        Account(row["account_id"], row["name"], row["role"], scope),
        counties,
        series,
        row["password_hash"] is not None,
        bool(row["must_change"]),
        row["issuer"],
        row["subject"],
        row["created_at"],
        row["disabled_at"],
    )
