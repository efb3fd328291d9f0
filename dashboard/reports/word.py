"""A paper as a Word document, from a template that office staff may edit in Word or WPS.

A template is a program's input: it is rendered in a sandbox, a name it misspells is an error, and
everything from the data is escaped.
"""

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from dashboard.reports import svg, word_pieces
from dashboard.reports.numbering import numbered
from dashboard.reports.origin_lines import origin_lines
from dashboard.reports.paper import Block, Heading, Paper, Paragraph, Picture, Table
from dashboard.reports.word_pieces import CELL
from etl import sheet_cells

SHIPPED = Path(__file__).parent / "word_templates"
FORMAL, COMPACT = "通报.docx", "周报.docx"
USED_FOR = {
    "year-end": FORMAL,
    "milestone": FORMAL,
    "notice": FORMAL,
    "week": COMPACT,
    "county": COMPACT,
}
PICTURE_WIDTH = Mm(150)
USUAL_SIZE, TWIPS = Pt(10.5), 20
WIDEST = 1.15  # some typefaces are wider than their size says
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644 << 16


def word(paper: Paper, template: Path | None = None) -> bytes:
    """Fill the template, the shipped one by default; the same paper gives the same bytes.

    Raises jinja2's errors for what a template asks that no paper has, or may not ask.
    """
    filled = DocxTemplate(str(template or SHIPPED / USED_FOR[paper.kind]))
    filled.init_docx()
    filled.render(context(filled, numbered(paper)), environment())
    document = filled.docx  # get_docx() would begin anew
    _describe(document, paper)
    made = io.BytesIO()
    document.save(made)
    return _steady(made.getvalue())


def environment() -> SandboxedEnvironment:
    """Nothing of Python can be reached, nothing unknown is silently blank."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_holdable)


def _holdable(value: Any) -> Any:
    """XML holds no controls; met with one, the library would go on and lose what follows."""
    return sheet_cells.plain(value) if isinstance(value, str) else value


def context(template: DocxTemplate, paper: Paper) -> dict[str, Any]:
    """What a template may name: words of the paper, sections with blocks, annexes, definitions."""
    setting = _Setting(template)
    on = paper.issued_on
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "addressee": paper.addressee,
        "opening": paper.opening,
        "closing": paper.closing,
        "issuer": paper.issuer,
        "issued_on": f"{on.year}年{on.month}月{on.day}日",
        "season": f"{paper.origin.season}",
        "is_sample": paper.origin.is_sample,
        "sections": [
            {"title": each.title, "blocks": [setting.block(block) for block in each.blocks]}
            for each in paper.sections
        ],
        "annexes": setting.annexes(paper.annexes),
        "annex_titles": [f"{n}. {each.title}" for n, each in enumerate(paper.annexes, start=1)],
        "definitions": [
            {"term": term, "meaning": meaning, "clause": clause}
            for term, meaning, clause in paper.definitions
        ],
        "origin": list(origin_lines(paper.origin)),
    }


class _Setting:
    """Blocks as a template meets them, in the page set-up and the styles of that template."""

    def __init__(self, template: DocxTemplate) -> None:
        self._template = template
        document = template.get_docx()
        self._page = document.element.body.sectPr
        self._wide = word_pieces.turned(self._page)
        known = {style.name: style.style_id for style in document.styles}
        wanted = (word_pieces.TABLE_HEAD, word_pieces.UNIT, word_pieces.NOTE, CELL)
        size = document.styles[CELL].font.size if CELL in known else None
        half = round((size or USUAL_SIZE).pt * TWIPS * WIDEST / 2)
        ids = {name: known.get(name, "Normal") for name in wanted}
        self._styles = word_pieces.Styles(ids, half)

    def block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Heading):
            return {"kind": "heading", "text": block.text}
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "lead": block.lead, "text": block.text}
        if isinstance(block, Picture):
            drawn = io.BytesIO(svg.png(block.chart, block.alt))
            image = InlineImage(self._template, drawn, width=PICTURE_WIDTH)
            title = f"{block.number}　{block.title}"
            return {"kind": "picture", "image": image, "title": title, "note": block.note}
        xml = self._wide_pages([block]) if block.is_wide else self._table(block, self._page)
        return {"kind": "table", "whole": word_pieces.Markup(xml)}

    def annexes(self, tables: tuple[Table, ...]) -> word_pieces.Markup:
        """All of them from a new page on, neighbours that are wide on the same wide pages."""
        made, wide = "", []
        if tables and not tables[0].is_wide:
            made = word_pieces.NEW_PAGE
        for table in tables:
            if table.is_wide:
                wide.append(table)
                continue
            made += self._wide_pages(wide) + self._table(table, self._page)
            wide = []
        return word_pieces.Markup(made + self._wide_pages(wide))

    def _wide_pages(self, tables: list[Table]) -> str:
        if not tables:
            return ""
        inside = "".join(self._table(table, self._wide) for table in tables)
        before, after = word_pieces.section_end(self._page), word_pieces.section_end(self._wide)
        return before + inside + after

    def _table(self, table: Table, page: Any) -> str:
        return word_pieces.table(table, word_pieces.room(page), self._styles)


def _describe(document: Document, paper: Paper) -> None:
    """Properties from the paper alone; every picture with its words for whoever cannot see it."""
    about, moment = document.core_properties, datetime.combine(paper.issued_on, time())
    about.title, about.subject, about.author = paper.title, paper.subtitle, paper.issuer
    about.last_modified_by, about.comments, about.revision = paper.issuer, "", 1
    about.created = about.modified = about.last_printed = moment
    drawn = document.element.body.iter(qn("wp:docPr"))
    for picture, properties in zip(paper.pictures(), drawn, strict=False):
        properties.set("descr", sheet_cells.plain(picture.alt))
        properties.set("name", sheet_cells.plain(picture.number))


def _steady(made: bytes) -> bytes:
    """Pack again in one order and with one date: a zip otherwise remembers when it was made."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        first = ["[Content_Types].xml"]
        for name in first + sorted(set(source.namelist()) - set(first)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, source.read(name))
    return target.getvalue()
