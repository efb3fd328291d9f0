"""The ways in and out: log-in by password, a new password, log-out."""

import re
import time
from functools import partial
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard import access, mistakes, oidc_config, sign_in_pages
from dashboard.throttle import Throttle, TooMany
from dashboard.words import CHINESE, LANGUAGES, say, speak
from etl import account_acts, accounts, log_in, passwords, sessions
from etl.actor import Account
from etl.errors import UserError
from etl.sessions import Session

COOKIE, OURS = "bz_session", "bz.session"
LONGEST_FORM = 8192
SEE_OTHER, TOO_LARGE, TOO_MANY, WRONG, UNAVAILABLE = 303, 413, 429, 401, 503
_NEXT = re.compile(r"/(?:[a-z][a-z0-9-]*)?(?:\?[^\s#\\]*)?")
throttle = Throttle()


def language_of(request: Request) -> None:
    """Speak the language that the address asks for."""
    wanted = request.query_params.get("lang", CHINESE)
    speak(wanted if wanted in LANGUAGES else CHINESE)


def next_page(asked: str) -> str:
    """Where to go afterwards: a page of ours, never another site."""
    return asked if _NEXT.fullmatch(asked) and not asked.startswith("//") else "/"


async def log_in_page(request: Request) -> Response:
    language_of(request)
    asked = next_page(request.query_params.get("next", "/"))
    if not await run_in_threadpool(access.needs_log_in):
        return await no_account_yet(request)
    if request.method == "GET":
        return sign_in_pages.log_in(asked, by_provider=oidc_config.is_set_up())
    form = await _form(request)
    if form is None:
        return Response(status_code=TOO_LARGE)
    return await _try(request, form)


async def no_account_yet(request: Request) -> Response:
    """Nobody can log in; on this machine itself nobody has to."""
    if access.ends_of(request.scope).is_local:
        return RedirectResponse("/", SEE_OTHER)
    return sign_in_pages.refused(
        say("还不能登录"), f"{say(access.NO_ACCOUNT)}{say(access.ADD_FIRST)}", 403, home=False
    )


async def _try(request: Request, form: dict[str, str]) -> Response:
    asked, typed = next_page(form.get("next", "/")), form.get("account", "").strip().lower()
    known = await run_in_threadpool(accounts.find, access.register(), typed)
    address = request.client.host if request.client else ""
    key = (typed if known else "", address)  # names that do not exist wait together
    try:
        async with throttle.turn(key, time.monotonic()):
            account = await run_in_threadpool(
                log_in.by_password,
                access.register(),
                typed,
                form.get("password", ""),
                access.now(),
            )
    except TooMany:
        told = say("试得太多，请过半分钟再试。")
        return sign_in_pages.log_in(asked, told, account=typed, status=TOO_MANY)
    if account is None:
        throttle.failed(key, time.monotonic())
        told = say("账号或密码不对。")
        return sign_in_pages.log_in(
            asked, told, account=typed, by_provider=oidc_config.is_set_up(), status=WRONG
        )
    throttle.passed(key)
    return await let_in(request, account, "local", asked)


async def let_in(request: Request, account: Account, source: str, asked: str) -> Response:
    """Open a session; one that the browser still had ends with it."""
    before = await run_in_threadpool(
        access.session, sessions.digest(request.cookies.get(COOKIE, ""))
    )
    if before:
        await run_in_threadpool(sessions.end, access.register(), before, access.now())
    token = await run_in_threadpool(
        sessions.start, access.register(), account, source, access.now(), access.limits()
    )
    response = RedirectResponse(asked, SEE_OTHER)
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https" or access.chosen().secure_cookie,
        path="/",
    )
    return response


async def log_out(request: Request) -> Response:
    language_of(request)
    if request.method == "GET":
        return sign_in_pages.log_out()
    found: Session | None = request.scope.get(OURS)
    response: Response = RedirectResponse(f"/login?{urlencode(_spoken(request))}", SEE_OTHER)
    try:
        if found:
            await run_in_threadpool(sessions.end, access.register(), found, access.now())
    except UserError as error:  # this browser is out all the same
        told = say("{why}这次登录到了时限才在服务器上结束。", why=mistakes.told(error))
        response = sign_in_pages.refused(say("本浏览器已退出"), told, UNAVAILABLE, home=False)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def password(request: Request) -> Response:
    """A new password, proved by the old one; every session but this new one ends."""
    language_of(request)
    found: Session = request.scope[OURS]
    asked = next_page(request.query_params.get("next", "/"))
    show = partial(sign_in_pages.new_password, must=found.must_change, shortest=passwords.SHORTEST)
    if found.source != "local":
        return sign_in_pages.refused(
            say("换密码"), say("这个账号由统一身份认证登录，没有密码。"), 403
        )
    if request.method == "GET":
        return show(asked)
    form = await _form(request)
    if form is None:
        return Response(status_code=TOO_LARGE)
    asked = next_page(form.get("next", "/"))
    key = (found.account.id, request.client.host if request.client else "")
    try:
        async with throttle.turn(key, time.monotonic()):
            await run_in_threadpool(_change, found.account, form)
    except TooMany:
        return show(asked, say("试得太多，请过半分钟再试。"))
    except UserError as error:
        throttle.failed(key, time.monotonic())
        return show(asked, say(error.what))
    return await let_in(request, found.account, "local", asked)


def _change(account: Account, form: dict[str, str]) -> None:
    register, at = access.register(), access.now()
    if form.get("new") != form.get("again"):
        raise UserError(say("两次输入的新密码不同。"))
    if form.get("new") == form.get("password"):
        raise UserError(say("新密码与现在的相同。"))
    passwords.require_good(form.get("new", ""), account.id)
    if log_in.by_password(register, account.id, form.get("password", ""), at) is None:
        raise UserError(say("现在的密码不对。"))
    account_acts.set_password(register, account.id, account, at, form["new"])


def _spoken(request: Request) -> dict[str, str]:
    return {"lang": request.query_params.get("lang", CHINESE)}


async def _form(request: Request) -> dict[str, str] | None:
    """Read a small form; None when it is not small."""
    body = bytearray()
    async for chunk in request.stream():
        body.extend(chunk)
        if len(body) > LONGEST_FORM:
            return None
    try:
        found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    return {key: values[0] for key, values in found.items()}


ROUTES = [
    Route("/login", log_in_page, methods=["GET", "POST"]),
    Route("/logout", log_out, methods=["GET", "POST"]),
    Route("/password", password, methods=["GET", "POST"]),
]
