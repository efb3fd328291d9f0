"""The pages of weekly work over a thin line: cold, at 1 Mbps and 300 ms; bytes, seconds, no plotly."""

import re
import time
from urllib.parse import urlencode

from playwright.sync_api import Browser, CDPSession, sync_playwright

from etl.paths import data_folder
from tests.browser.conftest import DONE
from tests.chromium import FLAGS, chromium
from tests.gallery.scenes import PAGES
from tests.serving import served

DAY = {"season": "2022", "day": "2022-11-24", "county": "652827"}
THIN = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 125_000,
    "uploadThroughput": 125_000,
}
WITHOUT_PLOTLY = ("county", "precheck", "data")
PLOTLY = re.compile(r"plotly", re.IGNORECASE)
KB = 1000


class Line:
    """One cold visit: what crossed the line, counted where the browser received it."""

    def __init__(self, browser: Browser, address: str, page: str) -> None:
        context = browser.new_context(locale="zh-CN")
        opened = context.new_page()
        wire = context.new_cdp_session(opened)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", THIN)
        self.bytes, self.asked = 0, []
        opened.on("request", lambda request: self.asked.append(request.url))
        self._listen(wire)
        began = time.perf_counter()
        opened.goto(f"{address}/{page}?{urlencode(DAY)}", timeout=180_000)
        opened.wait_for_selector("h1", timeout=180_000)
        opened.wait_for_selector(DONE, timeout=180_000)
        self.seconds = time.perf_counter() - began
        context.close()

    def _listen(self, wire: CDPSession) -> None:
        wire.on("Network.loadingFinished", lambda told: self._count(told["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda told: self._count(len(told["response"]["payloadData"])),
        )

    def _count(self, length: float) -> None:
        self.bytes += int(length)

    @property
    def has_plotly(self) -> bool:
        return any(PLOTLY.search(url) for url in self.asked)


def main() -> int:
    """Print a line a page; 1 when plotly's code crosses the line for a page of weekly work."""
    failed = 0
    print("冷启动，1 Mbps、300 ms：")
    with served(data_folder()) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for page in [*WITHOUT_PLOTLY, "overview"]:
            if page not in PAGES:
                continue
            seen = Line(browser, address, "" if page == "overview" else page)
            words = "取了 plotly" if seen.has_plotly else "没有 plotly"
            print(
                f"{page:<10} {seen.bytes / KB:7.0f} kB  {seen.seconds:5.1f} s"
                f"  {len(seen.asked)} 次请求，{words}"
            )
            failed |= int(seen.has_plotly and page in WITHOUT_PLOTLY)
        browser.close()
    return failed
