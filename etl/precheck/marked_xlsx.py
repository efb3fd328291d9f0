"""An .xlsx with marks: the sender's own file, changed only where a mark stands, and a list at its end."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from etl import sheet_cells
from etl.contract.our_sheets import FIX_COLUMNS, FIX_SHEET
from etl.precheck import notes, xml_parts
from etl.precheck.marks import COLOURS, Cells, Mark, Request, UnmarkableError, by_place
from etl.precheck.styles import Styles
from etl.reading.limits import column_letters

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"  # the strict dialect has other names for all that is added
_ROW = re.compile(rb"<((?:\w+:)?)row(\s[^>]*?)?(/?)>")
_CELL = re.compile(rb"<((?:\w+:)?)c(\s[^>]*?)?(/?)>")
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_STYLE = re.compile(rb"\ss\s*=\s*[\"']\d+[\"']")


@dataclass
class Package:
    """The archive: parts as they are, and those that have been changed or added."""

    archive: zipfile.ZipFile
    changed: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = set(self.archive.namelist())

    def has(self, name: str) -> bool:
        return name in self.changed or name in self.names

    def read(self, name: str) -> bytes:
        if name in self.changed:
            return self.changed[name]
        if name not in self.names:
            raise UnmarkableError(name)
        part = self.archive.read(name)
        if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnmarkableError(name)
        return part

    def declare(self, tag: str) -> None:
        """Add a line to the list of content types."""
        name = "[Content_Types].xml"
        self.changed[name] = xml_parts.before_end(self.read(name), b"Types", tag.encode())

    def save(self, target: Path) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for info in self.archive.infolist():
                if info.filename in self.names:
                    self.names.discard(info.filename)
                    part = self.changed.pop(info.filename, None)
                    out.writestr(info.filename, self.archive.read(info) if part is None else part)
            for name, part in self.changed.items():
                out.writestr(name, part)


def write(request: Request) -> None:
    """Mark the file of a request; raises UnmarkableError where it is laid out in an unknown way."""
    with zipfile.ZipFile(request.path) as archive:
        package = Package(archive)
        if _STRICT in package.read("xl/workbook.xml"):
            raise UnmarkableError("strict")
        sheets = _sheets(package)
        styles = Styles(package.read(_styles(package)))
        left = notes.Left()
        for number, member in sheets.items():
            if number in request.ours:
                continue
            cells = by_place(request.marks, number)
            if cells:
                part = _coloured(package.read(member), cells, styles)
                package.changed[member] = part
            notes.put(package, member, cells, left)
        _add_list(package, request, sheets, styles)
        package.changed[_styles(package)] = styles.part
        package.save(Path(request.target))


def _sheets(package: Package) -> dict[int, str]:
    """Map the sheets, counted from 1 as the readers count them, to their parts."""
    links = xml_parts.relations(package.read("xl/_rels/workbook.xml.rels"))
    found = {}
    for number, tag in enumerate(xml_parts.tags(package.read("xl/workbook.xml"), b"sheet"), 1):
        link = next((v for k, v in xml_parts.attributes(tag).items() if k.endswith(":id")), "")
        kind, target = links.get(link, ("", ""))
        if kind.endswith("/worksheet"):
            found[number] = xml_parts.resolved(target, "xl")
    return found


def _styles(package: Package) -> str:
    links = xml_parts.relations(package.read("xl/_rels/workbook.xml.rels"))
    for kind, target in links.values():
        if kind.endswith("/styles"):
            return xml_parts.resolved(target, "xl")
    raise UnmarkableError("styles")


def _coloured(part: bytes, cells: Cells, styles: Styles) -> bytes:
    """Give the marked cells their colour, row by row; nothing else of the sheet is touched."""
    xml_parts.prefix(part, b"worksheet")
    made, at, left = [], 0, set(cells)
    for row in _ROW.finditer(part):
        if not left:
            break
        number = xml_parts.attributes(row[0]).get("r")
        if number is None:
            raise UnmarkableError("row")
        if int(number) not in left:
            continue
        left.discard(int(number))
        made.append(part[at : row.start()])
        if row[3]:
            at, inside = row.end(), b""
        else:
            at = part.index(b"</%srow>" % row[1], row.end())
            inside = part[row.end() : at]
            at += len(b"</%srow>" % row[1])
        inside = _row(inside, int(number), cells[int(number)], row[1], styles)
        head = b"<%srow%s>" % (row[1], row[2] or b"")
        made.append(head + inside + b"</%srow>" % row[1])
    return b"".join([*made, part[at:]])


def _row(
    inside: bytes, number: int, marks: dict[int | None, Mark], prefix: bytes, styles: Styles
) -> bytes:
    """Change the style of marked cells, all of them where the row is meant; add those that are lacking."""
    whole = marks.get(None)
    left = {column: mark for column, mark in marks.items() if column is not None}
    made, at = [], 0
    for cell in _CELL.finditer(inside):
        place = _PLACE.fullmatch(xml_parts.attributes(cell[0]).get("r", ""))
        if not place:
            raise UnmarkableError("cell")
        column = number_of(place[1])
        for missing in sorted(each for each in left if each < column):
            made += [inside[at : cell.start()], _blank(prefix, missing, number, left, styles)]
            at = cell.start()
        mark = left.pop(column, whole)
        if mark is None:
            continue
        old = int(xml_parts.attributes(cell[0]).get("s", "0"))
        style = b' s="%d"' % styles.coloured(old, COLOURS[mark.severity])
        rest = _STYLE.sub(b"", cell[2] or b"")
        made += [inside[at : cell.start()], b"<%sc%s%s%s>" % (cell[1], rest, style, cell[3])]
        at = cell.end()
    made.append(inside[at:])
    made += [_blank(prefix, column, number, left, styles) for column in sorted(left)]
    return b"".join(made)


def _blank(prefix: bytes, column: int, row: int, left: dict[int, Mark], styles: Styles) -> bytes:
    mark = left.pop(column)
    place = f"{column_letters(column)}{row}".encode()
    return b'<%sc r="%s" s="%d"/>' % (
        prefix,
        place,
        styles.coloured(0, COLOURS[mark.severity]),
    )


def number_of(letters: str) -> int:
    """Count a column's letters from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _add_list(package: Package, request: Request, sheets: dict[int, str], styles: Styles) -> None:
    """Append 修改清单, or put the new one in the place of an earlier one of ours."""
    made = _list(request, styles)
    for number in request.ours:
        if number in sheets:
            package.changed[sheets[number]] = made
            return
    book = package.read("xl/workbook.xml")
    known = [xml_parts.attributes(tag) for tag in xml_parts.tags(book, b"sheet")]
    taken = {each.get("name", "").casefold() for each in known}
    name = next(
        n for n in (FIX_SHEET, *(f"{FIX_SHEET}{k}" for k in range(2, 99))) if n not in taken
    )
    sheet_id = 1 + max((int(each.get("sheetId", 0)) for each in known), default=0)
    prefix = xml_parts.prefix(book, b"workbook").decode()
    tag = f'<{prefix}sheet xmlns:bz="{xml_parts.OFFICE}" name="{name}" sheetId="{sheet_id}" bz:id="rIdBz1"/>'
    package.changed["xl/workbook.xml"] = xml_parts.before_end(book, b"sheets", tag.encode())
    rels = "xl/_rels/workbook.xml.rels"
    link = xml_parts.relation("rIdBz1", "worksheet", "worksheets/bz_fix_list.xml")
    package.changed[rels] = xml_parts.before_end(package.read(rels), b"Relationships", link)
    part = "xl/worksheets/bz_fix_list.xml"
    if package.has(part):
        raise UnmarkableError(part)
    package.changed[part] = made
    package.declare(f'<Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/>')


