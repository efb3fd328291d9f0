"""The child process that marks one file: `python -m etl.precheck.marker`, a request in, a word out.

It holds itself to the same limits as the one that parses, and dies alone.
"""

import sys

import msgspec

from etl.precheck import copied, marked_xlsx
from etl.precheck.marks import Request, UnmarkableError
from etl.reading import limits

MARKED, COPIED = "marked", "copied"


def main() -> None:
    """Mark the sender's own file where it is an .xlsx of a known layout, else a copy of its values."""
    limits.bind_process()
    limits.allow_next_file()
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    print(_mark(request))  # noqa: T201  the answer to the parent


def _mark(request: Request) -> str:
    with open(request.path, "rb") as file:  # noqa: PTH123  four bytes
        is_archive = file.read(2) == b"PK"
    if is_archive:
        try:
            marked_xlsx.write(request)
        except (UnmarkableError, ValueError, KeyError, IndexError):
            pass
        else:
            return MARKED
    copied.write(request)
    return COPIED


if __name__ == "__main__":
    main()
