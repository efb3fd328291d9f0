"""A file made for a session reaches its browser whole, however the browser asks; and no other."""

import hashlib
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import gate, sign_in
from dashboard.exports import owners

CONTENT = "<p>名单</p>".encode() * 500


@pytest.fixture
def ask():
    """Ask for the file as a session, through what packs answers as Streamlit does."""
    route = Route("/media/a.html", lambda _: Response(CONTENT, media_type="text/html"))
    app = Starlette(routes=[route], middleware=[Middleware(GZipMiddleware)])

    def get(session, **headers):
        async def served(scope, receive, send):
            scope[sign_in.OURS] = SimpleNamespace(sha256=session)
            await gate._own_file(app, scope, receive, send)

        return TestClient(served).get("/media/a.html", headers=headers)

    owners.add(hashlib.sha256(CONTENT).hexdigest(), "mine")
    return get


@pytest.mark.parametrize(
    "headers",
    [{}, {"accept-encoding": "gzip, deflate, br"}, {"range": "bytes=0-9"}, {"if-none-match": "x"}],
)
def test_ones_own_file_comes_whole(ask, headers):
    answer = ask("mine", **headers)
    assert (answer.status_code, answer.content) == (200, CONTENT)


def test_anothers_file_does_not_exist(ask):
    assert ask("another", **{"accept-encoding": "gzip"}).status_code == 404
