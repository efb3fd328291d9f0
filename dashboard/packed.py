"""What the server adds to Streamlit's answers: security headers, compression, a Chinese page.

Streamlit sends its static files uncompressed (10 MB on a first visit) and its page in English.
"""

import asyncio
import base64
import gzip
import hashlib
import re
from urllib.parse import urlsplit

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import PRODUCT
from dashboard.words import CHINESE, ENGLISH, say, speaking

# One folder level and a plain name: every key of the store is then a file that exists.
_ASSET = re.compile(r"/static/(?:js|css|media)/[\w.~-]+")
_COMPRESSIBLE = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "image/svg+xml",
)
# Latin type that the theme does not use; the browser would fetch 170 kB for the moment before the theme.
_UNUSED_FACE = re.compile(rb"@font-face\{font-family:Source (?:Sans|Serif);[^}]*\}")
# Streamlit asks for its icons (375 kB) at every start, by a blank: without the blank they come when used.
_ICONS = (
    b"{font-family:Material Symbols Rounded;",
    b"{font-family:Material Symbols Rounded;unicode-range:U+30-39,U+5F,U+61-7A;",
)
BROTLI_QUALITY = 9  # one second for the largest file; the last steps would take ten
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
OK = 200
_TONGUES = {CHINESE: "zh-CN", ENGLISH: "en"}
_TONGUE = re.compile(r'<html lang="[^"]*"')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_WITHOUT_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
# Neither is used: the agent interface is off, and the theme names the system's fonts.
_UNUSED = (
    re.compile(r'<link\s+rel="service-desc"[^>]*>'),
    re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*>'),
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# The browser itself then keeps every request on this machine. The page's code writes styles.
_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class Secured:
    """Add security headers to every answer, and refuse what a page of another site asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not is_same_origin(Headers(scope=scope)):
            await _refuse(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))


def is_same_origin(headers: Headers) -> bool:
    """Compare Origin with Host; programs that send no Origin pass.

    Streamlit would look up its public address on the internet when the two differ.
    """
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse(say("不接受来自其他网站的请求。"), 403)(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", _POLICY.format(scripts=""))
        await send(message)

    return add


class Packed:
    """Send static files compressed, once and kept in memory; what does not exist is never kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        coding = _coding(scope)
        if not coding:
            await self.app(scope, receive, send)
            return
        response = self.kept.get((scope["path"], coding))
        if response is None:
            response = await _whole(self.app, scope, receive)
            if response.status_code == OK and _kind(response).startswith(_COMPRESSIBLE):
                response = await asyncio.to_thread(_compress, response, coding)
                self.kept[scope["path"], coding] = response
        await response(scope, receive, send)


def _coding(scope: Scope) -> str:
    """How to compress the answer: the smaller way that the browser takes; empty for what stays as it is."""
    if scope["type"] != "http" or scope["method"] != "GET" or not _ASSET.fullmatch(scope["path"]):
        return ""
    headers = Headers(scope=scope)
    taken = re.split(r"[\s,;]+", headers.get("accept-encoding", ""))
    return next((each for each in ("br", "gzip") if each in taken and "range" not in headers), "")


def _kind(response: Response) -> str:
    return response.headers.get("content-type", "")


def _compress(plain: Response, coding: str) -> Response:
    """Keep type and cache time; the tag of the plain file would be wrong for this one."""
    body = bytes(plain.body)
    if "css" in _kind(plain):
        body = _UNUSED_FACE.sub(b"", body).replace(*_ICONS)
    packed = (
        brotli.compress(body, quality=BROTLI_QUALITY) if coding == "br" else gzip.compress(body)
    )
    return Response(
        packed,
        headers={
            "Content-Type": _kind(plain),
            "Cache-Control": plain.headers.get("cache-control", "no-cache"),
            "Content-Encoding": coding,
            "Vary": "Accept-Encoding",
        },
    )


async def _whole(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """Collect an answer that the app would send in pieces."""
    start: Message = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, collect)
    response = Response(bytes(body), start["status"])
    response.raw_headers = list(start["headers"])
    return response


def shell(html: str, language: str = CHINESE) -> Response:
    """Make of Streamlit's page the one that every address of ours answers with, in this language."""
    with speaking(language):
        needed = say("本页需要浏览器启用 JavaScript。")
        replaced = {
            _TONGUE: f'<html lang="{_TONGUES[language]}"',
            _TITLE: f"<title>{say(PRODUCT)}</title>",
            _WITHOUT_SCRIPT: f"<noscript><p>{needed}</p></noscript>",
            **dict.fromkeys(_UNUSED, ""),
        }
    for pattern, ours in replaced.items():
        html, count = pattern.subn(ours, html)
        if not count:
            raise LookupError(f"Streamlit's page has no {pattern.pattern}")
    hashes = "".join(f" 'sha256-{_digest(code)}'" for code in _INLINE_SCRIPT.findall(html))
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": _POLICY.format(scripts=hashes),
    }
    return HTMLResponse(html, headers=headers)


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
