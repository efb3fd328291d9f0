"""Which version a page shows: the one that its address names, where it is still there and can be shown."""

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
    current = warehouse.find(folder, None)
    try:
        version = warehouse.find(folder, wanted)
    except UserError:
        told = say(
            "没有版本 {asked}（可能已按保留规则清理），现显示当前版本 {shown}",
            asked=wanted,
            shown=current.short,
        )
        layout.require_whole(current)
        return current, [told]
    if version != current and layout.lacking(version):
        told = say(
            "版本 {asked} 由较早的程序计算，页面看不了，现显示当前版本 {shown}",
            asked=version.short,
            shown=current.short,
        )
        version, notices = current, [told]
    else:
        notices = []
    layout.require_whole(version)
    return version, notices
