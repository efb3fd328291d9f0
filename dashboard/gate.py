"""The gate before everything: nobody passes without a session, and no header of a client tells who it is.

With no account, and only on this machine itself, everything is open: the demo, which says so on screen.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import access, mistakes, roles, sign_in, sign_in_pages
from dashboard.exports import owners
from dashboard.words import CHINESE, LANGUAGES, say, speak
from etl import audit, sessions
from etl.errors import UserError
from etl.sessions import Session

IDENTITY = "x-bz-session"  # what streamlit puts into st.user; only the gate sets it
_IDENTITIES = (
    b"x-bz-",
    b"x-forwarded-user",
    b"x-forwarded-email",
    b"x-remote-user",
    b"remote-user",
)
# What would make of a file something else than its bytes: packed, a part of it, or nothing.
_PARTIAL = (b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since")
_OPEN = ("/healthz", "/login", "/auth/start", "/auth/back")
_WITH_OLD_PASSWORD = ("/password", "/logout")
_PAGE = re.compile(r"/([a-z][a-z0-9-]*)?")
_LANGUAGE = re.compile(r"(?:^|&)lang=([a-z]+)")
SEE_OTHER, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 303, 401, 403, 404, 503


@dataclass(frozen=True)
class Seen:
    """What is known of a request: its session, or that none is needed."""

    session: Session | None
    is_demo: bool
    needs_log_in: bool


class Gate:
    """Let in who is logged in, to what the role has; everyone else only to the log-in page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope["headers"] = [
            (name, value)
            for name, value in scope["headers"]
            if not name.lower().startswith(_IDENTITIES)
        ]
        send = _uncached(scope, send)
        if scope["path"] in _OPEN:
            await _or_refused(self.app, scope, receive, send)
            return
        spoken = _LANGUAGE.search(scope.get("query_string", b"").decode("latin-1"))
        speak(spoken[1] if spoken and spoken[1] in LANGUAGES else CHINESE)
        try:
            seen = await run_in_threadpool(_look, scope)
            stop = await run_in_threadpool(_stop, scope, seen)
        except UserError as error:  # the register cannot be read: nobody passes unknown
            stop = PlainTextResponse(mistakes.told(error), UNAVAILABLE)
        if stop is not None:
            await _answer(stop, scope, receive, send)
            return
        if seen.session:
            scope[sign_in.OURS] = seen.session
            scope["headers"].append((IDENTITY.encode(), seen.session.sha256.encode()))
            if scope["path"].startswith("/media/"):
                await _own_file(self.app, scope, receive, send)
                return
        answer = _or_refused if scope["path"] in _WITH_OLD_PASSWORD else _passed
        await answer(self.app, scope, receive, send)


def _look(scope: Scope) -> Seen:
    """Find the session of the cookie; the demo is only for this machine while there is no account."""
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    if token := cookies.get(sign_in.COOKIE):
        found = access.session(sessions.digest(token))
        if found:
            return Seen(found, is_demo=False, needs_log_in=True)
    needed = access.needs_log_in()
    return Seen(None, is_demo=not needed and access.ends_of(scope).is_local, needs_log_in=needed)


def _stop(scope: Scope, seen: Seen) -> Response | None:
    """Decide what to answer instead; None lets the request pass."""
    path, is_page = scope["path"], _is_page(scope)
    if seen.is_demo:
        return RedirectResponse("/", SEE_OTHER) if path in _WITH_OLD_PASSWORD else None
    if seen.session is None:
        return _to_log_in(scope, seen, is_page=is_page)
    if path in _WITH_OLD_PASSWORD:
        return None
    if seen.session.must_change:
        return (
            RedirectResponse(f"/password?next={quote(_address(scope))}", SEE_OTHER)
            if is_page
            else PlainTextResponse(say("请先换密码。"), FORBIDDEN)
        )
    if is_page:
        access.touch(seen.session)
        return _of_role(scope, seen.session)
    return None


def _to_log_in(scope: Scope, seen: Seen, *, is_page: bool) -> Response:
    if not seen.needs_log_in:
        told = f"{say(access.NO_ACCOUNT)}{say(access.ADD_FIRST)}"
        return sign_in_pages.refused(say("还不能登录"), told, FORBIDDEN, home=False)
    if is_page:
        return RedirectResponse(f"/login?next={quote(_address(scope))}{_spoken(scope)}", SEE_OTHER)
    return PlainTextResponse(say("请先登录。"), UNAUTHORIZED)


def _of_role(scope: Scope, session: Session) -> Response | None:
    """Refuse a page that the role does not have; the first page of a role answers at `/`."""
    own = roles.pages_for(session.account.role)
    name = scope["path"].strip("/")
    if name not in roles.PAGES:
        return None
    if name not in own:
        audit.note(
            access.register(), session.account, access.now(), audit.DENIED, name, {"why": "role"}
        )
        title = say("没有权限")
        told = say("您的账号看不到“{page}”这一页。", page=say(roles.PAGES[name]))
        return sign_in_pages.refused(title, told, FORBIDDEN)
    query = scope.get("query_string", b"").decode("latin-1")
    return RedirectResponse(f"/?{query}" if query else "/", SEE_OTHER) if name == own[0] else None


def _is_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and _PAGE.fullmatch(scope["path"]) is not None
    )


def _address(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def _spoken(scope: Scope) -> str:
    found = _LANGUAGE.search(scope.get("query_string", b"").decode("latin-1"))
    return f"&lang={found[1]}" if found and found[1] in LANGUAGES else ""


async def _answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await response(scope, receive, send)


async def _passed(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


async def _or_refused(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Say why nobody can come in or go out just now: the register cannot be written or read."""
    try:
        await app(scope, receive, send)
    except UserError as error:
        told = mistakes.told(error)
        stop = sign_in_pages.refused(say("现在办不了"), told, UNAVAILABLE, home=False)
        await _answer(stop, scope, receive, send)


async def _own_file(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Give a file that was made for this very session; to others it does not exist."""
    start: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    headers = [each for each in scope["headers"] if each[0].lower() not in _PARTIAL]
    await app({**scope, "headers": headers}, receive, collect)
    if not owners.has(bytes(body), scope[sign_in.OURS].sha256):
        await PlainTextResponse(say("没有这个文件。"), NOT_FOUND)(scope, receive, send)
        return
    await send(start)
    await send({"type": "http.response.body", "body": bytes(body)})


def _uncached(scope: Scope, send: Send) -> Send:
    """Keep answers out of caches, but for Streamlit's own files, which hold nothing of ours."""
    if scope["path"].startswith("/static/"):
        return send

    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Cache-Control"] = "no-store"
            if scope.get("scheme") == "https":
                headers["Strict-Transport-Security"] = "max-age=31536000"
        await send(message)

    return add
