"""Every page of every paper as a picture, from the sample; a few side by side for the documents."""

from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from dashboard.reports.forms import FORMS
from dashboard.reports.library import Wish, papers
from etl import warehouse
from etl.paths import DataFolder
from etl.scope import county_officer, office

SCALE, GAP, COLOURS = 1.1, 12, 64
WEEK, END = date(2025, 12, 3), date(2024, 12, 31)
PREFECTURE, HEJING = office(), county_officer("652827")
WANTED = (
    ("year-end", PREFECTURE, END),
    ("week", PREFECTURE, WEEK),
    ("county", HEJING, WEEK),
    ("notice", HEJING, END),
)
# Picture in docs: kind and the pages that it shows, from 1.
IN_DOCS = (
    ("paper-year-end.png", "year-end", (1, 3, 8)),
    ("paper-week.png", "week", (1, 2)),
    ("paper-county.png", "county", (1,)),
    ("paper-notice.png", "notice", (1,)),
)


def pages(data: DataFolder, folder: Path) -> list[Path]:
    """Draw them all; of each kind the first paper."""
    made = []
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        for kind, scope, day in WANTED:
            paper = next(iter(papers(kind, Wish(con, scope, day.year, day)).values()))
            document = pypdfium2.PdfDocument(FORMS["pdf"](paper, data))
            for number, page in enumerate(document, start=1):
                made.append(folder / f"paper-{kind}-{number:02}.png")
                page.render(scale=SCALE).to_pil().save(made[-1])
    return made


def into_docs(folder: Path, docs: Path) -> None:
    """Set a few pages beside each other, in few colours."""
    for name, kind, numbers in IN_DOCS:
        shown = [Image.open(folder / f"paper-{kind}-{number:02}.png") for number in numbers]
        wide = sum(each.width for each in shown) + GAP * (len(shown) + 1)
        sheet = Image.new("RGB", (wide, shown[0].height + 2 * GAP), "#c9d1d9")
        left = GAP
        for each in shown:
            sheet.paste(each, (left, GAP))
            left += each.width + GAP
        sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(docs / name, optimize=True)
