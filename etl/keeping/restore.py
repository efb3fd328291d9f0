"""A restored data folder: all of a backup or nothing, checked before anything is put in place."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from etl import warehouse
from etl.errors import UserError
from etl.keeping import files, verify
from etl.keeping.backup import DATA, Backup
from etl.paths import DataFolder

STAGING, READY = ".restoring", ".ready"
HARMLESS = {"README.md", "reference", "lost+found", STAGING}
LAST = "warehouse"  # until it stands there, a page has nothing to show


def restore(backup: Backup, data: DataFolder) -> str:
    """Put the backup's data into an empty data folder; gives the name of the backup that now stands there.

    A restore that was broken off while it copied is begun anew; broken off later, it is finished,
    whatever backup is named now. Refuses a damaged backup and a folder that holds data.
    """
    staging = data.root / STAGING
    with _told():
        if not (staging / READY).exists():
            _require_empty(data, backup)
            _require_whole(backup)
            _require_room(backup, data)
            shutil.rmtree(staging, ignore_errors=True)
            _stage(backup, staging)
        name = (staging / READY).read_text("utf-8")
        _put_in_place(staging, data.root)
    return name


def _require_empty(data: DataFolder, backup: Backup) -> None:
    there = {path.name for path in data.root.iterdir()} if data.root.is_dir() else set()
    if there - HARMLESS:
        named = "、".join(sorted(there - HARMLESS)[:5])
        raise UserError(
            f"这个数据文件夹不是空的（有 {named}），没有恢复，什么都没有改。",
            "用 --data 指定一个空的或还没有的文件夹；确定不要原来的数据，先把它移到别处。",
        )
    own = backup.path / DATA / "reference"
    if own.is_dir() and data.root.joinpath("reference").is_dir():
        for path in own.iterdir():
            here = data.root / "reference" / path.name
            if not here.is_file() or files.digest(here) != files.digest(path):
                raise UserError(
                    f"这里的 reference/{path.name} 与备份中的不同，没有恢复。",
                    "比较两份，把这里的 reference 文件夹移到别处再恢复；两者不同，数字也会不同。",
                )


def _require_whole(backup: Backup) -> None:
    wrong = verify.faults(backup)
    if wrong:
        listed = "\n".join(f"  {each}" for each in wrong[:10])
        raise UserError(
            f"备份 {backup.name} 有 {len(wrong)} 处不对，没有恢复：\n{listed}", "改用另一份备份。"
        )


def _require_room(backup: Backup, data: DataFolder) -> None:
    data.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    needed, free = backup.manifest().size, shutil.disk_usage(data.root).free
    if free < needed:
        raise UserError(
            f"磁盘空间不够：需要 {needed / 2**20:,.0f} MB，还有 {free / 2**20:,.0f} MB。",
            "腾出空间后再恢复。",
        )


def _stage(backup: Backup, staging: Path) -> None:
    """Copy everything beside its later place; what is read differently from the list is refused."""
    staging.mkdir(mode=0o700)
    for path, expected in files.sums_in(backup.path).items():
        if path.startswith(f"{DATA}/"):
            target = staging / path.removeprefix(f"{DATA}/")
            if files.copied(backup.path / path, target) != expected:
                raise UserError(f"备份里的 {path} 读出来与清单不同。", "改用另一份备份。")
    last = warehouse.published_last(staging / LAST)
    if last and warehouse.current(staging / LAST) is None:
        raise UserError(
            f"备份里没有一个版本能打开（{last.short} {warehouse.fault_of(last)}），没有恢复。",
            "改用另一份备份，或用备份时的程序恢复。",
        )
    files.settle(staging)
    files.written(staging / READY, backup.name.encode())
    files.settle(staging)


def _put_in_place(staging: Path, root: Path) -> None:
    pieces = sorted(path for path in staging.iterdir() if path.name != READY)
    for piece in sorted(pieces, key=lambda path: path.name == LAST):
        if piece.name == "reference" and (root / piece.name).exists():
            shutil.rmtree(piece)  # the same, as was required
        else:
            piece.rename(root / piece.name)
    (staging / READY).unlink()
    staging.rmdir()
    if os.name == "posix":
        handle = os.open(root, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"没有恢复成功（{error.strerror or error}）。",
            "检查磁盘空间和权限，再运行一次同样的命令。",
        ) from error
