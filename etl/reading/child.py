"""The child process that parses: `python -m etl.reading.child REFERENCE SECONDS`, one request a line.

A request names a file, its sender's name and where to put the cells; the answer is a line of JSON.
What kills the process kills it alone: limits on memory and CPU are set before anything is opened.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

from etl import private
from etl.reading import limits
from etl.reading.one_file import read_file
from etl.reading.parsed import Parsed, Refusal
from etl.reading.table import Record

NO_ROOM = 3
"""How the child ends where it cannot write what it has read: that is no fault of the file."""


class Request(msgspec.Struct, frozen=True):
    """One file to parse. `cells`: a file that the child makes."""

    path: str
    file_name: str
    cells: str

    def line(self) -> bytes:
        """Pack as one line; a path of any bytes goes through, as no text would."""
        parts = (os.fsencode(self.path), os.fsencode(self.file_name), os.fsencode(self.cells))
        return msgspec.json.encode(parts) + b"\n"

    @staticmethod
    def of(line: bytes) -> "Request":
        return Request(
            *map(os.fsdecode, msgspec.json.decode(line, type=tuple[bytes, bytes, bytes]))
        )


def main(reference: Path, cpu_seconds: int) -> None:
    """Serve requests until the input ends, or memory has run out once."""
    limits.bind_process()
    for line in sys.stdin.buffer:
        request = Request.of(line)
        limits.allow_next_file(cpu_seconds)
        answer, is_exhausted = _answer(request, reference)
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
        if is_exhausted:
            return


def _answer(request: Request, reference: Path) -> tuple[Parsed, bool]:
    with _Cells(request.cells) as cells:
        try:
            return read_file(Path(request.path), request.file_name, reference, cells.take), False
        except MemoryError:
            return Parsed(limits.too_costly("读取该文件所需的内存超过上限。")), True
        except Exception as error:  # noqa: BLE001 (a fault of ours may cost one file, not the load)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__},{Path(frame.filename).name} 第 {frame.lineno} 行"
            words = f"读取程序未能处理该文件({fault})。请用 Excel 或 WPS 打开,另存为 .xlsx 后重试。"
            return Parsed(Refusal("unreadable", words)), False


class _Cells:
    """The file that the cells go to; where it cannot be written, the process ends at once."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._encode = msgspec.msgpack.Encoder().encode

    def __enter__(self) -> Self:
        with _room():
            self._out = os.fdopen(private.opened(self._path), "wb", buffering=0)
        return self

    def __exit__(self, *_: object) -> None:
        with _room():
            self._out.close()

    def take(self, sheet_no: int, kind: str, records: list[Record]) -> None:
        columns = [list(column) for column in zip(*records, strict=True)]
        frame = self._encode((sheet_no, kind, columns))
        if self._out.tell() + len(frame) > limits.RESULT_BYTES:
            words = "文件内容过多,无法一次读完。请分成几个文件报送。"
            raise limits.RefusedError("too_large", words)
        rest = memoryview(len(frame).to_bytes(4, "big") + frame)
        with _room():
            while rest:
                rest = rest[self._out.write(rest) :]


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError:
        os._exit(NO_ROOM)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
