"""The ASGI app: `python -m dashboard` serves it, and so does `streamlit run dashboard/app.py`."""

import gc
import importlib
import logging
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:  # `streamlit run` puts only this folder there
    sys.path.insert(0, str(HERE.parent))

import streamlit as st
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import file_util

from dashboard import gate, mistakes, oidc, settings, sign_in
from dashboard.packed import Packed, Secured, shell
from dashboard.words import CHINESE, LANGUAGES, say
from etl.errors import UserError
from etl.keeping import daily_log
from etl.paths import data_folder

HEAVY = ("pandas", "pyarrow", "duckdb", "plotly.graph_objects", "scipy.stats", "babel.dates")
ENTRIES = ("app", "main")  # the one is this file, the other runs at every interaction
log = logging.getLogger(__name__)

settings.apply()
settings.put("server.trustedUserHeaders", {gate.IDENTITY: "session"})


class PageName(StringConvertor):
    """A page's address is one plain word, unlike all that Streamlit itself serves."""

    regex = "[a-z][a-z0-9-]*"


register_url_convertor("page", PageName())
_HTML = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
PAGES = {language: shell(_HTML, language) for language in LANGUAGES}


async def page(request: Request) -> Response:
    """Answer with a fresh copy: compressing an answer rewrites its headers in place."""
    made = PAGES.get(request.query_params.get("lang", CHINESE), PAGES[CHINESE])
    return HTMLResponse(made.body, headers=dict(made.headers))


async def health(_: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Import what the first visitor would wait for, then keep it out of the garbage collector.

    From now on warnings and errors stand in the data folder's log of the day, too.
    """
    daily_log.begin(data_folder(), "dashboard", "")
    logging.getLogger("dashboard").setLevel(logging.INFO)
    logging.getLogger("streamlit.error_util").setLevel(
        logging.CRITICAL
    )  # say_sorry tells more of it
    log.info("看板启动，进程 %s", os.getpid())
    ours = (f"dashboard.{path.stem}" for path in HERE.glob("[a-z]*.py") if path.stem not in ENTRIES)
    for name in (*HEAVY, *ours):
        try:
            importlib.import_module(name)
        except Exception:  # the page that needs it says so; the others are served
            log.exception("不能载入 %s", name)
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        log.info("看板停止，进程 %s", os.getpid())
        daily_log.end(logging.getLogger())


def say_sorry(error: Exception) -> bool:
    """Tell a user's mistake with its cure, anything else by a number that stands in the log."""
    if isinstance(error, UserError):
        log.warning("%s", daily_log.unquoted(error.what))
        st.error(mistakes.as_markdown(mistakes.told(error)))
        return True
    number = secrets.token_hex(3)
    log.error("页面出错 %s", number, exc_info=error)
    st.error(say("这一页出错了，其他页面不受影响。请把编号 {number} 告诉管理员。", number=number))
    return True


app = st.App(
    HERE / "main.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", health),
        *sign_in.ROUTES,
        *oidc.ROUTES,
        Route("/", page),
        Route("/{name:page}", page),
    ],
    middleware=[Middleware(Secured), Middleware(gate.Gate), Middleware(Packed)],
    on_script_error=say_sorry,
)
