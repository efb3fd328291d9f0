"""Chromium and a served dashboard. Without a browser these tests are skipped, unless CI demands it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from etl.paths import ROOT
from tests.small_warehouse import small_data

__all__ = ["small_data"]

PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
SHOTS = ROOT / "build" / "screens"
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def chromium():
    named = os.environ.get("BZ_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PLACES)), None)


def missing():
    """Say what is missing for a browser test; None when all is there."""
    try:
        import playwright  # noqa: F401  only looked for
    except ImportError:
        return "playwright 未安装（requirements-dev.txt）"
    return None if chromium() else "找不到 Chromium（可用 BZ_CHROMIUM 指明）"


@pytest.fixture(scope="session")
def browser():
    if reason := missing():
        if os.environ.get("BZ_REQUIRE_BROWSER") == "1":
            pytest.fail(f"浏览器测试必须运行：{reason}")
        pytest.skip(f"浏览器测试跳过：{reason}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield started
        started.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def address(small_data, tmp_path_factory):
    """Serve the small sample season as a user would, on a free port."""
    port = free_port()
    log = (tmp_path_factory.mktemp("server") / "log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"BZ_DATA": str(small_data.root)},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/healthz", server, Path(log.name))
        yield url
    finally:
        server.terminate()
        server.wait(10)


def wait_for(url, server, log, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"看板没有启动：{log.read_text('utf-8')}")
