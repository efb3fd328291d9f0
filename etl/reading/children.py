"""Child processes under the parent's eye: whatever happens to one, the parent learns it and goes on."""

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from etl.paths import ROOT
from etl.reading import limits
from etl.reading.child import NO_ROOM, Request
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

        If the child had served other files before, the file is tried once more in a fresh one, in the
        time that is left.
        """
        had_served = self._process is not None
        until = time.monotonic() + self._wall_seconds
        answer = self._try(request, until)
        if isinstance(answer, int) and had_served and not _is_out_of_time(answer, until):
            answer = self._try(request, until)
        return self._instead(answer, until) if isinstance(answer, int) else answer

    def _try(self, request: Request, until: float) -> Parsed | int:
        """Return the answer, or how the child ended without one; it is killed at `until`."""
        try:
            process = self._process = self._process or self._start()
        except OSError as error:
            return _not_the_file(f"读取程序无法启动({error.strerror})")
        watch = threading.Timer(until - time.monotonic(), process.kill)
        watch.daemon = True
        watch.start()
        try:
            if process.stdin and process.stdout:
                process.stdin.write(request.line())
                process.stdin.flush()
                line = process.stdout.readline(_LONGEST_ANSWER)
                return msgspec.json.decode(line, type=Parsed)
        except (OSError, msgspec.DecodeError):
            pass
        finally:
            watch.cancel()
        return self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "etl.reading.child", *self._arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's last words may quote a cell
        )

    def _instead(self, exit_code: int, until: float) -> Parsed:
        """Say what became of the file over which the child ended."""
        if time.monotonic() >= until:
            return Parsed(limits.too_costly(f"读取该文件超过 {self._wall_seconds:.0f} 秒。"))
        if limits.is_out_of_memory_or_time(exit_code):
            return Parsed(limits.too_costly("读取该文件所需的内存或时间超过上限。"))
        if limits.is_killed_from_outside(exit_code):
            return _not_the_file("读取程序被系统中止")
        if exit_code == NO_ROOM:
            return _not_the_file("读取的结果无法写入磁盘")
        words = f"文件已损坏,读取程序因此中断(代码 {exit_code})。{SAVE_AS_XLSX}"
        return Parsed(Refusal("unreadable", words))

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


def _is_out_of_time(exit_code: int, until: float) -> bool:
    return time.monotonic() >= until or limits.is_out_of_time(exit_code)


def _not_the_file(what: str) -> Parsed:
    words = f"{what},文件本身可能没有问题。不用重新报送,下次载入会再读一次。"
    return Parsed(Refusal("unreadable", words), again=True)


Event = tuple[int, Parsed | None]
"""The position of a request, and its answer; without an answer it has just begun."""


def parse_all(requests: Sequence[Request], reference: Path) -> Iterator[Event]:
    """Parse in one child, or two where there is enough to do; yields events as they happen.

    What goes wrong in this process itself ends the iteration: nobody waits for an answer that never comes.
    """
    events: queue.Queue[Event | Exception] = queue.Queue()
    waiting = iter(enumerate(requests))
    lock = threading.Lock()

    def work() -> None:
        child = Child(reference)
        try:
            while True:
                with lock:
                    number, request = next(waiting, (-1, None))
                if request is None:
                    break
                events.put((number, None))
                events.put((number, child.parse(request)))
        except Exception as error:  # noqa: BLE001 (raised again by who waits)
            events.put(error)
        finally:
            child.close()

    for _ in range(2 if len(requests) >= _WORTH_A_SECOND_CHILD else 1):
        threading.Thread(target=work, daemon=True).start()
    answers = 0
    while answers < len(requests):
        event = events.get()
        if isinstance(event, Exception):
            raise event
        answers += event[1] is not None
        yield event
