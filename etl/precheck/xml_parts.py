"""Parts of a workbook changed as bytes, so that all that is not touched stays as the sender saved it."""

import re
from html import unescape
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from etl.plain_text import plain_lines
from etl.precheck.marks import UnmarkableError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def attributes(tag: bytes) -> dict[str, str]:
    """Read the attributes of an opening tag."""
    return {
        name.decode(): unescape(value[1:-1].decode("utf-8"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def text(value: str) -> bytes:
    """Escape a text for XML; what XML cannot hold is left out."""
    return escape(_NOT_IN_XML.sub("", plain_lines(value)), {'"': "&quot;"}).encode("utf-8")


def prefix(part: bytes, root: bytes) -> bytes:
    """Find how a part abbreviates its main namespace: nothing, or `x:`."""
    found = re.search(rb"<(\w+:)?" + root + rb"[\s>/]", part)
    if not found or b"<![CDATA[" in part:
        raise UnmarkableError(root.decode())
    return found[1] or b""


def tags(part: bytes, name: bytes) -> list[bytes]:
    """List the opening tags of elements of a name."""
    return re.findall(rb"<(?:\w+:)?" + name + rb"(?:\s[^>]*)?>", part)


def append(part: bytes, name: bytes, items: list[bytes]) -> tuple[bytes, int]:
    """Add children at the end of a counted list such as <fills count="2">; gives the first one's index."""
    found = re.search(
        rb"<((?:\w+:)?)" + name + rb"(\s[^>]*)?>(.*?)</\1" + name + rb">", part, re.DOTALL
    )
    if not found:
        raise UnmarkableError(name.decode())
    inside = found[3]
    child = name.removesuffix(b"s") if name != b"cellXfs" else b"xf"
    before = len(re.findall(rb"<(?:\w+:)?" + child + rb"[\s>/]", inside))
    rest = re.sub(rb"\scount\s*=\s*[\"']\d+[\"']", b"", found[2] or b"")
    head = b'<%s%s%s count="%d">' % (found[1], name, rest, before + len(items))
    made = head + inside + b"".join(items) + b"</%s%s>" % (found[1], name)
    return part[: found.start()] + made + part[found.end() :], before


def before_end(part: bytes, name: bytes, inserted: bytes) -> bytes:
    """Insert before the last closing tag of an element; a closed empty one is opened."""
    ends = list(re.finditer(rb"</(?:\w+:)?" + name + rb"\s*>", part))
    if ends:
        at = ends[-1].start()
        return part[:at] + inserted + part[at:]
    empty = re.search(rb"<((?:\w+:)?" + name + rb")(\s[^>]*?)?/>", part)
    if not empty:
        raise UnmarkableError(name.decode())
    opened = b"<%s%s>%s</%s>" % (empty[1], empty[2] or b"", inserted, empty[1])
    return part[: empty.start()] + opened + part[empty.end() :]


def relations(part: bytes) -> dict[str, tuple[str, str]]:
    """Map the ids of a .rels part to type and target."""
    found = {}
    for tag in tags(part, b"Relationship"):
        read = attributes(tag)
        found[read.get("Id", "")] = (read.get("Type", ""), read.get("Target", ""))
    return found


def resolved(target: str, folder: str) -> str:
    """Name a target inside the archive, as seen from a folder."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for part in (PurePosixPath(folder) / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def rels_of(member: str) -> str:
    """Name the .rels part that belongs to a part."""
    path = PurePosixPath(member)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def relation(rel_id: str, kind: str, target: str) -> bytes:
    return f'<Relationship Id="{rel_id}" Type="{OFFICE}/{kind}" Target="{target}"/>'.encode()


def no_relations() -> bytes:
    return f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