def _list(request: Request, styles: Styles) -> bytes:
    """Lay the list out: lines above, head, one line a finding. Text and numbers, never a formula."""
    title, head, body = styles.own()
    lines: list[list[tuple[str | int, int]]] = [
        [(line, title if n == 0 else 0)] for n, line in enumerate(request.above)
    ]
    lines.append([(name, head) for name, _ in FIX_COLUMNS])
    lines += [[(value, body) for value in row] for row in request.listed]
    rows = b"".join(
        b'<row r="%d">%s</row>'
        % (n, b"".join(_cell(value, style, c, n) for c, (value, style) in enumerate(line, 1)))
        for n, line in enumerate(lines, 1)
    )
    cols = "".join(
        f'<col min="{n}" max="{n}" width="{wide}" customWidth="1"/>'
        for n, (_, wide) in enumerate(FIX_COLUMNS, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{xml_parts.MAIN}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{cols}</cols><sheetData>'
    ).encode() + (
        rows
        + b'</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3"'
        b' footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _cell(value: str | int, style: int, column: int, row: int) -> bytes:
    place = f"{column_letters(column)}{row}".encode()
    if isinstance(value, int):
        return b'<c r="%s" s="%d"><v>%d</v></c>' % (place, style, value)
    shown = xml_parts.text(sheet_cells.safe(value))
    head = b'<c r="%s" s="%d" t="inlineStr">' % (place, style)
    return head + b'<is><t xml:space="preserve">%s</t></is></c>' % shown
