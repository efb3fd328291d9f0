"""Compression of static files and the page shell, without a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import HTMLResponse, Response

from dashboard.packed import Packed, shell


def run(coroutine):
    """Run it in a thread of its own: a browser test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_what_does_not_exist_is_not_kept_in_memory():
    packed = Packed(HTMLResponse("the page instead"))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/static/js/none.js",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    sent = []

    async def send(message):
        sent.append(message)

    run(packed(scope, None, send))
    assert sent[-1]["body"] == b"the page instead"
    assert packed.kept == {}
    packed.app = Response("var a", media_type="text/javascript")
    run(packed(scope, None, send))
    assert list(packed.kept) == [("/static/js/none.js", "gzip")]


def test_a_new_page_of_streamlit_that_we_cannot_translate_is_noticed():
    with pytest.raises(LookupError):
        shell("<html><title>Streamlit</title></html>")
