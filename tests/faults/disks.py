"""Small disks in memory, and how much of one a run takes at its widest."""

import os
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest


@contextmanager
def disk(folder, size):
    """Mount a disk of `size` bytes; skips the test where this account may not."""
    folder.mkdir(parents=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    tried = subprocess.run(mounting, check=False, capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"a disk in memory needs rights that this account has not: {tried.stderr}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def free(folder):
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize


def fill(file, leave=0):
    """Let a file take all the room there is, but for `leave` bytes."""
    more = free(file.parent) - leave
    with file.open("wb") as out:
        while more > 0:
            more -= out.write(b"\0" * min(more, 1 << 20))


@contextmanager
def widest(folder):
    """Watch a disk; gives a list whose last entry is how many bytes were taken at most."""
    before, taken, is_over = free(folder), [0], threading.Event()

    def look():
        while not is_over.is_set():
            taken[-1] = max(taken[-1], before - free(folder))
            time.sleep(0.0005)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield taken
    finally:
        is_over.set()
        watch.join()
