"""The register's file: made once with its schema, opened, and what goes wrong with it told in Chinese."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from etl import disk
from etl import told as wording
from etl.errors import UserError
from etl.paths import ROOT

SCHEMA = ROOT / "etl" / "register.sql"
SCHEMA_VERSION = 2
# What a register of an earlier version lacks, by that version.
LATER = {1: "alter table accounts add column must_change integer not null default 0"}
CONTENT = ("flag_acts", "replies", "decisions", "proposals", "pins")
GROWING = ("log", "frozen", *CONTENT)
BUSY_SECONDS = 20
BUSY_OR_UNWRITABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
NO_ROOM_TO_READ = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
LEAST_BYTES = 256 * 1024  # with less, SQLite finds the disk full


def opened(path: Path, *, only_reads: bool = False) -> sqlite3.Connection:
    """Open the register; one that does not exist yet reads as empty and is not made.

    Where the disk is full or may not be written, it can still be read (`only_reads`): SQLite would make
    a file beside it even then.
    """
    if path.exists():
        try:
            con = _known(path, path.as_uri())
        except sqlite3.OperationalError as error:
            if not only_reads or _code(error) not in NO_ROOM_TO_READ or _is_half_merged(path):
                raise
            con = _known(path, f"{path.as_uri()}?mode=ro&immutable=1")
    else:
        con = sqlite3.connect(":memory:", isolation_level=None)
        con.executescript(SCHEMA.read_text("utf-8"))
    con.row_factory = sqlite3.Row
    con.execute("pragma foreign_keys = on")
    con.execute("pragma synchronous = full")
    return con


def _known(path: Path, uri: str) -> sqlite3.Connection:
    con = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _require_known_schema(con, path)
    except BaseException:
        con.close()
        raise
    return con


def _is_half_merged(path: Path) -> bool:
    """Tell whether something written is not in the register's own file yet."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def made(path: Path) -> sqlite3.Connection:
    """Open the register, made first if there is none yet; two processes make it once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=BUSY_SECONDS):
            _make(path)
    return opened(path)


@contextlib.contextmanager
def copied(path: Path, target: Path) -> Iterator[None]:
    """Copy the register whole, and let nobody add to it until the caller has copied what belongs to it."""
    with contextlib.closing(opened(path)) as held, contextlib.closing(opened(path)) as source:
        held.execute("begin immediate")
        _copy(source, target)
        yield
        held.execute("rollback")


def _copy(source: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)


def _make(path: Path) -> None:
    """Make an empty register, readable by its owner only; the growing tables refuse change and removal."""
    if path.exists():
        return
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as con:
        con.execute("pragma journal_mode = wal")
        con.executescript(f"begin;{SCHEMA.read_text('utf-8')}commit;begin")
        for table in GROWING:
            for act in ("update", "delete"):
                con.execute(
                    f"create trigger {table}_no_{act} before {act} on {table}"
                    f" begin select raise(abort, 'append only'); end"
                )
        con.execute(f"pragma user_version = {SCHEMA_VERSION}")
        con.execute("commit")
    draft.chmod(0o600)
    draft.replace(path)


def _require_known_schema(con: sqlite3.Connection, path: Path) -> None:
    """Bring an older register up to date, which takes nothing away, once it is copied; refuse a newer one."""
    version = con.execute("pragma user_version").fetchone()[0]
    if version in LATER:
        con.execute("begin immediate")
        if con.execute("pragma user_version").fetchone()[0] in LATER:
            _keep_as_it_was(path, version)
        while (version := con.execute("pragma user_version").fetchone()[0]) in LATER:
            con.execute(LATER[version])
            con.execute(f"pragma user_version = {version + 1}")
        con.execute("commit")
    if version != SCHEMA_VERSION:
        raise UserError(
            f"登记簿的格式是第 {version} 版，本程序认得第 {SCHEMA_VERSION} 版。",
            "用与数据同时的程序打开，或从备份恢复登记簿。",
        )


def _keep_as_it_was(path: Path, version: int) -> None:
    """Copy a register beside itself, for the program that wrote it; an earlier copy stays."""
    kept = path.with_name(f"register-schema-{version}.sqlite")
    if kept.exists():
        return
    draft = kept.with_suffix(".new")
    with contextlib.closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source:
        _copy(source, draft)
    draft.replace(kept)


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what a user can mend (a busy, damaged or unwritable register) into two lines."""
    try:
        yield
    except OSError as error:
        raise _unwritable(disk.reason(error)) from error
    except sqlite3.Error as error:
        code = _code(error)
        if code in BUSY_OR_UNWRITABLE:
            raise _unwritable(_why(path, code)) from error
        if code in DAMAGED:
            raise UserError(
                wording.told("登记簿的文件损坏（{error}）。", error=error),
                wording.told("请管理员从备份恢复 register.sqlite；各项数字不受影响。"),
            ) from error
        raise


def _why(path: Path, code: int) -> str:
    if code == sqlite3.SQLITE_FULL or disk.free(path.parent) < LEAST_BYTES:
        return wording.told("磁盘已满")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return wording.told("正忙")
    if not os.access(path.parent, os.W_OK) or not os.access(path, os.R_OK | os.W_OK):
        return wording.told("当前账户没有权限")
    return wording.told("磁盘读写出错")


def _unwritable(reason: str) -> UserError:
    return UserError(
        wording.told("登记簿现在不能读写（{reason}）。", reason=reason),
        wording.told("请稍后再试；仍不行，请管理员查看磁盘空间和文件夹权限。"),
    )
