"""Notes on cells of an .xlsx: two parts a sheet, the words and the boxes they open in."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.precheck import xml_parts
from etl.precheck.marks import AUTHOR, MOST_NOTES, Cells
from etl.reading.limits import column_letters

if TYPE_CHECKING:
    from etl.precheck.marked_xlsx import Package

_BLOCK, _BLOCKS = (
    1024,
    2,
)  # boxes are numbered in blocks that a part claims; two hold the most notes
_TYPES = "application/vnd.openxmlformats-officedocument"
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s[^>]*?(?:/>|>.*?</(?:\w+:)?comment>)", re.DOTALL)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_AFTER = b"legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst"
_NEXT_ELEMENT = re.compile(rb"<(?:\w+:)?(?:" + _AFTER + rb")[\s>/]")
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:90pt;z-index:{id};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2,'
    " {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


@dataclass
class Left:
    """How many notes may still be written, the number of the last box, how many parts were added."""

    notes: int = MOST_NOTES
    box: int = 900 * _BLOCK
    part: int = 0


def put(package: "Package", member: str, cells: Cells, left: Left) -> None:
    """Write the notes of one sheet and take off those of an earlier time."""
    rels = xml_parts.rels_of(member)
    links = xml_parts.relations(package.read(rels)) if package.has(rels) else {}
    folder = member.rpartition("/")[0]
    parts = {
        kind.rpartition("/")[2]: xml_parts.resolved(target, folder)
        for kind, target in links.values()
    }
    words, boxes = parts.get("comments", ""), parts.get("vmlDrawing", "")
    if not words and not cells:
        return
    if not words:
        left.part += 1
        words = f"xl/bz_comments{left.part}.xml"
        package.changed[words] = (
            f'<comments xmlns="{xml_parts.MAIN}"><authors></authors><commentList></commentList></comments>'
        ).encode()
        package.declare(
            f'<Override PartName="/{words}" ContentType="{_TYPES}.spreadsheetml.comments+xml"/>'
        )
        _link(package, rels, f"rIdBzC{left.part}", "comments", f"/{words}")
    if not boxes:
        left.part += 1
        boxes = f"xl/drawings/bz_boxes{left.part}.vml"
        blocks = [1 + _BLOCKS * left.part + n for n in range(_BLOCKS)]
        package.changed[boxes] = _VML.replace("{blocks}", ",".join(map(str, blocks))).encode()
        left.box = blocks[0] * _BLOCK
        if not re.search(
            rb"Extension=[\"']vml[\"']", package.read("[Content_Types].xml"), re.IGNORECASE
        ):
            package.declare(f'<Default Extension="vml" ContentType="{_TYPES}.vmlDrawing"/>')
        _link(package, rels, f"rIdBzV{left.part}", "vmlDrawing", f"/{boxes}")
        _draw(package, member, f"rIdBzV{left.part}")
    said, author, gone = _without_ours(package.read(words))
    drawn = _without_boxes(package.read(boxes), gone)
    taken = {xml_parts.attributes(tag).get("ref") for tag in xml_parts.tags(said, b"comment")}
    p = xml_parts.prefix(said, b"comments").decode()
    new_words, new_boxes = [], []
    for row, marks in cells.items():
        for column, mark in marks.items():
            place = f"{column_letters(column or 1)}{row}"
            if place in taken or not left.notes:
                continue
            taken.add(place)
            left.notes -= 1
            left.box += 1
            note = xml_parts.text(mark.note).decode()
            new_words.append(
                f'<{p}comment ref="{place}" authorId="{author}"><{p}text><{p}r>'
                f'<{p}t xml:space="preserve">{note}</{p}t></{p}r></{p}text></{p}comment>'
            )
            new_boxes.append(_box(left.box, row - 1, (column or 1) - 1))
    package.changed[words] = xml_parts.before_end(said, b"commentList", "".join(new_words).encode())
    package.changed[boxes] = xml_parts.before_end(drawn, b"xml", "".join(new_boxes).encode())


def _box(number: int, row: int, column: int) -> str:
    return _BOX.format(
        id=number,
        row=row,
        column=column,
        left=column + 1,
        top=max(row - 1, 0),
        right=column + 5,
        bottom=max(row - 1, 0) + 5,
    )


def _link(package: "Package", rels: str, rel_id: str, kind: str, target: str) -> None:
    part = package.read(rels) if package.has(rels) else xml_parts.no_relations()
    made = xml_parts.relation(rel_id, kind, target)
    package.changed[rels] = xml_parts.before_end(part, b"Relationships", made)


def _draw(package: "Package", member: str, rel_id: str) -> None:
    """Tell the sheet of its boxes, where the schema wants them told."""
    part = package.read(member)
    p = xml_parts.prefix(part, b"worksheet").decode()
    tag = f'<{p}legacyDrawing xmlns:bz="{xml_parts.OFFICE}" bz:id="{rel_id}"/>'.encode()
    end = max(part.rfind(b"sheetData>"), part.rfind(b"sheetData/>"))
    if (later := _NEXT_ELEMENT.search(part, max(end, 0))) is not None:
        package.changed[member] = part[: later.start()] + tag + part[later.start() :]
    else:
        package.changed[member] = xml_parts.before_end(part, b"worksheet", tag)


def _without_ours(said: bytes) -> tuple[bytes, int, set[str]]:
    """Take our notes off; gives the number of our author, added where it was not, and the places."""
    names = re.findall(
        rb"<(?:\w+:)?author(?:\s*/>|(?:\s[^>]*)?>(.*?)</(?:\w+:)?author>)", said, re.DOTALL
    )
    if AUTHOR.encode() not in names:
        p = xml_parts.prefix(said, b"comments").decode()
        tag = f"<{p}author>{AUTHOR}</{p}author>".encode()
        return xml_parts.before_end(said, b"authors", tag), len(names), set()
    ours, gone = names.index(AUTHOR.encode()), set()

    def keep(found: re.Match[bytes]) -> bytes:
        read = xml_parts.attributes(found[0].partition(b">")[0])
        if read.get("authorId") != f"{ours}":
            return found[0]
        gone.add(read.get("ref", ""))
        return b""

    return _COMMENT.sub(keep, said), ours, gone


def _without_boxes(drawn: bytes, gone: set[str]) -> bytes:
    def keep(found: re.Match[bytes]) -> bytes:
        row = re.search(rb"<x:Row>\s*(\d+)", found[0])
        column = re.search(rb"<x:Column>\s*(\d+)", found[0])
        if not row or not column:
            return found[0]
        place = f"{column_letters(int(column[1]) + 1)}{int(row[1]) + 1}"
        return b"" if place in gone else found[0]

    return _SHAPE.sub(keep, drawn) if gone else drawn
