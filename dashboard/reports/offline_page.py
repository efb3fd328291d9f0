"""A paper as one HTML file: its own style, pictures inside, no script, nothing fetched."""

from pathlib import Path

from dashboard.pieces import tag, text
from dashboard.reports import svg
from dashboard.reports.cells import shown
from dashboard.reports.numbering import numbered
from dashboard.reports.origin_lines import origin_lines
from dashboard.reports.paper import Block, Column, Heading, Paper, Paragraph, Picture, Row, Table

META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
# Whatever stands in a name, nothing in the file may run or fetch.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LOOK = Path(__file__).with_name("offline_page.css")


def offline_page(paper: Paper) -> bytes:
    """Write the file; the same paper gives the same bytes."""
    paper = numbered(paper)
    head = (
        META,
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        tag("title", text(paper.title)),
        tag("style", LOOK.read_text("utf-8")),
    )
    page = tag("html", tag("head", *head), tag("body", _main(paper)), lang="zh-Hans")
    return f"<!doctype html>{page}\n".encode()


def _main(paper: Paper) -> str:
    parts = [tag("h1", text(paper.title)), _line("subtitle", paper.subtitle)]
    if paper.origin.is_sample:
        parts.insert(0, _line("sample", "示例数据"))
    parts += [_line("addressee", paper.addressee), _line("", paper.opening)]
    for section in paper.sections:
        parts += [tag("h2", text(section.title)), *map(_block, section.blocks)]
    on = paper.issued_on
    parts += [
        _line("", paper.closing),
        tag(
            "div",
            _line("", paper.issuer),
            _line("", f"{on.year}年{on.month}月{on.day}日"),
            class_="signature",
        ),
        *(tag("section", _table(table)) for table in paper.annexes),
        _definitions(paper),
        tag("footer", *(_line("", line) for line in origin_lines(paper.origin))),
    ]
    return tag("main", *parts)


def _line(class_: str, words: str) -> str:
    if not words:
        return ""
    return tag("p", text(words), class_=class_) if class_ else tag("p", text(words))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return tag("h3", text(block.text))
    if isinstance(block, Paragraph):
        lead = tag("strong", text(block.lead)) if block.lead else ""
        return tag("p", lead, text(block.text))
    return _picture(block) if isinstance(block, Picture) else _table(block)


def _picture(picture: Picture) -> str:
    """The drawing stands inline and carries its `alt` itself."""
    drawn = svg.draw(picture.chart, picture.alt)
    caption = tag("figcaption", text(f"{picture.number}　{picture.title}"))
    return tag("figure", drawn, caption, _line("note", picture.note))


def _table(table: Table) -> str:
    caption = tag(
        "caption",
        text(f"{table.number}　{table.title}"),
        _unit(table.unit),
    )
    body = tag("tbody", *(_row(row, table.columns) for row in table.rows))
    notes = "".join(_line("note", note) for note in table.notes)
    grid = tag("table", caption, tag("thead", *_heads(table.columns)), body)
    return tag("div", tag("div", grid, class_="scroll", tabindex="0"), notes, class_="table")


def _unit(unit: str) -> str:
    shown = text(f"单位：{unit.removeprefix('单位：')}")
    return tag("span", shown, class_="unit") if unit else ""


def _heads(columns: tuple[Column, ...]) -> list[str]:
    if not any(column.group for column in columns):
        return [tag("tr", *(tag("th", text(c.title), scope="col") for c in columns))]
    upper, lower, start = [], [], 0
    for place in range(1, len(columns) + 1):
        group = columns[start].group
        if place < len(columns) and group and columns[place].group == group:
            continue
        together = columns[start:place]
        if group:
            upper.append(tag("th", text(group), colspan=str(len(together)), scope="colgroup"))
            lower += [tag("th", text(c.title), scope="col") for c in together]
        else:
            upper.append(tag("th", text(together[0].title), rowspan="2", scope="col"))
        start = place
    return [tag("tr", *upper), tag("tr", *lower)]


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    cells = [
        tag("th", text(shown(cell)), scope="row")
        if place == 0
        else tag("td", text(shown(cell)), class_=column.kind)
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
    ]
    return tag("tr", *cells, class_="total") if row.is_total else tag("tr", *cells)


def _definitions(paper: Paper) -> str:
    if not paper.definitions:
        return ""
    rows = (
        tag("tr", tag("th", text(term), scope="row"), tag("td", text(what)), tag("td", text(where)))
        for term, what, where in paper.definitions
    )
    heads = tag("tr", *(tag("th", text(head), scope="col") for head in ("名称", "口径", "条款")))
    grid = tag("table", tag("caption", "口径"), tag("thead", heads), tag("tbody", *rows))
    return tag("section", tag("div", grid, class_="scroll", tabindex="0"))
