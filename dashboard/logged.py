"""The log as its readers choose it: by what was done, by account, by how long ago."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dashboard import formats, roles
from dashboard.words import capital, mark, say
from etl import audit
from etl.accounts import ROLES
from etl.catalog import counts
from etl.commands.register import TITLES
from etl.reference import places
from etl.register_chain import Entry, Fault

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "all": (mark("全部"), ("",)),
    "in": (mark("登录和退出"), (audit.SIGNED_IN, audit.SIGNED_OUT, audit.REFUSED)),
    "denied": (mark("拒绝访问"), (audit.DENIED,)),
    "lists": (mark("打开名单"), (audit.OPENED,)),
    "files": (mark("下载"), (audit.TAKEN,)),
    "accounts": (mark("账号"), ("account.",)),
    "acts": (mark("预警办理"), ("flag.",)),
    "loads": (mark("报送与载入"), ("inbox.", "load.")),
}
DAYS = {"7": mark("近 7 天"), "30": mark("近 30 天"), "": mark("全部时间")}
WHY = {
    "password": mark("密码不对"),
    "disabled": mark("账号已停用"),
    "unknown": mark("没有这个账号"),
    "provider": mark("统一身份认证未确认"),
    "role": mark("角色没有这一页"),
    "county": mark("不是本县市"),
    "series": mark("不是本系列"),
}
MOST = 200
EVERYONE = mark("全部账号")


def chosen(
    entries: Sequence[Entry], kind: str, account: str | None, days: str, now: datetime
) -> list[Entry]:
    """Keep what is asked for, the newest first."""
    since = (now - timedelta(days=int(days))).isoformat() if days else ""
    return [
        entry
        for entry in reversed(entries)
        if entry.kind.startswith(KINDS[kind][1])
        and account in (None, entry.account_id)
        and entry.at >= since
    ]


def headline(entries: Sequence[Entry], faults: Sequence[Fault]) -> str:
    if not entries:
        return say("日志里还没有登记。")
    if faults:
        return say(
            "日志 {n} 条，有 {k} 处不符：被改过、缺了或多了。", n=len(entries), k=len(faults)
        )
    return say("日志 {n} 条，前后相接，没有被改动。", n=len(entries))


def cut_note(found: Sequence[Entry]) -> str:
    return say("只显示最新的 {n} 条，导出的文件是全部。", n=MOST) if len(found) > MOST else ""


def act(entry: Entry) -> str:
    return capital(say(TITLES.get(entry.kind, entry.kind)))


def moment(entry: Entry) -> str:
    return entry.at[:19].replace("T", " ")


def role(entry: Entry) -> str:
    return say(ROLES[entry.role]) if entry.role in ROLES else formats.NOTHING


def subject(entry: Entry) -> str:
    """What it was about, in words where the log has a code."""
    detail = json.loads(entry.detail)
    if entry.kind == audit.TAKEN:
        return say(audit.EXPORTS.get(entry.subject, entry.subject))
    if entry.kind == audit.OPENED:
        titles = {count.id: count.title for count in counts()}
        named = [
            say(titles[each])
            for each in detail.values()
            if isinstance(each, str) and each in titles
        ]
        page = roles.PAGES.get(detail.get("page", ""), "")
        return say(page) + formats.brackets(formats.listed(named)) if page else entry.subject
    if entry.kind == audit.DENIED:
        return say(roles.PAGES.get(entry.subject) or _names().get(entry.subject, entry.subject))
    return entry.subject


def told(entry: Entry) -> str:
    """The rest of an entry: filters, rows, hash, reason; numbers and codes only."""
    detail: Mapping[str, Any] = json.loads(entry.detail)
    parts = [say(WHY[detail["why"]])] if detail.get("why") in WHY else []
    if "season" in detail:
        parts.append(say("{season} 年度", season=detail["season"]))
    if "day" in detail:
        parts.append(say("截至 {day}", day=detail["day"]))
    parts += _places(detail)
    if entry.kind == audit.LOADED:
        parts.append(say("{n} 份文件", n=detail["files"]))
        parts.append(say("{n} 行", n=detail["rows_read"]))
    if "rows" in detail:
        parts.append(say("{n} 行", n=detail["rows"]))
    if detail.get("role") in ROLES:
        parts.append(say(ROLES[detail["role"]]))
    if "sha256" in detail:
        parts.append(f"SHA-256 {detail['sha256'][:12]}")
    return formats.comma(parts) if parts else formats.NOTHING


def _places(detail: Mapping[str, Any]) -> list[str]:
    """Name the places; all of them need no naming."""
    found = []
    for key, kind in (("counties", "counties"), ("series", "series")):
        codes = detail.get(key)
        if codes and len(codes) < len(places(kind)):
            found.append(formats.listed([say(_names().get(code, code)) for code in codes]))
    return found


def _names() -> dict[str, str]:
    return {place.code: place.name for kind in ("counties", "series") for place in places(kind)}


def lines(entries: Sequence[Entry]) -> list[list[str]]:
    """Rows of the file: as the page shows them, with the whole hashes for whoever checks the chain."""
    return [
        [
            str(entry.act_no),
            moment(entry),
            entry.account_id,
            role(entry),
            act(entry),
            subject(entry),
            told(entry),
            entry.warehouse_version or "",
            entry.previous,
            entry.hash,
        ]
        for entry in entries
    ]


HEADS = (
    mark("序号"),
    mark("时间（北京）"),
    mark("账号名"),
    mark("角色"),
    mark("事"),
    mark("对象"),
    mark("细节"),
    mark("数据版本"),
    mark("前一条的校验"),
    mark("校验"),
)
