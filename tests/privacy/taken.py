"""Files that a person takes away, opened again: all their text, and what a spreadsheet would make of it."""

import csv
import io
import re
import zipfile

import openpyxl

from etl.plain_text import plain_lines
from etl.sheet_cells import looks_like_formula
from tests.privacy.screens import Elements

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
NO_PART_OF_A_PAGE = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "input",
    "button",
}


def text_of(name, content):
    """All text of a file, whatever its kind; parts of a workbook or a Word file as they are stored."""
    kind = name.rpartition(".")[2]
    if kind in ("xlsx", "docx", "xlsm", "zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = {each: archive.read(each) for each in archive.namelist()}
        return "\n".join(text_of(each, part) for each, part in inside.items())
    if kind == "pdf":
        import pypdfium2

        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if kind == "parquet":
        import pyarrow.parquet as pq

        return str(pq.read_table(io.BytesIO(content)).to_pylist())
    return content.decode("utf-8-sig", "replace")


def faults(name, content):
    """What is wrong with a file: a formula or what looks like one, what nobody sees, an active element."""
    kind = name.rpartition(".")[2]
    check = {"xlsx": _workbook, "csv": _table, "html": _page, "txt": _lines, "zip": _archive}.get(
        kind, _nothing
    )
    return list(check(content))


def _nothing(_content):
    return ()


def _archive(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield from (f"{name}: {fault}" for fault in faults(name, archive.read(name)))


def _workbook(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    yield f"{sheet.title} {cell.coordinate} {cell.data_type} {cell.value!r:.60}"
                if isinstance(cell.value, str):
                    yield from _text(f"{sheet.title} {cell.coordinate}", cell.value)
    if list(book.defined_names):
        allowed = {"_xlnm.Print_Titles", "_xlnm.Print_Area", "_xlnm._FilterDatabase"}
        yield from (name for name in book.defined_names if name not in allowed)


def _table(content):
    for at, row in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))):
        for value in row:
            if not NUMBER.fullmatch(value):
                yield from _text(f"line {at}", value)


def _lines(content):
    for at, line in enumerate(content.decode("utf-8-sig").splitlines()):
        if plain_lines(line) != line:
            yield f"line {at} {line!r:.60}"


def _page(content):
    html = content.decode()
    for tag, attributes in Elements(html).tags:
        if tag in NO_PART_OF_A_PAGE:
            yield tag
        for name, value in attributes.items():
            if name.startswith("on") or (
                name in ("href", "src") and not value.startswith(("#", "data:image/"))
            ):
                yield f"{tag} {name}={value:.60}"
    yield from _lines(content)


def _text(where, value):
    if any(map(looks_like_formula, value.splitlines())):
        yield f"{where} looks like a formula: {value!r:.60}"
    if plain_lines(value) != value:
        yield f"{where} holds what nobody sees: {value!r:.60}"
