"""A parsing process that misbehaves over one file: `python -m tests.faults.parser HOW …`."""

import os
import signal
import sys
import time
from pathlib import Path

from etl.reading import child

MARKED = "坏读取"


def misbehave(how):
    """Do what no file should bring about, but some will."""
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "aborted":
        os.abort()
    elif how == "hangs":
        time.sleep(3600)
    elif how == "greedy":
        held = bytearray(2 * 2**30)
        held[::4096] = b"\1" * len(held[::4096])
    else:
        raise ValueError(how)


def main(how):
    """Be the parser, but for the files whose name is marked."""
    read = child.read_file

    def reading(path, file_name, *more):
        if MARKED in file_name:
            misbehave(how)
        return read(path, file_name, *more)

    child.read_file = reading
    child.main(Path(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main(sys.argv[1])
