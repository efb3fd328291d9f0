"""Whether log-in is in force, whose a session is, and the moment: shared by the gate and the pages."""

import contextlib
import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from starlette.datastructures import Headers

from dashboard import settings
from etl import accounts, sessions
from etl.errors import UserError
from etl.paths import data_folder
from etl.register import BEIJING, Register, register_of
from etl.sessions import Limits, Session
from etl.told import mark, told

FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-host")
NO_ACCOUNT = mark("还没有账号。未启用登录时，看板只能在本机打开，别处不能。")
ADD_FIRST = mark(
    "先新增账号：python -m dashboard account add 账号名 --role admin；或只在本机打开（127.0.0.1）。"
)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [access] of streamlit_config.toml."""

    idle_minutes: int = 30
    most_hours: int = 10
    secure_cookie: bool = False


@dataclass(frozen=True)
class Ends:
    """Between whom a request runs: what is listened on, the two sockets, the name asked for."""

    listening: str
    server: str | None
    reader: str | None
    host: str | None
    is_forwarded: bool

    @property
    def is_local(self) -> bool:
        """Tell whether all of it is this machine itself, with nothing forwarding in between."""
        asked = (self.host or "localhost").rsplit(":", 1)[0] if self.host != "[::1]" else "::1"
        ends = (self.listening, self.server or "127.0.0.1", self.reader or "127.0.0.1", asked)
        return not self.is_forwarded and all(map(is_loop, ends))


def now() -> datetime:
    return datetime.now(BEIJING)


def register() -> Register:
    return register_of(data_folder())


@cache
def chosen() -> Settings:
    """Read the settings of access; a mistake in them is told, not passed over."""
    table = tomllib.loads(settings.FILE.read_text("utf-8")).get("access", {})
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        what = told(
            "{file} 的 [access] 写得不对（{error}）。", file=settings.FILE.name, error=error
        )
        raise UserError(what, told("改正后重新启动。")) from error


def limits() -> Limits:
    return Limits(timedelta(minutes=chosen().idle_minutes), timedelta(hours=chosen().most_hours))


def session(sha256: str | None) -> Session | None:
    """Find who it is now; None once logged out, timed out or disabled."""
    return sessions.find(register(), sha256, now(), limits()) if sha256 else None


def touch(found: Session) -> None:
    """Note that the user has just acted; where that cannot be written, the idle time simply runs on."""
    with contextlib.suppress(UserError):
        sessions.touch(register(), found, now(), limits())


def needs_log_in() -> bool:
    return accounts.exist(register())


def ends_of(scope: Any) -> Ends:
    """Read them from a request as the server passes it on."""
    headers = Headers(scope=scope)
    server, reader = scope.get("server"), scope.get("client")
    return Ends(
        settings.value("server.address"),
        server[0] if server else None,
        reader[0] if reader else None,
        headers.get("host"),
        is_forwarded(headers),
    )


def is_loop(address: str | None) -> bool:
    try:
        return (
            address == "localhost" or ipaddress.ip_address((address or "").strip("[]")).is_loopback
        )
    except ValueError:
        return False


def is_forwarded(headers: Mapping[str, str]) -> bool:
    return any(headers.get(name) for name in FORWARDED)
