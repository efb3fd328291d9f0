"""A version published while a page is open is offered soon, and changes nothing until it is taken."""

import json
import re
import shutil
import time
from datetime import timedelta

import pytest

from etl import warehouse
from etl.paths import DataFolder
from tests.browser.conftest import DONE
from tests.serving import served

OFFERED_WITHIN = 15_000  # milliseconds


@pytest.fixture
def data(small_data, tmp_path):
    copied = DataFolder(tmp_path / "data")
    shutil.copytree(small_data.root, copied.root)
    return copied


def publish_again(data):
    """Publish the current version under the name of a build of a day later."""
    before = warehouse.current(data.warehouse)
    built = before.built_at + timedelta(days=1)
    name = f"{built:%Y%m%dT%H%M%S}-0a1b2c3d"
    shutil.copy(before.path, data.warehouse / f"{name}.duckdb")
    pointer = data.warehouse / "current"
    pointer.write_text(json.dumps(json.loads(pointer.read_text("utf-8")) | {"version": name}))
    return before.short, name.split("-")[1]


def shown_version(page):
    return re.search(r"版本\s*([0-9a-f]{8})", page.locator(".frame").inner_text())[1]


def test_a_newer_version_is_offered_within_fifteen_seconds_and_keeps_the_filters(browser, data):
    with served(data) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/quota?county=和静县&series=卫生健康&usage=评审后使用")
        page.wait_for_selector("h1")
        page.wait_for_selector(DONE)
        headline = page.locator("h1").inner_text()
        old, new = publish_again(data)
        began = time.monotonic()
        offer = page.get_by_role("button", name="换到当前版本")
        offer.wait_for(timeout=OFFERED_WITHIN)
        assert time.monotonic() - began < OFFERED_WITHIN / 1000
        assert shown_version(page) == old
        assert page.locator(".notice", has_text="已发布新版本").count() == 1
        offer.click()
        page.wait_for_url(re.compile(f"v={new}"))
        page.wait_for_selector(DONE)
        offer.wait_for(state="detached")
        assert shown_version(page) == new
        assert page.locator("h1").inner_text() == headline
        assert "county=%E5%92%8C%E9%9D%99%E5%8E%BF" in page.url
        assert "series=%E5%8D%AB%E7%94%9F%E5%81%A5%E5%BA%B7" in page.url
        page.close()


@pytest.mark.slow
def test_a_link_to_an_older_version_shows_its_figures_and_offers_the_newer(browser, data):
    old, _ = publish_again(data)
    with served(data) as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/?v={old}&day=2025-11-26")
        page.get_by_role("button", name="换到当前版本").wait_for()
        assert shown_version(page) == old
        page.close()
