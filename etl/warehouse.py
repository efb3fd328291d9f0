"""Published versions: written whole, named once, opened read-only; one pointer says which is current."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl import private
from etl.errors import UserError

KEPT_VERSIONS = 8
KEPT_WEEKS = 60
PUBLISHED_SCHEMAS = ("rule", "accepted", "quality", "core", "definition", "results", "meta")
_READ_ONLY: Mapping[str, str] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


@dataclass(frozen=True)
class Version:
    """One published file; `name` sorts by the moment of the build (Beijing time)."""

    name: str
    path: Path

    @property
    def built_at(self) -> datetime:
        return datetime.strptime(self.name.split("-")[0], "%Y%m%dT%H%M%S")  # noqa: DTZ007 Beijing by definition

    @property
    def short(self) -> str:
        """The last part of the name, as screens and papers print it."""
        return self.name.split("-")[-1]


def versions(folder: Path) -> list[Version]:
    """List the published versions, oldest first; unfinished builds are not among them."""
    return [Version(path.stem, path) for path in sorted(folder.glob("[0-9]*T*-*.duckdb"))]


def current(folder: Path) -> Version | None:
    """Read the pointer; None before the first publication. Falls back to the newest file still there."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        name = json.loads((folder / "current").read_text("utf-8"))["version"]
        if (folder / f"{name}.duckdb").exists():
            return Version(name, folder / f"{name}.duckdb")
    published = versions(folder)
    return published[-1] if published else None


def find(folder: Path, name: str | None) -> Version:
    """Take the named version (its full name or its last part), else the current one."""
    if name is None:
        if version := current(folder):
            return version
        raise UserError(
            "还没有数据。",
            "先运行 python -m etl load 文件夹 载入报送文件，或 python -m etl sample 生成示例数据。",
        )
    for version in reversed(versions(folder)):  # the same files computed again end in the same part
        if name in (version.name, version.short):
            return version
    raise UserError(
        f"没有版本“{name}”，可能已按保留规则清理。", "运行 python -m etl status 查看现有版本。"
    )


def open_version(version: Version) -> duckdb.DuckDBPyConnection:
    """Open read-only, with access to anything outside the file switched off and the settings locked."""
    return duckdb.connect(str(version.path), read_only=True, config=dict(_READ_ONLY))


@contextlib.contextmanager
def build_lock(folder: Path, now: datetime, doing: str = "载入") -> Iterator[None]:
    """Hold the one build at a time; a second one is told who is at work, doing what, since when.

    `doing` names the work in Chinese: whatever must not happen during a load takes the lock, too.
    """
    private.folder(folder)
    note = folder / "build.json"
    try:
        with FileLock(folder / "build.lock", timeout=0):
            holder = {"pid": os.getpid(), "since": f"{now:%Y-%m-%d %H:%M:%S}", "doing": doing}
            note.write_text(json.dumps(holder, ensure_ascii=False), "utf-8")
            sweep(folder)
            yield
            note.unlink(missing_ok=True)
    except Timeout:
        holder = {}
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads(note.read_text("utf-8"))
        raise UserError(
            f"另一项{holder.get('doing', '载入')}正在进行"
            f"（进程 {holder.get('pid', '未知')}，自 {holder.get('since', '未知')}）。",
            "等它结束后再试；现有数据照常可看。",
        ) from None


def sweep(folder: Path) -> None:
    """Remove what killed builds left behind. Only under the build lock."""
    for orphan in [*folder.glob(".build-*"), *folder.glob(".current-*")]:
        orphan.unlink(missing_ok=True)


def write(built: duckdb.DuckDBPyConnection, folder: Path, macros: str) -> Path:
    """Copy the published schemas of a build, sorted, into one new file; checkpointed and synced."""
    path = folder / f".build-{os.getpid()}.duckdb"
    path.unlink(missing_ok=True)
    quoted = str(path).replace("'", "''")
    built.execute(f"attach '{quoted}' as published (block_size 16384)")
    path.chmod(private.FILE)  # names of persons will lie in it
    try:
        for schema in PUBLISHED_SCHEMAS:
            built.execute(f"create schema if not exists published.{schema}")
        for schema, table, columns in _tables(built):
            lead = [c for c in ("season", "county_code", "series_code") if c in columns]
            order = ", ".join(lead + [c for c in columns if c not in lead])
            built.execute(
                f"create table published.{schema}.{table} as from {schema}.{table} order by {order}"
            )
        built.execute("checkpoint published")
    finally:
        built.execute("detach published")
    with duckdb.connect(str(path)) as con:
        con.execute(macros)
        con.execute("checkpoint")
    _sync(path)
    return path


def _tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[str]]]:
    return con.execute(
        "select table_schema, table_name, list(column_name order by ordinal_position)"
        " from information_schema.columns where table_catalog = 'memory' and table_schema in ?"
        " group by table_schema, table_name order by table_schema, table_name",
        [list(PUBLISHED_SCHEMAS)],
    ).fetchall()


def publish(built_file: Path, folder: Path, built_at: datetime, fingerprint: str) -> Version:
    """Give the file its name, then move the pointer; a reader sees the old version or the new, never less."""
    while (path := folder / f"{built_at:%Y%m%dT%H%M%S}-{fingerprint[:8]}.duckdb").exists():
        built_at += timedelta(seconds=1)
    built_file.replace(path)
    _sync(folder)
    pointer = folder / f".current-{os.getpid()}"
    pointer.write_text(
        json.dumps({"version": path.stem, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}),
        "utf-8",
    )
    _sync(pointer)
    pointer.replace(folder / "current")
    _sync(folder)
    return Version(path.stem, path)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder for syncing
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def pins(folder: Path) -> dict[str, str]:
    """Versions that must stay, each with the reason."""
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads((folder / "pins.json").read_text("utf-8")))
    return {}


def pin(folder: Path, version: Version, reason: str) -> None:
    """Keep a version for good, because a flag act, a snapshot or a decision names it."""
    _write_pins(folder, pins(folder) | {version.name: reason})


def unpin(folder: Path, version: Version) -> None:
    """Give a version back to thinning."""
    _write_pins(folder, {name: why for name, why in pins(folder).items() if name != version.name})


def _write_pins(folder: Path, kept: dict[str, str]) -> None:
    draft = folder / f".pins-{os.getpid()}"  # no build sweeps it away
    draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    _sync(draft)
    draft.replace(folder / "pins.json")


def thin(folder: Path) -> list[Version]:
    """Delete versions that are neither pinned, current, among the last few, nor the last of their week."""
    published = versions(folder)
    keep = set(pins(folder)) | {version.name for version in published[-KEPT_VERSIONS:]}
    if now := current(folder):
        keep.add(now.name)
    last_of_week = {version.built_at.isocalendar()[:2]: version.name for version in published}
    keep |= set(sorted(last_of_week.values())[-KEPT_WEEKS:])
    gone = [version for version in published if version.name not in keep]
    for version in gone:
        with contextlib.suppress(
            OSError
        ):  # Windows cannot delete an open file; the next build retries
            version.path.unlink()
    return gone
