"""A snapshot's version opened again where the warehouse does not hold it any more; it has no names."""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime

import duckdb

from etl import private, sealed, warehouse
from etl.errors import UserError
from etl.paths import DataFolder
from etl.snapshots import rule_files, tables
from etl.snapshots.manifest import Manifest
from etl.snapshots.shelf import Kept
from etl.snapshots.verify import look, trusted
from etl.told import told
from etl.warehouse import Version


def version_of(data: DataFolder, manifest: Manifest) -> Version | None:
    """Find the version that a snapshot rests on, or one computed of the same files by the same rules."""
    built = manifest.basis.version
    there = [each for each in warehouse.versions(data.warehouse) if not warehouse.fault_of(each)]
    named = (each for each in there if each.name == built.name)
    alike = (each for each in reversed(there) if each.short == built.short)
    return next(named, None) or next(alike, None)


def reopened(data: DataFolder, kept: Kept, now: datetime) -> tuple[Version, bool]:
    """Give the version, made of the archive's own tables if it is gone; tells whether it was made."""
    looked = look(kept.content(), trusted(data))
    if looked.faults or looked.manifest is None:
        raise UserError(
            f"快照 {kept.id} 核对不符：{looked.faults[0]}。", "先用 snapshot verify 逐处查看。"
        )
    with warehouse.build_lock(data.warehouse, now, doing="打开快照"):
        if there := version_of(data, looked.manifest):
            return there, False
        name = looked.manifest.basis.version.name
        version = Version(name, data.warehouse / f"{name}.duckdb")
        if version.path.exists():
            raise warehouse.damaged(version, warehouse.fault_of(version) or told("打不开"))
        if warehouse.current(data.warehouse) is None:
            raise UserError(
                "数据文件夹里还没有当前版本，恢复的旧版本会被当作当前版本。",
                "先载入一次：python -m etl load，再打开快照。",
            )
        draft = data.warehouse / f".build-{os.getpid()}.duckdb"
        draft.unlink(missing_ok=True)
        with _told(kept):
            tables.remade(looked.members, looked.members[rule_files.MACROS].decode(), draft)
        draft.chmod(private.FILE)
        sealed.put(draft, version.path)
        draft.replace(version.path)
        warehouse.pin(data.warehouse, version, f"快照 {kept.id}（由快照恢复，没有姓名）")
        return version, True


@contextlib.contextmanager
def _told(kept: Kept) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise UserError(
            f"现在的程序读不了快照 {kept.id} 里的表。",
            "文稿仍可取出：snapshot export；或用当时的程序打开。",
        ) from error
