"""Child processes under the parent's eye: whatever happens to one, the parent learns it and goes on."""

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from etl.paths import ROOT
from etl.reading import limits
from etl.reading.child import Request
from etl.reading.content import SAVE_AS_XLSX
from etl.reading.parsed import Parsed, Refusal

_LONGEST_ANSWER = 16 * 1024 * 1024
_SECONDS_TO_END = 5
_WORTH_A_SECOND_CHILD = 8


class Child:
    """One child process at a time, replaced when it dies."""

    def __init__(
        self,
        reference: Path,
        wall_seconds: float = limits.WALL_SECONDS,
        cpu_seconds: int = limits.CPU_SECONDS,
    ) -> None:
        self._arguments = [str(reference.resolve()), str(cpu_seconds)]
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, request: Request) -> Parsed:
        """Have one file parsed; a child that dies over it, or takes too long, is a refusal of it.

        If the child had served other files before, the file is tried once more in a fresh one.
        """
        was_fresh = self._process is None
        answer, overdue = self._ask(request)
        if answer is None and not overdue and not was_fresh:
            self.close()
            answer, overdue = self._ask(request)
        if answer is None:
            answer = Parsed(self._last_words(overdue=overdue))
        return answer

    def _ask(self, request: Request) -> tuple[Parsed | None, bool]:
        """Return the answer, or None and whether the wall limit was the reason."""
        process = self._process = self._process or self._start()
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            process.kill()

        watch = threading.Timer(self._wall_seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            if process.stdin and process.stdout:
                process.stdin.write(msgspec.json.encode(request) + b"\n")
                process.stdin.flush()
                line = process.stdout.readline(_LONGEST_ANSWER)
                return msgspec.json.decode(line, type=Parsed), False
        except (OSError, msgspec.DecodeError):
            pass
        finally:
            watch.cancel()
        return None, overdue.is_set()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "etl.reading.child", *self._arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's last words may quote a cell
        )

    def _last_words(self, *, overdue: bool) -> Refusal:
        exit_code = self.close()
        if overdue:
            return limits.too_costly(f"读取该文件超过 {self._wall_seconds:.0f} 秒。")
        if limits.is_out_of_memory_or_time(exit_code):
            return limits.too_costly("读取该文件所需的内存或时间超过上限。")
        words = f"文件已损坏,读取程序因此中断(代码 {exit_code})。{SAVE_AS_XLSX}"
        return Refusal("unreadable", words)

    def close(self) -> int:
        """End the process and return its exit code; an idle one ends by itself when its input does."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            return process.wait(timeout=_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
        finally:
            if process.stdout:
                process.stdout.close()


Event = tuple[int, Parsed | None]
"""The position of a request, and its answer; without an answer it has just begun."""


def parse_all(requests: Sequence[Request], reference: Path) -> Iterator[Event]:
    """Parse in one child, or two where there is enough to do; yields events as they happen."""
    events: queue.Queue[Event] = queue.Queue()
    waiting = iter(enumerate(requests))
    lock = threading.Lock()

    def work() -> None:
        child = Child(reference)
        while True:
            with lock:
                number, request = next(waiting, (-1, None))
            if request is None:
                break
            events.put((number, None))
            events.put((number, child.parse(request)))
        child.close()

    for _ in range(2 if len(requests) >= _WORTH_A_SECOND_CHILD else 1):
        threading.Thread(target=work, daemon=True).start()
    answers = 0
    while answers < len(requests):
        event = events.get()
        answers += event[1] is not None
        yield event
