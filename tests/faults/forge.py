"""A process that has imported the program once and forks it for every run: thousands take minutes.

Orders come as lines of JSON. A run is the real command line (`python -m etl …`) in a process of its own, with
what the order wants to go wrong (tests/faults/mishaps.py).
"""

import json
import os
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from etl.paths import ROOT

CRASHED = 70


@dataclass(frozen=True)
class Ended:
    """How a run ended: `code` is its exit code, or minus the signal that killed it (no `seconds` then)."""

    code: int
    out: str
    err: str
    seconds: float | None

    @property
    def told(self):
        """What the user read, without the progress."""
        return self.out + self.err


class Run:
    """A run under way."""

    def __init__(self, forge, number, folder, pid):
        self._forge, self._number, self._folder, self.pid = forge, number, folder, pid

    def end(self):
        answer = self._forge.ask({"wait": self._number})
        out, err, seconds = (self._folder / name for name in ("out", "err", "seconds"))
        texts = (file.read_text("utf-8", "replace") for file in (out, err))
        took = float(seconds.read_text()) if seconds.exists() else None
        return Ended(answer["code"], *texts, took)


class Forge:
    """`forge.run("load", sent, data=data, kill={...})`; `start` for several at once."""

    def __init__(self, folder):
        self._folder, self._runs = folder, 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forge"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ask({"words": ["season", "2022"], **self._files()})
        self.ask({"wait": self._runs})

    def _files(self):
        self._runs += 1
        folder = self._folder / str(self._runs)
        folder.mkdir(parents=True)
        return {"number": self._runs, "folder": str(folder)}

    def ask(self, order):
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def start(self, *words, data, **mishaps):
        order = self._files()
        named = [*map(str, words), "--data", str(data.root)]
        begun = self.ask({**order, "words": named, "root": str(data.root), "mishaps": mishaps})
        return Run(self, order["number"], Path(order["folder"]), begun["pid"])

    def run(self, *words, data, **mishaps):
        return self.start(*words, data=data, **mishaps).end()

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


def _run(order):
    """Be the run: never returns."""
    from etl.__main__ import main
    from tests.faults import mishaps

    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(Path(order["folder"], name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
    code, began = CRASHED, time.monotonic()
    try:
        mishaps.arrange(order.get("root"), order.get("mishaps", {}))
        code = main(order["words"])
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 the run is over, whatever it was
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        Path(order["folder"], "seconds").write_text(f"{time.monotonic() - began}")
        os._exit(code)


def serve():
    """Fork a run for every order until the orders end."""
    import duckdb  # noqa: F401 the heavy ones once for all
    import pyarrow.parquet  # noqa: F401

    import etl.commands.load
    import etl.commands.metrics
    import etl.commands.status  # noqa: F401

    begun = {}
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(begun.pop(order["wait"]), 0)
            answer = {"code": os.waitstatus_to_exitcode(status)}
        else:
            pid = os.fork()
            if not pid:
                _run(order)
            begun[order["number"]] = pid
            answer = {"pid": pid}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
