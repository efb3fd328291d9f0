"""Log-in through the office's identity provider (OpenID Connect, code flow with PKCE): the same sessions.

What is under way between leaving for the provider and coming back is kept in memory, bound to the browser
by a short cookie; a restart in between asks the user to begin again.
"""

import logging
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, cast

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard import access, oidc_config, sign_in, sign_in_pages
from dashboard.oidc_config import Provider
from dashboard.words import say
from etl import log_in
from etl.told import told

COOKIE = "bz_auth"
MINUTES, MOST, TIMEOUT, LEEWAY = 10, 1000, 8.0, 60
_REFUSED, _UNREACHABLE, _FOUND = 403, 502, 303
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leaving:
    """What must come back unchanged."""

    nonce: str
    verifier: str
    next_page: str
    at: float


class UntrueError(Exception):
    """What the provider sent does not hold."""


_under_way: OrderedDict[str, Leaving] = OrderedDict()


async def start(request: Request) -> Response:
    """Send the browser to the provider."""
    sign_in.language_of(request)
    if not oidc_config.is_set_up():
        return sign_in_pages.refused(say("登录"), say("没有设置统一身份认证。"), 404)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = sign_in.next_page(request.query_params.get("next", "/"))
    provider = oidc_config.provider()
    try:
        known = await _get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        async with _client(provider) as client:
            address, _ = client.create_authorization_url(
                known["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
    except (httpx2.HTTPError, KeyError, ValueError) as error:
        return _failed(error)
    _under_way[state] = Leaving(nonce, verifier, asked, time.monotonic())
    while len(_under_way) > MOST:
        _under_way.popitem(last=False)
    response = RedirectResponse(address, _FOUND)
    response.set_cookie(
        COOKIE,
        state,
        max_age=MINUTES * 60,
        path="/auth",
        httponly=True,
        samesite="lax",
        secure=provider.origin.startswith("https:"),
    )
    return response


async def back(request: Request) -> Response:
    """Take the provider's answer; only an answer to what this very browser began counts."""
    sign_in.language_of(request)
    state = request.query_params.get("state", "")
    leaving = _under_way.pop(state, None)
    is_ours = secrets.compare_digest(request.cookies.get(COOKIE, ""), state) and state
    if not is_ours or leaving is None or time.monotonic() - leaving.at > MINUTES * 60:
        return sign_in_pages.refused(say("登录"), say("登录没有完成，请重新开始。"), _REFUSED)
    provider = oidc_config.provider()
    try:
        claims = await _claims(provider, request.query_params.get("code", ""), leaving)
        subject = str(claims[provider.claim])
    except (
        httpx2.HTTPError,
        AuthlibBaseError,
        JoseError,
        UntrueError,
        KeyError,
        ValueError,
    ) as error:
        await run_in_threadpool(
            log_in.refuse, access.register(), "", "provider", "oidc", access.now()
        )
        return _failed(error)
    account = await run_in_threadpool(
        log_in.by_identity, access.register(), provider.issuer, subject, access.now()
    )
    if account is None:
        why = say("统一身份认证认得您，但本系统还没有为您开通账号，或账号已停用。请找账号管理员。")
        return sign_in_pages.refused(say("登录"), why, _REFUSED)
    response = await sign_in.let_in(request, account, "oidc", leaving.next_page)
    response.delete_cookie(COOKIE, path="/auth")
    return response


async def _claims(provider: Provider, code: str, leaving: Leaving) -> dict[str, Any]:
    """Exchange the code and check what the token claims: who issued it, for whom, when, in answer to what."""
    known = await _get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if known.get("issuer") != provider.issuer:
        raise UntrueError("issuer")
    async with _client(provider) as client:
        token = await client.fetch_token(
            known["token_endpoint"], code=code, code_verifier=leaving.verifier
        )
    keys = KeySet.import_key_set(cast("KeySetSerialization", await _get(known["jwks_uri"])))
    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    claims: dict[str, Any] = decoded.claims
    jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": leaving.nonce},
        sub={"essential": True},
    ).validate(claims)
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise UntrueError("azp")
    return claims


def _client(provider: Provider) -> AsyncOAuth2Client:
    return AsyncOAuth2Client(
        provider.client_id,
        provider.client_secret,
        scope=provider.scope,
        redirect_uri=provider.redirect_uri,
        code_challenge_method="S256",
        timeout=TIMEOUT,
        trust_env=False,
    )


async def _get(address: str) -> dict[str, Any]:
    async with httpx2.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
        found: dict[str, Any] = (await client.get(address)).raise_for_status().json()
        return found


def _failed(error: Exception) -> Response:
    """Tell the user that it failed, and the log of the server why; neither holds a token."""
    log.warning("%s %s", told("统一身份认证没有成功："), type(error).__name__)
    why = say("统一身份认证没有成功，请稍后重试；仍不行，请找账号管理员。")
    return sign_in_pages.refused(say("登录"), why, _UNREACHABLE)


ROUTES = [Route("/auth/start", start), Route("/auth/back", back)]
