"""A folder of unknown files, each parsed as a load would: what came of it, how long it took, how much memory.

`python -m tests.hostile FOLDER [--as-rosters] [--to FILE]` prints what a run over many files has to show.
"""

import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from etl.paths import REFERENCE, ROOT
from etl.reading.child import Request
from etl.reading.children import Child

AS_WRITTEN, AS_ROSTERS = "etl.reading.child", "tests.hostile.as_rosters"
PAUSE = 0.005


@dataclass
class Outcome:
    """One file. `peak`: MB of resident memory that its parser had at most; 0 where none is told."""

    file: str
    size: int
    seconds: float
    peak: int
    rule: str
    words: str
    rows: int
    kinds: list[str]
    is_empty_allowed: bool


class Watched(Child):
    """A child whose resident memory is looked at while it works, as it may not outlive a file."""

    module = AS_WRITTEN

    def _start(self):
        return subprocess.Popen(
            [sys.executable, "-m", self.module, *self._arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def measured(self, request):
        """Parse; gives the answer, the seconds it took and the most resident memory meanwhile."""
        peak, stop = [0], threading.Event()

        def watch():
            while not stop.wait(PAUSE):
                peak[0] = max(peak[0], self._resident())

        self._forget_peak()
        thread = threading.Thread(target=watch)
        thread.start()
        started = time.monotonic()
        answer = self.parse(request)
        seconds = time.monotonic() - started
        stop.set()
        thread.join()
        return answer, seconds, max(peak[0], self._resident())

    def _forget_peak(self):
        if self._process:
            with suppress(OSError):
                Path(f"/proc/{self._process.pid}/clear_refs").write_text("5", "ascii")

    def _resident(self):
        try:
            lines = Path(f"/proc/{self._process.pid}/status").read_text("ascii").splitlines()
            return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
        except (OSError, AttributeError, StopIteration):
            return 0


def outcomes(paths, workers=2, module=AS_WRITTEN):
    """Parse every file in a few children; yields in the order of the paths."""
    local, children = threading.local(), []
    with tempfile.TemporaryDirectory() as folder:

        def one(numbered):
            number, path = numbered
            if not hasattr(local, "child"):
                local.child = Watched(REFERENCE)
                local.child.module = module
                children.append(local.child)
            cells = Path(folder) / str(number)
            answer, seconds, peak = local.child.measured(Request(str(path), path.name, str(cells)))
            cells.unlink(missing_ok=True)
            return _outcome(path, answer, seconds, peak)

        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(one, enumerate(paths))
        for child in children:
            child.close()


def _outcome(path, answer, seconds, peak):
    kinds = [sheet.kind for sheet in answer.sheets if sheet.kind]
    return Outcome(
        file=str(path),
        size=path.stat().st_size,
        seconds=round(seconds, 3),
        peak=peak,
        rule=answer.refusal.rule if answer.refusal else "",
        words=answer.refusal.detail if answer.refusal else "",
        rows=sum(sheet.rows for sheet in answer.sheets),
        kinds=kinds,
        is_empty_allowed=bool({"sanctions", "adjustments"} & {*kinds}),
    )
