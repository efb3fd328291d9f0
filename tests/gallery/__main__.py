"""`python -m tests.gallery`: every page in both languages, wide and narrow, and the papers, as pictures.

Serves the sample data folder, writes `build/gallery/` with an index, and with `--docs` the few pictures
that stand in docs/gallery.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.words import LANGUAGES
from etl.paths import ROOT, DataFolder, data_folder
from tests.browser.conftest import DONE
from tests.chromium import FLAGS, chromium, missing
from tests.gallery import papers
from tests.gallery.scenes import IN_DOCS, Scene, scenes
from tests.serving import served

FOLDER = ROOT / "build" / "gallery"
DOCS = ROOT / "docs" / "gallery"
WIDTHS = (1440, 375)
COLOURS = 96
LONGEST = 12_000
DRAWN = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(
    each => !each.checkVisibility() || each.querySelector('.main-svg'))"""
HEIGHT = """() => Math.max(...[...document.querySelectorAll('[data-testid="stMain"], body')].map(
    each => each.scrollHeight))"""


def shoot(page: Page, address: str, scene: Scene, width: int) -> bytes:
    """Open a page and take all of it: Streamlit scrolls inside, so the window grows to its height."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(f"{address}/{scene.address}")
    page.wait_for_selector("h1")
    page.wait_for_selector(DONE)
    page.wait_for_function(DRAWN)
    height = min(int(page.evaluate(HEIGHT)), LONGEST)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    return page.screenshot()


def index(made: list[Path]) -> str:
    """A page that shows them all."""
    shown = "\n".join(
        f'<figure><img src="{path.name}" loading="lazy"><figcaption>{path.stem}</figcaption></figure>'
        for path in made
    )
    style = "figure{display:inline-block;margin:8px}img{width:420px;border:1px solid #e3e8ee}"
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>{shown}\n'


def walk(data: DataFolder, folder: Path, only: str) -> list[Path]:
    """Take every scene in every language and width; gives the files, in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with served(data) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(locale="zh-CN")
        for language in LANGUAGES:
            for scene in scenes(language):
                if only not in scene.name:
                    continue
                for width in WIDTHS:
                    path = folder / f"{scene.name}-{language}-{width}.png"
                    path.write_bytes(shoot(page, address, scene, width))
                    made.append(path)
        browser.close()
    return made


def into_docs(folder: Path) -> None:
    """Copy the few that documents show, in fewer colours: they are small then and sharp."""
    from PIL import Image

    DOCS.mkdir(parents=True, exist_ok=True)
    for taken, name, height in IN_DOCS:
        with Image.open(folder / f"{taken}.png") as picture:
            cut = picture.convert("RGB").crop((0, 0, picture.width, min(height, picture.height)))
            cut.quantize(COLOURS, dither=Image.Dither.NONE).save(DOCS / name, optimize=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description="页面图集。")
    parser.add_argument("--only", default="", help="只拍名字含有这几个字母的页面")
    parser.add_argument("--docs", action="store_true", help="连同 docs/gallery 的几张")
    chosen = parser.parse_args(arguments)
    if reason := missing():
        print(f"不能拍：{reason}", file=sys.stderr)
        return 2
    made = walk(data_folder(), FOLDER, chosen.only)
    if not chosen.only:
        made += papers.pages(data_folder(), FOLDER)
    (FOLDER / "index.html").write_text(index(made), "utf-8")
    if chosen.docs:
        into_docs(FOLDER)
        papers.into_docs(FOLDER, DOCS)
    print(f"{len(made)} 张在 {FOLDER.relative_to(ROOT).as_posix()}/index.html。")
    return 0 if made else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
