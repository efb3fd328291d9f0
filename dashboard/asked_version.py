"""Which version a page shows: the one that its address names, where it is still there and can be shown."""

from datetime import datetime
from pathlib import Path

from dashboard.words import say
from etl import layout, warehouse
from etl.errors import UserError
from etl.warehouse import Version


def found(folder: Path, wanted: str | None) -> tuple[Version, list[str]]:
    """Find the version, else the current one and what to tell the reader about it.

    A version of an earlier program that lacks what pages ask is told as well; where it is the current one,
    that is an error with its cure.
    """
    try:
        return _found(folder, wanted)
    except warehouse.DamagedError:  # found out while it was looked into: now it is known
        return _found(folder, wanted)


def _found(folder: Path, wanted: str | None) -> tuple[Version, list[str]]:
    current = warehouse.find(folder, None)
    notices = [damage] if (damage := stand_in(folder)) else []
    try:
        version = warehouse.find(folder, wanted)
    except warehouse.DamagedError as error:
        layout.require_whole(current)
        last = warehouse.published_last(folder)
        if last is None or wanted not in (last.name, last.short):
            told = say("{damaged}现显示当前版本 {shown}", damaged=error.what, shown=current.short)
            notices.append(told)
        return current, notices
    except UserError:
        told = say(
            "没有版本 {asked}（可能已按保留规则清理），现显示当前版本 {shown}",
            asked=wanted,
            shown=current.short,
        )
        layout.require_whole(current)
        return current, [*notices, told]
    if version != current and layout.lacking(version):
        told = say(
            "版本 {asked} 由较早的程序计算，页面看不了，现显示当前版本 {shown}",
            asked=version.short,
            shown=current.short,
        )
        version = current
        notices.append(told)
    layout.require_whole(version)
    return version, notices


def stand_in(folder: Path) -> str | None:
    """Say that the version published last is damaged and another one is shown."""
    told = warehouse.stands_in(folder)
    return say(told) if told else None


def ahead(version: Version, now: datetime) -> list[str]:
    """Say that a version was built later than now: a clock is wrong, or was."""
    if not warehouse.is_ahead(version, now):
        return []
    moments = {"built": f"{version.built_at:%Y-%m-%d %H:%M}", "now": f"{now:%Y-%m-%d %H:%M}"}
    return [
        say(
            "版本 {version} 的生成时间 {built} 晚于现在 {now}：机器的时钟不准，或曾经不准；数字不受影响",
            version=version.short,
            **moments,
        )
    ]
