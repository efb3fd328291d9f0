"""Chromium and a served dashboard. Without a browser these tests are skipped, unless CI demands it."""

import os
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

SHOTS = ROOT / "build" / "screens"
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


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
