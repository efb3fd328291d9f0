"""The child process that parses: `python -m etl.reading.child FOLDER_OF_REFERENCE`, one request a line.

A request names a file, its sender's name and where to put the cells; the answer is a line of JSON. What kills the
process kills it alone: limits on memory and CPU are set before anything is opened.
"""

import sys
from pathlib import Path

import msgspec

from etl.reading import limits
from etl.reading.one_file import read_file
from etl.reading.parsed import Parsed, Refusal
from etl.reading.table import Record


class Request(msgspec.Struct, frozen=True):
    """One file to parse. `cells`: a file that the child makes."""

    path: str
    file_name: str
    cells: str


def main(reference: Path) -> None:
    """Serve requests until the input ends."""
    limits.bind_process()
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Request)
        limits.allow_next_file()
        answer = _answer(request, reference)
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()


def _answer(request: Request, reference: Path) -> Parsed:
    encoder = msgspec.msgpack.Encoder()
    with Path(request.cells).open("wb") as out:

        def take(sheet_no: int, kind: str, records: list[Record]) -> None:
            columns = [list(column) for column in zip(*records, strict=True)]
            frame = encoder.encode((sheet_no, kind, columns))
            if out.tell() + len(frame) > limits.RESULT_BYTES:
                raise limits.Refused("too_large", "文件内容过多,无法一次读完。请分成几个文件报送。")
            out.write(len(frame).to_bytes(4, "big") + frame)

        try:
            return read_file(Path(request.path), request.file_name, reference, take)
        except MemoryError:
            return Parsed(
                Refusal(
                    "too_large",
                    "读取该文件需要的内存超过上限。请删除多余的行、列和格式后另存再报送。",
                )
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
