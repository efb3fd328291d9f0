"""The archive as a file: a zip of stored members, whose bytes depend on nothing but the members.

Nothing is compressed here (tables and papers are already), so that another zlib changes no byte, and so that
an archive from elsewhere cannot swell while it is read.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READ_ONLY = 0o100444
MOST_MEMBERS = 5000


@dataclass(frozen=True)
class Opened:
    """What could be read. `broken` are members that could not; `is_as_packed`: no byte beside them."""

    members: Mapping[str, bytes]
    broken: tuple[str, ...]
    is_as_packed: bool


class NotAnArchiveError(Exception):
    """The list of members at the end of the file cannot be read."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """Make the archive's bytes: the same for the same members, on every machine and day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = UNIX
            entry.external_attr = READ_ONLY << 16
            archive.writestr(entry, members[name])
    return out.getvalue()


def opened(content: bytes) -> Opened:
    """Read every member, whatever has happened to the others. Raises NotAnArchiveError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotAnArchiveError from error
    if len(entries) > MOST_MEMBERS:
        raise NotAnArchiveError
    members: dict[str, bytes] = {}
    broken: list[str] = []
    for entry in entries:
        read = _read(archive, entry)
        if read is None or entry.filename in members:
            broken.append(entry.filename)
        else:
            members[entry.filename] = read
    return Opened(members, tuple(broken), packed(members) == content)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
        return None
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return None


def member(path: Path, name: str) -> bytes:
    """Read one member of a file and no other. Raises NotAnArchiveError where it is not to be had."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(name)
            read = _read(archive, entry)
    except (zipfile.BadZipFile, ValueError, OSError, KeyError, NotImplementedError) as error:
        raise NotAnArchiveError from error
    if read is None:
        raise NotAnArchiveError
    return read
