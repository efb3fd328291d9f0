"""The child process that parses: `python -m etl.reading.child REFERENCE SECONDS`, one request a line.

A request names a file, its sender's name and where to put the cells; the answer is a line of JSON.
What kills the process kills it alone: limits on memory and CPU are set before anything is opened.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

import msgspec

from etl import private
from etl.reading import limits
from etl.reading.one_file import read_file
from etl.reading.parsed import Parsed, Refusal
from etl.reading.sheets import Take
from etl.reading.table import Record


class Request(msgspec.Struct, frozen=True):
    """One file to parse. `cells`: a file that the child makes."""

    path: str
    file_name: str
    cells: str


def main(reference: Path, cpu_seconds: int) -> None:
    """Serve requests until the input ends, or memory has run out once."""
    limits.bind_process()
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Request)
        limits.allow_next_file(cpu_seconds)
        answer, is_exhausted = _answer(request, reference)
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
        if is_exhausted:
            return


def _answer(request: Request, reference: Path) -> tuple[Parsed, bool]:
    try:
        with os.fdopen(private.opened(Path(request.cells)), "wb") as out:
            take = _writer(out)
            return read_file(Path(request.path), request.file_name, reference, take), False
    except MemoryError:
        return Parsed(limits.too_costly("读取该文件所需的内存超过上限。")), True
    except Exception as error:  # noqa: BLE001 (a fault of ours may cost one file, not the load)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__},{Path(frame.filename).name} 第 {frame.lineno} 行"
        words = f"读取程序未能处理该文件({fault})。请用 Excel 或 WPS 打开,另存为 .xlsx 后重试。"
        return Parsed(Refusal("unreadable", words)), False


def _writer(out: BinaryIO) -> Take:
    encoder = msgspec.msgpack.Encoder()

    def take(sheet_no: int, kind: str, records: list[Record]) -> None:
        columns = [list(column) for column in zip(*records, strict=True)]
        frame = encoder.encode((sheet_no, kind, columns))
        if out.tell() + len(frame) > limits.RESULT_BYTES:
            raise limits.RefusedError(
                "too_large", "文件内容过多,无法一次读完。请分成几个文件报送。"
            )
        out.write(len(frame).to_bytes(4, "big") + frame)

    return take


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
