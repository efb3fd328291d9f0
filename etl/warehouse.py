"""Published versions: which there are, which is shown, opened read-only when whole, kept or thinned."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import duckdb

from etl import private, sealed
from etl.build_lock import BEIJING
from etl.build_lock import build_lock as build_lock  # noqa: PLC0414 callers take it from here
from etl.errors import UserError
from etl.told import Told, told

KEPT_VERSIONS = 8
KEPT_WEEKS = 60
CLOCK_SLACK = timedelta(minutes=5)
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


def published_last(folder: Path) -> Version | None:
    """Read the pointer, whatever has become of the file; without a pointer the newest version there is."""
    if name := _pointer(folder).get("version"):
        return Version(name, folder / f"{name}.duckdb")
    published = versions(folder)
    return published[-1] if published else None


def current(folder: Path) -> Version | None:
    """Take the version published last, or where it is damaged the newest that is not."""
    last = published_last(folder)
    if last is None or fault_of(last) is None:
        return last
    return next((each for each in reversed(versions(folder)) if fault_of(each) is None), None)


def fault_of(version: Version) -> Told | None:
    """Say what is wrong with a version's file; None where it is what was published and opens."""
    expected = sealed.noted(version.path)
    if expected is None:  # published by an earlier program
        pointer = _pointer(version.path.parent)
        expected = pointer.get("sha256") if pointer.get("version") == version.name else None
    if fault := sealed.broken(version.path, expected):
        return fault
    return None if _opens(version.path, sealed.signature_of(version.path)) else told("打不开")


def stands_in(folder: Path) -> Told | None:
    """Say that the version published last is damaged and another one is shown; None where all is well."""
    last, shown = published_last(folder), current(folder)
    fault = fault_of(last) if last and shown != last else None
    if last is None or shown is None or fault is None:
        return None
    return told(
        "最新发布的版本 {last}（{last_built}）不能用：{fault}。"
        "现显示 {shown_built} 的版本 {shown}，数字可能不是最新的。"
        "请管理员从备份取回这个文件，或运行 python -m etl load 重新计算。",
        last=last.short,
        last_built=f"{last.built_at:%Y-%m-%d %H:%M}",
        fault=fault,
        shown=shown.short,
        shown_built=f"{shown.built_at:%Y-%m-%d %H:%M}",
    )


def look_again(version: Version) -> Told | None:
    """Say what is wrong, read from the disk anew: a disk may lose bytes without any sign."""
    sealed.forget()
    _opens.cache_clear()
    return fault_of(version)


@contextlib.contextmanager
def asking(version: Version) -> Iterator[None]:
    """Where a question fails, look whether the file is to blame; raises DamagedError if it is."""
    try:
        yield
    except duckdb.Error as error:
        if fault := look_again(version):
            raise damaged(version, fault) from error
        raise


@lru_cache(maxsize=256)
def _opens(path: Path, _: sealed.Signature) -> bool:
    try:
        _connect(path).close()
    except duckdb.Error:
        return False
    return True


def _pointer(folder: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        noted = json.loads((folder / "current").read_text("utf-8"))
        if isinstance(noted, dict):
            return {key: value for key, value in noted.items() if isinstance(value, str)}
    return {}


def is_ahead(version: Version, now: datetime) -> bool:
    """Tell whether a version was built later than now: the clock is wrong, or was."""
    return version.built_at.replace(tzinfo=BEIJING) > now + CLOCK_SLACK


class DamagedError(UserError):
    """A version's file is not what was published."""


def damaged(version: Version, fault: Told) -> DamagedError:
    return DamagedError(
        told("版本 {version} 的文件坏了（{fault}）。", version=version.short, fault=fault),
        told("请管理员从备份取回这个文件，或运行 python -m etl load 重新计算当前版本。"),
    )


def find(folder: Path, name: str | None) -> Version:
    """Take the named version (its full name or its last part), else the current one.

    Raises DamagedError where every file that it could be is damaged.
    """
    if name is None:
        if version := current(folder):
            return version
        if (last := published_last(folder)) and (fault := fault_of(last)):
            raise damaged(last, fault)
        raise UserError(
            "还没有数据。",
            "先运行 python -m etl load 文件夹 载入报送文件，或 python -m etl sample 生成示例数据。",
        )
    meant = named(folder, name)
    if version := next((each for each in meant if fault_of(each) is None), None):
        return version
    raise damaged(meant[0], fault_of(meant[0]) or told("打不开"))


def named(folder: Path, name: str) -> list[Version]:
    """List what a full name or a last part may mean, damaged or not, the newest first; never empty.

    The same files computed again end in the same part.
    """
    meant = [each for each in reversed(versions(folder)) if name in (each.name, each.short)]
    if not meant:
        raise UserError(
            f"没有版本“{name}”，可能已按保留规则清理。",
            "运行 python -m etl status 查看现有版本。",
        )
    return meant


def open_version(version: Version) -> duckdb.DuckDBPyConnection:
    """Open read-only, with access to anything outside the file switched off and the settings locked.

    Raises DamagedError where the file is not what was published.
    """
    if fault := fault_of(version):
        raise damaged(version, fault)
    return _connect(version.path)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=True, config=dict(_READ_ONLY))


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
    private.write(draft, json.dumps(kept, ensure_ascii=False, indent=1).encode())
    draft.replace(folder / "pins.json")


def thin(folder: Path) -> list[Version]:
    """Delete versions that are neither pinned, current, among the last few, nor the last of their week."""
    published = versions(folder)
    keep = set(pins(folder)) | {version.name for version in published[-KEPT_VERSIONS:]}
    keep |= {each.name for each in (current(folder), published_last(folder)) if each}
    last_of_week = {version.built_at.isocalendar()[:2]: version.name for version in published}
    keep |= set(sorted(last_of_week.values())[-KEPT_WEEKS:])
    gone = [version for version in published if version.name not in keep]
    for version in gone:
        with contextlib.suppress(
            OSError
        ):  # Windows cannot delete an open file; the next build retries
            version.path.unlink()
            sealed.seal_of(version.path).unlink(missing_ok=True)
    return gone
