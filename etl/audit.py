"""The log of access: who came in, was refused, opened lists, took files away. No person's data in it.

An entry names the account by its id, never by its name; what was looked at only by filters and numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from etl.actor import Account
from etl.register import Act, Register, Writing
from etl.scope import Scope
from etl.told import mark

SIGNED_IN, SIGNED_OUT, REFUSED = "access.signed_in", "access.signed_out", "access.refused"
DENIED, OPENED, TAKEN = "access.denied", "access.cases", "access.export"
ADDED, CHANGED = "account.added", "account.changed"
DISABLED, ENABLED, PASSWORD = "account.disabled", "account.enabled", "account.password"
LOADED = "load.published"
PURGED = "data.purged"
BACKED_UP, RESTORED, KEY_COPIED = "data.backed_up", "data.restored", "data.key_copied"
SNAPSHOT = "snapshot.made"
TITLES = {
    SIGNED_IN: mark("登录"),
    SIGNED_OUT: mark("退出"),
    REFUSED: mark("登录失败"),
    DENIED: mark("拒绝访问"),
    OPENED: mark("打开名单"),
    TAKEN: mark("下载"),
    ADDED: mark("新增账号"),
    CHANGED: mark("改账号"),
    DISABLED: mark("停用账号"),
    ENABLED: mark("启用账号"),
    PASSWORD: mark("设密码"),
    LOADED: mark("载入"),
    BACKED_UP: mark("备份"),
    RESTORED: mark("从备份恢复"),
    KEY_COPIED: mark("另存密钥"),
    PURGED: mark("清除原件"),
    SNAPSHOT: mark("存快照"),
}
EXPORTS = {
    "fix_list": mark("修改清单"),
    "evidence": mark("证据行"),
    "desk": mark("县市工作台"),
    "paper": mark("文稿"),
    "snapshot": mark("快照"),
    "marked": mark("标好的文件"),
    "receipt": mark("报送回执"),
    "log": mark("日志"),
    "accounts": mark("账号"),
}
COMMAND_LINE = Account(
    "command-line", "命令行", "office", Scope("office", frozenset(), frozenset())
)
_PLAIN = re.compile(r"[a-z0-9_.,\-]{1,60}")


def add(
    writing: Writing,
    actor: Account,
    at: datetime,
    kind: str,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
    version: str | None = None,
) -> None:
    """Append an entry to an open transaction."""
    writing.append(replace(actor, name=""), at, Act(kind, subject, detail or {}, version))


def note(
    register: Register,
    actor: Account,
    at: datetime,
    kind: str,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
    version: str | None = None,
) -> None:
    """Append one entry by itself. What cannot be noted is not to happen: a failure goes to the caller."""
    with register.writing() as writing:
        add(writing, actor, at, kind, subject, detail, version)


def filters(args: tuple[Any, ...]) -> dict[str, Any]:
    """Tell what a question was asked with; of free text only that there was some."""
    told: dict[str, Any] = {}
    for number, arg in enumerate(args):
        if isinstance(arg, Scope):
            told |= {"counties": sorted(arg.counties), "series": sorted(arg.series)}
        elif hasattr(arg, "rule_id"):
            told |= {"rule": arg.rule_id, "county": arg.county_code, "day": arg.day.isoformat()}
        elif isinstance(arg, bool) or arg is None:
            continue
        elif isinstance(arg, date):
            told["day"] = arg.isoformat()
        elif isinstance(arg, int):
            told["season"] = arg
        else:
            told[f"asked_{number}"] = _plain(arg)
    return told


def _plain(arg: Any) -> Any:
    if isinstance(arg, tuple):
        return [_plain(each) for each in arg]
    return arg if isinstance(arg, str) and _PLAIN.fullmatch(arg) else "…"
