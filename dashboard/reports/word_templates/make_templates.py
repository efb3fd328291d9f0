"""Write the shipped templates anew: `python -m dashboard.reports.word_templates.make_templates`.

Geometry after GB/T 9704: A4, 28 characters in 22 lines; the compact one holds a county on a page.
The typefaces are those an office has; none is shipped in a document.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

TITLE, HEAD, SUBHEAD, BODY = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
LATIN = "Times New Roman"


@dataclass(frozen=True)
class Geometry:
    """Margins in mm: top, right, bottom, left; sizes and line in points."""

    margins: tuple[int, int, int, int]
    title: float
    body: float
    line: float
    table: float
    tighter: float  # between characters
    foot: float
    has_grid: bool = False  # lines of one height all down the page


FORMAL = Geometry((37, 26, 35, 28), 22, 16, 28.95, 10.5, -0.25, 14, has_grid=True)
COMPACT = Geometry((14, 18, 14, 20), 16, 10, 13.5, 8.5, 0, 9)

Styles = tuple[str, str, float, bool, ALIGN, float, bool]


def template(look: Geometry) -> Document:
    """One template: styles, page, footers and the places to fill."""
    made = docx.Document()
    for section in made.sections:
        _page(section, look)
    _styles(made, look)
    _text(made)
    _footers(made, look)
    return made


def _page(section: Any, look: Geometry) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = look.margins
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(bottom - 10)
    if not look.has_grid:
        return
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 python-docx has no name for it
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), f"{round(look.line * 20)}")


def _styles(made: Document, look: Geometry) -> None:
    normal = made.styles["Normal"]
    _type(normal, BODY, look.body)
    _lines(normal, look.line)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), f"{round(look.tighter * 20)}")
    normal.element.rPr.append(spacing)
    small = look.table + 1
    wanted: tuple[Styles, ...] = (
        ("文题", TITLE, look.title, False, ALIGN.CENTER, 0, True),
        ("副题", SUBHEAD, look.body, False, ALIGN.CENTER, 0, True),
        ("示例标记", HEAD, look.body, False, ALIGN.CENTER, 0, True),
        ("主送", BODY, look.body, False, ALIGN.LEFT, 0, False),
        ("正文段", BODY, look.body, False, ALIGN.JUSTIFY, 2, False),
        ("结尾段", BODY, look.body, False, ALIGN.JUSTIFY, 2, True),
        ("一级标题", HEAD, look.body, False, ALIGN.LEFT, 2, True),
        ("二级标题", SUBHEAD, look.body, False, ALIGN.LEFT, 2, True),
        ("落款", BODY, look.body, False, ALIGN.RIGHT, 0, True),
        ("图", BODY, look.body, False, ALIGN.CENTER, 0, True),
        ("图题", HEAD, small, False, ALIGN.CENTER, 0, False),
        ("表题", HEAD, small, False, ALIGN.CENTER, 0, True),
        ("表单位", BODY, look.table, False, ALIGN.RIGHT, 0, True),
        ("表格文字", BODY, look.table, False, ALIGN.LEFT, 0, False),
        ("表注", BODY, look.table, False, ALIGN.LEFT, 0, False),
        ("来源", BODY, look.table, False, ALIGN.LEFT, 0, False),
    )
    for name, face, size, bold, align, indent, keeps in wanted:
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _type(style, face, size)
        style.font.bold = bold
        form = style.paragraph_format
        form.alignment, form.keep_with_next = align, keeps
        form.widow_control = True
        if indent:
            form.first_line_indent = Pt(indent * look.body)
        if size > look.body:
            _lines(style, size * 1.5)
        elif size < look.body or name in {"图", "表格文字"}:
            form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    made.styles["落款"].paragraph_format.right_indent = Pt(4 * look.body)


def _type(style: Any, face: str, size: float) -> None:
    """Name the East Asian typeface too, or Word takes the theme's."""
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), face)


