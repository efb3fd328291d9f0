"""Compound files (.xls, .et, encrypted .xlsx): the names of their streams, and one stream's bytes."""

import struct
from array import array
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_LAST_REAL_SECTOR = 0xFFFFFFF9
_HEADER_FAT_SECTORS = 109
_STREAM, _ROOT = 2, 5


class Compound:
    """A compound file in memory; anything that contradicts itself is a ValueError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._read_header()
            self._entries = self._directory()
        except (struct.error, IndexError) as error:
            raise ValueError("no compound file") from error

    @property
    def names(self) -> set[str]:
        """The names of all streams, whatever folder they lie in."""
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes."""
        first, size = self._entries[name]
        try:
            if size >= self._cutoff:
                return self._chain(first)[:size]
            return self._small(first, size)
        except (struct.error, IndexError) as error:
            raise ValueError("broken stream") from error

    def _read_header(self) -> None:
        head = struct.unpack_from("<8s16xHHHHHH4xIIIIIIIII", self._data)
        shift, small_shift, fat_count, directory, cutoff = (
            head[4],
            head[5],
            head[8],
            head[9],
            head[11],
        )
        small_fat, extension, extension_count = head[12], head[14], head[15]
        if head[0] != MAGIC or shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 (as MS-CFB says)
            raise ValueError("no compound file")
        self._size, self._small_size, self._cutoff = 1 << shift, 1 << small_shift, cutoff
        self._first_directory, self._first_small_fat = directory, small_fat
        listed = [*struct.unpack_from("<109I", self._data, 76)]
        for _ in range(extension_count):
            more = struct.unpack(f"<{self._size // 4}I", self._sector(extension))
            listed += more[:-1]
            extension = more[-1]
        self._fat = array("I")
        for sector in listed[:fat_count]:
            self._fat.frombytes(self._sector(sector))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise ValueError("sector past the end")
        return found.ljust(self._size, b"\0")

    def _numbers(self, first: int, table: "array[int]") -> Iterator[int]:
        for _ in range(len(table) + 1):
            if first > _LAST_REAL_SECTOR:
                return
            yield first
            first = table[first]
        raise ValueError("sectors in a circle")

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in self._numbers(first, self._fat))

    def _small(self, first: int, size: int) -> bytes:
        table = array("I")
        table.frombytes(self._chain(self._first_small_fat))
        step = self._small_size
        parts = [self._mini[n * step : (n + 1) * step] for n in self._numbers(first, table)]
        return b"".join(parts)[:size]

    def _directory(self) -> dict[str, tuple[int, int]]:
        entries = {}
        self._mini = b""
        listing = self._chain(self._first_directory)
        for start in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            entry = listing[start : start + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            first, size = struct.unpack_from("<II", entry, 116)
            if kind == _ROOT and first <= _LAST_REAL_SECTOR:
                self._mini = self._chain(first)
            if kind == _STREAM:
                entries[entry[: max(length - 2, 0)].decode("utf-16-le", "replace")] = (first, size)
        return entries
