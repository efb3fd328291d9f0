"""Which files are meant by files and folders, and what lies there beside them that is not read, and why.

Nothing is opened that could keep its reader waiting: pipes, sockets and devices are told by their kind.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from etl.errors import UserError
from etl.plain_text import plain
from etl.reading import limits
from etl.reading.masking import masked_name

_JUNK = {".ds_store", "thumbs.db", "desktop.ini"}
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class LeftOut:
    """What was not read. `rule`: the contract's rule that refuses it, none where nothing is to be done."""

    name: str
    rule: str | None
    detail: str


@dataclass
class Gathered:
    """Files to be read, sorted within each folder, and what was left out."""

    files: list[Path] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def refused(self) -> list[LeftOut]:
        """What somebody has to see to."""
        return [each for each in self.left_out if each.rule]

    @property
    def passed_over(self) -> list[LeftOut]:
        """Hidden files, lock files and droppings of the system: no office sends them."""
        return [each for each in self.left_out if not each.rule]


class Same(NamedTuple):
    """A file that holds byte for byte what another one does."""

    path: Path
    name: str
    as_name: str


def gather(paths: Iterable[str | os.PathLike[str]]) -> Gathered:
    """Look at files and into folders; a path that is not there is the user's mistake."""
    found = Gathered()
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not os.path.lexists(path):
            raise UserError(f"找不到文件或文件夹：{plain(str(path))}", "请检查路径后重试。")
        for each in _below(path, found.left_out) if path.is_dir() else [path]:
            if each not in seen:
                seen.add(each)
                _look_at(each, found)
    return found


def content_hash(file: Path) -> tuple[str, int]:
    """Return SHA-256 and size in bytes."""
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest(), handle.tell()
    except OSError as error:
        raise UserError(
            f"无法读取 {file}({error.strerror})。", "请关闭正在使用它的程序后重试。"
        ) from error


def same_contents(files: Iterable[Path]) -> list[Same]:
    """List the files whose content has come before in the row; sizes are compared first."""
    by_size: dict[int, list[Path]] = {}
    for path in files:
        by_size.setdefault(path.stat().st_size, []).append(path)
    firsts: dict[str, Path] = {}
    found = []
    for path in chain.from_iterable(each for each in by_size.values() if len(each) > 1):
        first = firsts.setdefault(content_hash(path)[0], path)
        if first is not path:
            found.append(Same(path, _shown(path), _shown(first)))
    return found


def _below(folder: Path, left_out: list[LeftOut]) -> Iterator[Path]:
    """List what lies in a folder and its folders, sorted; links to folders are not followed."""
    found: list[Path] = []

    def cannot(error: OSError) -> None:
        left_out.append(_refused(Path(error.filename), "unreadable", f"文件夹打不开{_why(error)}"))

    for top, folders, files in os.walk(folder, onerror=cannot):
        for name in sorted(folders):
            path = Path(top, name)
            if name.startswith("."):
                left_out.append(LeftOut(_shown(path), None, "隐藏的文件夹"))
                folders.remove(name)
            elif path.is_symlink():
                words = "这是通向另一个文件夹的链接。请直接给出那个文件夹。"
                left_out.append(LeftOut(_shown(path), "unreadable", words))
        for name in files:
            if reason := _passed_over(name):
                left_out.append(LeftOut(_shown(Path(top, name)), None, reason))
            else:
                found.append(Path(top, name))
    yield from sorted(found)


def _passed_over(name: str) -> str:
    if name.startswith(("~$", ".~")):
        return "办公软件打开文件时留下的临时文件"
    if name.lower() in _JUNK:
        return "系统自己的文件"
    return "隐藏文件" if name.startswith(".") else ""


def _look_at(path: Path, found: Gathered) -> None:
    try:
        look = path.stat()
        if not stat.S_ISREG(look.st_mode):
            words = "不是普通文件（管道、设备一类），没有读取。请报送 .xlsx 表格文件。"
            found.left_out.append(LeftOut(_shown(path), "not_a_spreadsheet", words))
        elif look.st_size > limits.EXPANDED_BYTES:
            words = f"文件超过 {limits.EXPANDED_BYTES >> 20} MB。请分成几个文件报送。"
            found.left_out.append(LeftOut(_shown(path), "too_large", words))
        else:
            _try(path)
            found.files.append(path)
    except OSError as error:
        broken = "链接所指的文件不在" if path.is_symlink() else "文件打不开"
        found.left_out.append(_refused(path, "unreadable", broken + _why(error)))


def _try(path: Path) -> None:
    handle = os.open(path, _OPEN)
    try:
        os.read(handle, 1)
    finally:
        os.close(handle)


def _refused(path: Path, rule: str, what: str) -> LeftOut:
    return LeftOut(_shown(path), rule, f"{what}。请检查权限和链接后重试。")


def _why(error: OSError) -> str:
    return (
        "（没有读取权限）" if isinstance(error, PermissionError) else f"（系统代码 {error.errno}）"
    )


def _shown(path: Path) -> str:
    return masked_name(plain(path.name))
