"""Child processes under the parent's eye: whatever happens to one, the parent learns it and goes on."""

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
from etl.reading.parsed import Parsed, Refusal

_LONGEST_ANSWER = 16 * 1024 * 1024
_WORTH_A_SECOND_CHILD = 8


class Child:
    """One child process at a time, replaced when it dies."""

    def __init__(self, reference: Path, wall_seconds: float = limits.WALL_SECONDS) -> None:
        self._reference = reference
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, request: Request) -> Parsed:
        """Have one file parsed; a child that dies over it, or takes too long, is a refusal of that file."""
        process = self._process or self._start()
        assert process.stdin and process.stdout
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            process.kill()

        watch = threading.Timer(self._wall_seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            process.stdin.write(msgspec.json.encode(request) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline(_LONGEST_ANSWER)
            if line.endswith(b"\n"):
                return msgspec.json.decode(line, type=Parsed)
        except (BrokenPipeError, msgspec.DecodeError):
            pass
        finally:
            watch.cancel()
        self.close(kill=True)
        return Parsed(_last_words(process.returncode, overdue.is_set()))

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "etl.reading.child", str(self._reference)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's last words may quote a cell
        )
        return self._process

    def close(self, kill: bool = False) -> None:
        """End the process and wait for its end."""
        if self._process is None:
            return
        if kill:
            self._process.kill()
        with self._process as process:
            assert process.stdin
        self._process = None


def _last_words(exit_code: int, overdue: bool) -> Refusal:
    if overdue:
        words = (
            f"读取该文件超过 {limits.WALL_SECONDS:.0f} 秒。请删除多余的行、列和格式后另存再报送。"
        )
        return Refusal("too_large", words)
    if limits.is_out_of_memory_or_time(exit_code):
        words = "读取该文件所需的内存或时间超过上限。请删除多余的行、列和格式后另存再报送。"
        return Refusal("too_large", words)
    words = f"文件已损坏,读取程序因此中断(代码 {exit_code})。请用 Excel 或 WPS 打开,另存为 .xlsx 后报送。"
    return Refusal("unreadable", words)


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
