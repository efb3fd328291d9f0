"""What the system says when something cannot be read or written, told: which part, why, what to do."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from etl.errors import UserError
from etl.paths import REFERENCE, DataFolder
from etl.told import told

FULL = {errno.ENOSPC, errno.EDQUOT}
DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL_TO_DUCKDB = ("no space left", "could not write all bytes", "disk quota")
_MEGABYTE = 2**20


_REASONS = {
    errno.ENOSPC: told("磁盘已满"),
    errno.EDQUOT: told("磁盘已满"),
    errno.EACCES: told("当前账户没有权限"),
    errno.EPERM: told("当前账户没有权限"),
    errno.EROFS: told("磁盘是只读的"),
    errno.EIO: told("磁盘读写出错"),
    errno.ENOENT: told("不存在"),
    errno.EMFILE: told("打开的文件太多"),
    errno.ENFILE: told("打开的文件太多"),
}


def reason(error: OSError) -> str:
    """Say why in a few words; what is rare stays in the system's own."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def part_of(data: DataFolder, path: str | os.PathLike[str] | None) -> str:
    """Name what a path is for, never where it lies."""
    place = Path(os.fspath(path)) if path else data.root
    parts = {
        data.landing: "收件文件夹 landing",
        data.inbox: "收件箱 inbox",
        data.parsed: "解析结果文件夹 parsed",
        data.warehouse: "版本文件夹 warehouse",
        data.snapshots: "快照文件夹 snapshots",
        data.logs: "日志文件夹 logs",
        data.root / "reference": "名单和日历文件夹 reference",
        REFERENCE: "名单和日历文件夹 reference",
    }
    for folder, name in parts.items():
        if place.is_relative_to(folder):
            return name
    if place.name.startswith("register"):
        return "登记簿 register.sqlite"
    if data.root.is_relative_to(place) or place.is_relative_to(data.root):
        return "数据文件夹"
    return f"文件“{place.name}”"


def free(folder: Path) -> int:
    """Bytes left where a folder lies, or will lie."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def require(data: DataFolder, needed: int) -> None:
    """Refuse to begin what the disk has no room for."""
    if free(data.root) < needed:
        raise full(data, needed)


def full(data: DataFolder, needed: int) -> UserError:
    """Say that the disk is full: how much is left, how much the work takes in all."""
    left = free(data.root) / _MEGABYTE
    return UserError(
        f"磁盘空间不够：数据所在磁盘还有 {left:,.1f} MB，这次约需 {needed / _MEGABYTE:,.1f} MB。",
        "没有发布新版本，现有数据照常可看。腾出空间后再运行一次同样的命令。",
    )


@contextlib.contextmanager
def told_of(data: DataFolder, needed: Callable[[], int]) -> Iterator[None]:
    """Turn a full disk and missing rights, wherever they show during a load, into two lines."""
    try:
        yield
    except (UserError, OSError, duckdb.Error) as error:
        cause = error.__cause__ if isinstance(error, UserError) else error
        if cause and _is_full(cause):
            raise full(data, needed()) from error
        if isinstance(cause, OSError) and (told := explained(cause, data)):
            raise told from error
        raise


def explained(error: BaseException, data: DataFolder) -> UserError | None:
    """Tell what the disk has done to the program; None where that is not what went wrong."""
    if isinstance(error, OSError) and error.errno in _REASONS.keys() - {errno.ENOENT}:
        part, why = part_of(data, error.filename), reason(error)
        cure = "检查磁盘后再运行一次同样的命令。现有数据照常可看。"
        if error.errno in FULL:
            cure = "腾出空间后再运行一次同样的命令。现有数据照常可看。"
        if error.errno in DENIED:
            cure = (
                "用运行看板的账户运行，或把它交给当前账户（chown -R）并可写（chmod -R u+rwX）；"
                "python -m etl doctor 可以逐项检查。现有数据照常可看。"
            )
        return UserError(f"{part}不能读写（{why}）。", cure)
    if _is_full(error):
        return UserError("数据所在磁盘已满。", "腾出空间后再运行一次同样的命令。现有数据照常可看。")
    if isinstance(error, duckdb.Error) and "corrupt" in str(error).lower():
        return UserError(
            "版本的文件坏了，有一部分读不出。",
            "用 --version 看别的版本；python -m etl doctor 逐项检查。",
        )
    return None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    told = str(error).lower()
    return isinstance(error, duckdb.Error) and any(part in told for part in _FULL_TO_DUCKDB)
