"""The machine: versions, fonts, disk, clock."""

import importlib.metadata
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from etl import warehouse
from etl.doctor.told import Asked, Line, fine, megabytes, problem, reminder
from etl.errors import UserError
from etl.keeping import files
from etl.reading.landing import receipts
from etl.register import BEIJING, register_of

OLDEST_PYTHON, TESTED_PYTHONS = (3, 11), {(3, 11), (3, 12), (3, 13)}
OLDEST_SQLITE = (3, 35, 0)
FONTS = Path("dashboard", "reports", "fonts")
FONT_BEGINNINGS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
FONT_ENDINGS = {".ttf", ".otf", ".ttc"}
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
SPARE_BYTES = 200 * 2**20
CLOCK_SLACK = timedelta(minutes=5)
SETUP = "在项目文件夹里运行 python3 run.py setup。"


def versions(_: Asked) -> Iterator[Line]:
    """Python and the two databases: too old is a problem, not tried is a reminder."""
    python = sys.version_info[:2]
    told = f"Python {python[0]}.{python[1]}，SQLite {sqlite3.sqlite_version}，DuckDB {duckdb.__version__}"
    if python < OLDEST_PYTHON:
        yield problem("版本", told, "换用 Python 3.11 或更高版本，再运行 python3 run.py setup。")
    elif sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield problem("版本", told, "SQLite 太旧：换用较新的 Python，再运行 python3 run.py setup。")
    elif python not in TESTED_PYTHONS:
        yield reminder(
            "版本", f"{told}；这个 Python 没有试过", "先在另一台机器上试，或用 Python 3.11。"
        )
    else:
        yield fine("版本", told)


def packages(asked: Asked) -> Iterator[Line]:
    """Compare every pinned package with what is installed."""
    pinned = PIN.findall((asked.program / "requirements.txt").read_text("utf-8"))
    missing, other = [], []
    for name, version in pinned:
        try:
            there = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if there != version:
            other.append(f"{name} {there}（应为 {version}）")
    if missing:
        yield problem("依赖", f"没有装 {'、'.join(missing)}", SETUP)
    elif other:
        yield reminder("依赖", f"与测试过的版本不同：{'、'.join(other)}", SETUP)
    else:
        yield fine("依赖", f"{len(pinned)} 个，都是测试过的版本")


def fonts(asked: Asked) -> Iterator[Line]:
    """Papers are set in fonts of the program's own; each must be there and be a font."""
    folder = asked.program / FONTS
    found = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in FONT_ENDINGS]
    bad = [path.name for path in found if path.read_bytes()[:4] not in FONT_BEGINNINGS]
    if not found:
        yield problem(
            "字体", f"{FONTS.as_posix()} 里没有字体，公文排不出中文", "重新取一份完整的程序。"
        )
    elif bad:
        yield problem("字体", f"{'、'.join(bad)} 不是字体文件", "重新取一份完整的程序。")
    else:
        yield fine("字体", f"{len(found)} 个，随程序带来，不用系统的")


def disk(asked: Asked) -> Iterator[Line]:
    """A load writes a version beside the current one and parses what is new; uploads need temporary space."""
    version = warehouse.current(asked.data.warehouse)
    largest = version.path.stat().st_size if version else 0
    originals = files.size_of(asked.data.root, files.kept(asked.data.root)) // 10
    needed = SPARE_BYTES + 2 * largest + originals
    free = shutil.disk_usage(asked.data.root).free
    told = f"数据所在磁盘还有 {megabytes(free)}，一次载入约需 {megabytes(needed)}"
    if free < needed:
        yield problem("磁盘", told, "腾出空间再载入；现有数据照常可看。")
    elif free < 5 * needed:
        yield reminder("磁盘", told, "快不够了，尽早腾出空间或换大的磁盘。")
    else:
        yield fine("磁盘", told)
    spare = shutil.disk_usage(tempfile.gettempdir()).free
    if spare < SPARE_BYTES:
        cure = "清理临时文件夹，或用环境变量 TMPDIR 另指一处。"
        yield problem("临时文件夹", f"只有 {megabytes(spare)}，预检和读取报送文件要用", cure)


def clock(asked: Asked) -> Iterator[Line]:
    """Nothing loaded, published or recorded can be later than now; the machine's zone does not matter."""
    latest = max(_moments(asked), default=None)
    zone = time.strftime("%Z") if os.name == "posix" else time.tzname[0]
    told = f"{asked.now.astimezone(BEIJING):%Y-%m-%d %H:%M} 北京时间（机器时区 {zone}，不影响日期）"
    if latest and latest[0] > asked.now + CLOCK_SLACK:
        yield problem(
            "时钟",
            f"{told}，比{latest[1]}（{latest[0].astimezone(BEIJING):%Y-%m-%d %H:%M}）还早",
            "校准时钟（timedatectl set-ntp true）再载入：期限按北京时间的日期算，版本按生成时间排。",
        )
    else:
        yield fine("时钟", told)


def _moments(asked: Asked) -> Iterator[tuple[datetime, str]]:
    for version in warehouse.versions(asked.data.warehouse)[-1:]:
        yield version.built_at.replace(tzinfo=BEIJING), f"最新版本 {version.short} 的生成时间"
    try:
        landed = [datetime.fromisoformat(receipt.received_at) for receipt in receipts(asked.data)]
        last = register_of(asked.data).last()
    except UserError:
        return  # told by the check whose matter it is
    if landed:
        yield max(landed), "最近一次收件"
    if last:
        yield datetime.fromisoformat(last.at), "登记簿末条"
