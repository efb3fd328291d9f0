"""A county's weekly file in a browser: checked, marked, mended, handed in; on a thin line and a phone."""

import io
import re
import shutil

import openpyxl
import pytest

from etl import inbox
from etl.paths import DataFolder
from etl.precheck.marks import AUTHOR, COLOURS
from tests.browser.conftest import DONE, SHOTS
from tests.browser.test_pages import HERE, NOT_PROSE, WORDS
from tests.contract.office_files import xlsx
from tests.serving import served
from tests.views.test_precheck import HEADER, OFFICER, PERSON

INPUT = '[data-testid="stFileUploaderDropzoneInput"]'
BAD = [*PERSON[:4], "工程", *PERSON[5:]]


@pytest.fixture(scope="module")
def data(small_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("precheck") / "data"
    shutil.copytree(small_data.root, folder)
    return DataFolder(folder)


@pytest.fixture(scope="module")
def counter(data):
    """Served with a small limit, so that a file is soon too large."""
    with served(data, STREAMLIT_SERVER_MAX_UPLOAD_SIZE="1") as address:
        yield address


class Officer:
    """Someone of 库尔勒市 before the page."""

    def __init__(self, browser, address, width=1440, **asked):
        self.page = browser.new_page(viewport={"width": width, "height": 1400}, locale="zh-CN")
        self.asked = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        more = "".join(f"&{key}={value}" for key, value in asked.items())
        self.page.goto(f"{address}/precheck?actor={asked.pop('actor', OFFICER)}{more}")
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector(DONE)

    def drop(self, name, content):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files(INPUT, file)

    def wait(self, words):
        self.page.wait_for_function(
            "words => document.querySelector('h1')?.innerText.replaceAll('\\u2009', '').includes(words)",
            arg=words,
            timeout=60_000,
        )
        self.page.wait_for_selector(DONE)

    def download(self, button):
        with self.page.expect_download() as found:
            self.page.get_by_role("button", name=button, exact=True).click()
        return found.value


@pytest.fixture
def officer(browser, counter):
    opened = []

    def sit(**asked):
        opened.append(Officer(browser, counter, **asked))
        return opened[-1]

    yield sit
    for each in opened:
        each.page.close()


def made(folder, *rows):
    return xlsx(folder / "made.xlsx", {"花名册": [HEADER, *rows]}).read_bytes()


def test_a_file_is_checked_marked_mended_and_handed_in(officer, data, tmp_path):
    seen = officer()
    seen.drop("库尔勒市20251204.xlsx", made(tmp_path, BAD))
    seen.wait("还不能报送：1行不能计入")
    words = re.sub(NOT_PROSE, "", seen.page.evaluate(WORDS))
    assert not re.findall(r"[A-Za-z]{2,}", words.replace("KB", ""))
    marked = seen.download("下载标好的文件")
    assert marked.suggested_filename == "库尔勒市20251204_已标注.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(marked.path().read_bytes()))
    cell = book["花名册"]["E2"]
    assert (cell.fill.fgColor.rgb[2:], cell.comment.author) == (COLOURS["row"], AUTHOR)
    cell.value = PERSON[4]
    mended = io.BytesIO()
    book.save(mended)
    seen.drop("库尔勒市20251204_已标注.xlsx", mended.getvalue())
    seen.wait("可以报送：1行都能计入")
    seen.page.get_by_role("button", name="报送", exact=True).click()
    seen.wait("练习：已报送1行，等待下次载入")
    SHOTS.mkdir(parents=True, exist_ok=True)
    seen.page.screenshot(path=SHOTS / "precheck-receipt.png")
    (record,) = inbox.handed_in(data)
    receipt = seen.download("下载回执").path().read_text("utf-8-sig")
    assert record.sha256 in receipt
    assert "申报人员花名册，1 行" in receipt
    assert (data.inbox / record.sender / record.stored_as).read_bytes() == mended.getvalue()
    assert not [url for url in seen.asked if not re.match(HERE, url)]
    assert not [url for url in seen.asked if "plotly" in url.lower()]


@pytest.mark.slow
def test_a_file_that_is_too_large_is_told_in_the_readers_language(officer):
    for lang, words in (
        ("zh", "没有传上：文件超过 1 兆"),
        ("en", "Not uploaded: the file is larger"),
    ):
        seen = officer(lang=lang)
        seen.drop("大.csv", b"x" * 2_000_000)
        seen.page.wait_for_selector('[data-testid="stFileChipIconError"]')
        told = seen.page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid=stFileUploader]'), '::after').content"
        )
        assert words in told


@pytest.mark.slow
def test_the_uploader_speaks_the_readers_language_aloud_too(officer):
    """What a screen reader is given: the browser's own tree, where the style sheet names the button."""
    for lang, words in (("zh", "选择文件"), ("en", "Choose a file")):
        page = officer(lang=lang).page
        page.locator('[data-testid="stFileUploaderDropzone"] button').first.wait_for()
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        names = [
            node["name"]["value"]
            for node in tree
            if node.get("role", {}).get("value") == "button" and node.get("name")
        ]
        assert words in names
        assert not any("Upload" in name for name in names)
        assert "60MB" not in page.evaluate("document.body.innerText")


@pytest.mark.slow
def test_the_page_fits_a_phone(officer, tmp_path):
    seen = officer(width=375)
    seen.drop("库尔勒市20251205.xlsx", made(tmp_path, PERSON, BAD))
    seen.wait("还不能报送")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375
    seen.page.screenshot(path=SHOTS / "precheck-phone.png", full_page=True)
