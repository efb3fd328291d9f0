"""Papers made by hand, and what stands where on the pages that are set from them."""

from dataclasses import dataclass
from datetime import date, datetime

import pypdfium2

from dashboard.reports.chart import Bullet, Bullets
from dashboard.reports.paper import Column, Origin, Paper, Picture, Row, Section, Table

DAY = date(2022, 12, 31)
ORIGIN = Origin(2022, DAY, "a1b2c3d4", datetime(2023, 1, 3, 10), "3", "2022", "1.0", False)  # noqa: DTZ001
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
ONE_LINE = 3.5  # points between the feet of letters of one line
ISSUER, CLOSING = "巴州人社局", "特此通报。"


def paper(*blocks, **more) -> Paper:
    given = {
        "kind": "year-end", "title": "关于工作情况的通报", "subtitle": "", "addressee": "各县：",
        "opening": "", "sections": (Section("总体情况", blocks),), "closing": CLOSING,
        "issuer": ISSUER, "issued_on": DAY, "origin": ORIGIN,
    }  # fmt: skip
    return Paper(**(given | more))


def table(rows, number="表1", **more) -> Table:
    """`rows`: how many, or tuples of a place, a name and a number."""
    given = [("轮台县", "张三", n) for n in range(rows)] if isinstance(rows, int) else rows
    columns = (Column("c", "县市", "text"), Column("n", "姓名", "text"), Column("k", "人数"))
    return Table(number, "情况", "人", columns, tuple(map(Row, given)), **more)


def picture(*names) -> Picture:
    rows = tuple(Bullet(name, 20, 15, 10) for name in names or ["轮台县"])
    return Picture("图1", "名额使用", "各县市名额", Bullets(rows, "下达名额", "占用", "通过"))


@dataclass
class Page:
    """Letters by the line that they stand on, from the top; lengths in points."""

    number: int
    width: float
    height: float
    lines: list[list[tuple[str, float, float, float]]]

    @property
    def words(self) -> list[str]:
        return ["".join(letter for letter, *_ in line) for line in self.lines]

    @property
    def text(self) -> str:
        return "".join(self.words)

    def line_of(self, words: str) -> list[tuple[str, float, float, float]]:
        return next(
            line for line, said in zip(self.lines, self.words, strict=True) if words in said
        )


def pages(content: bytes) -> list[Page]:
    """Every letter with its left and right edge and its base."""
    found = []
    document = pypdfium2.PdfDocument(content)
    for n, page in enumerate(document, start=1):
        text, letters = page.get_textpage(), []
        for i in range(text.count_chars()):
            letter = text.get_text_range(i, 1)
            if letter.strip():
                left, base, right, _ = text.get_charbox(i, loose=True)
                letters.append((letter, left, right, base))
        lines = []
        for letter in sorted(letters, key=lambda each: -each[3]):
            if not lines or lines[-1][0][3] - letter[3] > ONE_LINE:
                lines.append([])
            lines[-1].append(letter)
        lines = [sorted(line, key=lambda each: each[1]) for line in lines]
        found.append(Page(n, *page.get_size(), lines))
    return found


def text(content: bytes) -> str:
    return "".join(page.text for page in pages(content))