def _lines(style: Any, points: float) -> None:
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Twips(round(points * 20))


PLACES = (
    ("{%p if is_sample %}", ""), ("示例数据", "示例标记"), ("{%p endif %}", ""),
    ("{{ title }}", "文题"), ("{{ subtitle }}", "副题"),
    ("{%p if addressee %}", ""), ("{{ addressee }}", "主送"), ("{%p endif %}", ""),
    ("{%p if opening %}", ""), ("{{ opening }}", "正文段"), ("{%p endif %}", ""),
    ("{%p for section in sections %}", ""),
    ("{{ section.title }}", "一级标题"),
    ("{%p for block in section.blocks %}", ""),
    ('{%p if block.kind == "heading" %}', ""), ("{{ block.text }}", "二级标题"),
    ('{%p elif block.kind == "paragraph" %}', ""), ("{{ block.lead }}{{ block.text }}", "正文段"),
    ('{%p elif block.kind == "table" %}', ""), ("{{p block.whole }}", ""),
    ("{%p else %}", ""), ("{{ block.image }}", "图"), ("{{ block.title }}", "图题"),
    ("{%p if block.note %}", ""), ("{{ block.note }}", "表注"), ("{%p endif %}", ""),
    ("{%p endif %}", ""),
    ("{%p endfor %}", ""),
    ("{%p endfor %}", ""),
    ("{%p if closing %}", ""), ("{{ closing }}", "结尾段"), ("{%p endif %}", ""),
    ("{%p if annex_titles %}", ""), ("附件：", "结尾段"),
    ("{%p for each in annex_titles %}", ""), ("{{ each }}", "结尾段"), ("{%p endfor %}", ""),
    ("{%p endif %}", ""),
    ("{{ issuer }}", "落款"), ("{{ issued_on }}", "落款"),
    ("{{p annexes }}", ""),
)  # fmt: skip


def _text(made: Document) -> None:
    for text, style in PLACES:
        line = made.add_paragraph(style=style or "Normal")
        lead, _, rest = text.rpartition("}}{{")
        if lead:  # what begins a paragraph stands out
            line.add_run(f"{lead}}}}}").bold = True
        line.add_run(f"{{{{{rest}" if lead else text)
    made.add_paragraph("{%p if definitions %}")
    made.add_paragraph("口径", style="表题")
    table = made.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    rows = (
        ("名称", "口径", "条款"),
        ("{%tr for each in definitions %}", "", ""),
        ("{{ each.term }}", "{{ each.meaning }}", "{{ each.clause }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].style = made.styles["表格文字"]
            cell.paragraphs[0].add_run(text)
    for column, wide in zip(table.columns, (38, 90, 28), strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 repeated on every page
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p for line in origin %}")
    made.add_paragraph("{{ line }}", style="来源")
    made.add_paragraph("{%p endfor %}")


def _footers(made: Document, look: Geometry) -> None:
    """— 1 —: at the right on odd pages, at the left on even ones."""
    made.settings.odd_and_even_pages_header_footer = True
    section = made.sections[0]
    for footer, align in (
        (section.footer, ALIGN.RIGHT),
        (section.even_page_footer, ALIGN.LEFT),
    ):
        line = footer.paragraphs[0]
        line.alignment = align
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        line.paragraph_format.line_spacing = Pt(look.foot + 2)
        for part in ("— ", "PAGE", " —"):
            run = line.add_run("" if part == "PAGE" else part)
            run.font.size, run.font.name = Pt(look.foot), LATIN
            if part == "PAGE":
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                field.append(run._r)  # noqa: SLF001 a field wraps its run
                line._p.append(field)  # noqa: SLF001


def main() -> None:
    """Write both templates beside this file."""
    for name, look in (("通报.docx", FORMAL), ("周报.docx", COMPACT)):
        template(look).save(str(Path(__file__).with_name(name)))


if __name__ == "__main__":
    main()
