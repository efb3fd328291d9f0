"""Serves the replay as the dashboard is served: the same app class, warm-up and runner."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import plotly.graph_objects  # noqa: F401  warmed like the dashboard's
import streamlit as st
import uvicorn

from dashboard import settings


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


settings.apply()
app = st.App(Path(__file__).with_name("replay.py"), lifespan=lifespan)

if __name__ == "__main__":
    sys.exit(uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[-1]), log_level="warning"))
