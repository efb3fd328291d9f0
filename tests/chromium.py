"""Chromium, started once a process. Without it the tests that need it are skipped, unless CI demands them."""

import os
import shutil

import pytest

PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


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
