"""What can be made to go wrong in one run: it is killed, its clock is wrong, its disk fills up.

A run passes points: every stage that it tells of, and every act on a file of the data folder (opened for
writing, renamed, removed, synced). They are found by watching, so that a new one is among them by itself.
"""

import ctypes
import json
import os
import signal
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_ACTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link"}
_FREE_OF_RIGHTS = (
    (1 << 1) | (1 << 2) | (1 << 3)
)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER


def arrange(root, mishaps):
    """Make the mishaps of an order happen in this process; those unknown are mistakes of the test."""
    for name in mishaps:
        if name not in ARRANGED:
            raise ValueError(name)
    points = Points(Path(root).resolve()) if root else None
    for name, how in mishaps.items():
        ARRANGED[name](points, how)


class Points:
    """The points that a run passes; `listen` is told each of them."""

    def __init__(self, root):
        self._root, self._listeners = str(root), []

    def listen(self, told):
        if not self._listeners:
            self._watch()
        self._listeners.append(told)

    def pass_by(self, kind, what):
        for told in self._listeners:
            told(kind, what)

    def _watch(self):
        from etl.commands import printing

        progress, fsync = printing.progress, os.fsync

        def tell(text):
            self.pass_by("stage", text.split(" ")[0])
            progress(text)

        def sync(handle):
            self._act("fsync", handle)
            fsync(handle)
            self._act("fsynced", handle)

        printing.progress, os.fsync = tell, sync
        sys.addaudithook(self._hook)

    def _hook(self, event, args):
        if event == "open":
            path, _, flags = args
            if isinstance(path, int) or (flags or 0) & _WRITES:
                self._act("open", path)
        elif event in _ACTS:
            self._act(event, args[0])
        elif event == "subprocess.Popen":
            self.pass_by("act", "subprocess.Popen")

    def _act(self, what, path):
        if isinstance(path, int):
            try:
                path = Path(f"/proc/self/fd/{path}").readlink()
            except OSError:
                return
        name = os.fsdecode(path)
        if name.startswith(self._root):
            self.pass_by("act", f"{what} {name[len(self._root) + 1 :]}")


def _die():
    os.kill(os.getpid(), signal.SIGKILL)


def record(points, file):
    """Write down every point with its time."""
    began, seen = time.monotonic(), []

    def note(kind, what):
        seen.append([kind, what, time.monotonic() - began])
        if kind == "stage":
            Path(file).write_text(json.dumps(seen))

    points.listen(note)


def kill(points, how):
    """Die without warning: `after` seconds behind a stage, or at the act number `act`, or after `seconds`."""
    if "seconds" in how:
        _later(how["seconds"])
        return
    passed = {"act": 0}

    def told(kind, what):
        if kind == "stage" and what == how.get("stage"):
            if how["after"] <= 0:
                _die()
            _later(how["after"])
        if kind == "act":
            passed["act"] += 1
            if passed["act"] == how.get("act"):
                _die()

    points.listen(told)


def _later(seconds):
    timer = threading.Timer(seconds, _die)
    timer.daemon = True
    timer.start()


class Clock:
    """Stands for `datetime` where now is asked; `back` seconds are lost after the first asking."""

    def __init__(self, at, back=0):
        self._at, self._back, self._asked = datetime.fromisoformat(at), back, 0

    def now(self, zone):
        self._asked += 1
        return (self._at - timedelta(seconds=self._back * (self._asked > 1))).astimezone(zone)

    def __getattr__(self, name):
        return getattr(datetime, name)


def clock(points, how):
    """Tell the commands another moment than now."""
    import etl.commands.load
    import etl.commands.status

    watch = Clock(**how)
    etl.commands.load.datetime = etl.commands.status.datetime = watch
    if how.get("back"):
        now = time.time
        points.listen(lambda *_: setattr(time, "time", lambda: now() - how["back"]))


def zone(_, name):
    os.environ["TZ"] = name
    time.tzset()


def fill(points, how):
    """Let somebody else fill the disk up at a stage, but for `leave` bytes."""

    def told(kind, what):
        filler = Path(how["file"])
        if kind == "stage" and what == how["stage"] and not filler.exists():
            room = os.statvfs(filler.parent)
            more = room.f_bavail * room.f_frsize - how["leave"]
            with filler.open("wb") as out:
                out.write(b"\0" * max(more, 0))

    points.listen(told)


def rights(*_):
    """Be an account like any other, which may do what a file's rights say; nothing where it already is."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    held = (ctypes.c_uint32 * 6)()
    if libc.capget(header, held) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    for place in (0, 1, 2):  # effective, permitted, inheritable
        held[place] &= ~_FREE_OF_RIGHTS
    if libc.capset(header, held) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def parser(_, how):
    """Let the process that parses be one that misbehaves over a file (tests/faults/parser.py)."""
    from etl.reading import children

    popen = children.subprocess.Popen

    def start(command, **more):
        if how == "no process":
            raise BlockingIOError(11, "Resource temporarily unavailable")
        wrapped = [command[0], "-m", "tests.faults.parser", how, *command[3:]]
        return popen(wrapped, **more)

    children.subprocess = type("Patched", (), {**vars(children.subprocess), "Popen": start})


ARRANGED = {each.__name__: each for each in (record, kill, clock, zone, fill, rights, parser)}
