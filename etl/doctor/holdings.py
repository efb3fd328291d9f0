"""What the data folder holds: the current version, leftovers, what waits, what is due."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from etl import inbox, layout, pipeline, warehouse
from etl.doctor.told import Asked, Line, fine, megabytes, problem, reminder
from etl.keeping import daily_log
from etl.keeping.restore import READY, STAGING
from etl.keeping.state import pointer
from etl.reading.landing import PURGED, receipts
from etl.register import BEIJING
from etl.seasons import season_of

WAITS_DAYS, LOAD_DAYS, LONG_HOURS = 3, 10, 2
LOG_BYTES = 500 * 2**20
REBUILD = "python -m etl load --rebuild 重新生成，数字相同。"


def version(asked: Asked) -> Iterator[Line]:
    """The current version is what was published, and every version kept can be opened."""
    folder = asked.data.warehouse
    current = warehouse.published_last(folder)
    if current is None:
        yield reminder("当前版本", "还没有数据", "python -m etl load 报送文件夹")
        return
    others = [each for each in warehouse.versions(folder) if each != current]
    bad = [f"{each.short} {fault}" for each in others if (fault := warehouse.fault_of(each))]
    gone = sorted(set(warehouse.pins(folder)) - {each.name for each in [*others, current]})
    if fault := warehouse.fault_of(current):
        shown = warehouse.current(folder)
        told = f"现显示 {shown.short}" if shown else "没有别的版本可显示"
        cure = f"从备份取回这个文件，或 {REBUILD}"
        yield problem("当前版本", f"{current.short} {fault}；{told}", cure)
    elif pointer(folder).get("version") != current.name:
        told = f"current 不见了或读不懂，现用最新的 {current.short}"
        yield problem("当前版本", told, f"从备份恢复，或 {REBUILD}")
    elif missing := layout.lacking(current):
        told = f"{current.short} 由较早的程序计算，页面看不了（缺 {len(missing)} 项）"
        yield problem("当前版本", told, "python -m etl load 重新计算，不用重新报送。")
    elif gone:
        yield problem("当前版本", f"长期保留的 {'、'.join(gone)} 不在了", "从备份取回这个文件。")
    elif bad:
        cure = "从备份取回这些文件；不再需要的，取消长期保留后会自动清理。"
        yield reminder("当前版本", f"{current.short} 完好；以前的 {'、'.join(bad)}", cure)
    else:
        told = f"{current.short}，{megabytes(current.path.stat().st_size)}，与发布时相同"
        yield fine("当前版本", f"{told}；其余 {len(others)} 个都能打开")


def leftovers(asked: Asked) -> Iterator[Line]:
    """Drafts of what was broken off; what a next load or restore sweeps, and what only a person can judge."""
    data = asked.data
    if (data.root / STAGING / READY).exists():
        yield problem("残留", "上一次恢复没有完成", "再运行一次同样的 restore 命令。")
        return
    foreign = [path.name for path in data.warehouse.glob("*.wal")]
    if foreign:
        cure = "移走这个文件：它不是本程序写的，会使版本打不开。"
        yield problem("残留", f"warehouse 里有 {'、'.join(foreign)}", cure)
        return
    known = {receipt.stored_as for receipt in receipts(data)} | {
        "receipts.jsonl",
        PURGED,
        pipeline.SAMPLE_MARK,
    }
    drafts = [*data.warehouse.glob(".build-*"), *data.warehouse.glob(".current-*")]
    drafts += [*data.landing.glob(".coming-*"), *data.root.glob(STAGING)]
    strange = [
        path.name
        for path in data.landing.glob("[!.]*")
        if path.is_file() and path.name not in known
    ]
    if drafts and not _is_held(data.warehouse):
        cure = "下次载入自动清掉（恢复的残留在下次恢复时）。"
        yield reminder("残留", f"{len(drafts)} 个没有写完的文件", cure)
    elif strange:
        cure = "不在收件登记里，不参加计算：查清来历，要用的重新载入，再移走。"
        yield reminder("残留", f"landing 里有 {len(strange)} 个来历不明的文件", cure)
    else:
        yield fine("残留", "没有")


def lock(asked: Asked) -> Iterator[Line]:
    """Whether something holds the build lock now, for how long, or died while it held it."""
    folder = asked.data.warehouse
    holder: dict[str, str] = {}
    with suppress(OSError, ValueError):
        holder = json.loads((folder / "build.json").read_text("utf-8"))
    doing, process = holder.get("doing", "载入"), holder.get("pid", "未知")
    told = f"{doing}，进程 {process}，自 {holder.get('since', '未知')}"
    if not _is_held(folder):
        if holder:
            cure = "已发布的版本不受影响；再载入（或备份）一次即可。"
            yield reminder("锁", f"上一次没有做完就断了（{told}）", cure)
        else:
            yield fine("锁", "没有载入或备份在进行")
        return
    since = asked.now
    with suppress(KeyError, ValueError):
        since = datetime.fromisoformat(holder["since"]).replace(tzinfo=BEIJING)
    if asked.now - since > timedelta(hours=LONG_HOURS):
        yield problem(
            "锁", f"{told}，已超过 {LONG_HOURS} 小时", "看该进程是否还在做事；确已卡住，结束它。"
        )
    else:
        yield fine("锁", f"正在进行：{told}")


def _is_held(folder: Path) -> bool:
    if not (folder / "build.lock").exists():
        return False
    try:
        with FileLock(folder / "build.lock", timeout=0):
            return False
    except Timeout:
        return True


def waiting(asked: Asked) -> Iterator[Line]:
    """What counties have handed in and nobody has loaded yet."""
    there = inbox.waiting(asked.data)
    changed = [record for _, record in there if not inbox.is_whole(asked.data, record)]
    if changed:
        names = "、".join(sorted({inbox.sender_name(record.sender) for record in changed}))
        told = f"{len(changed)} 份不见了或与报送时不同（{names}）"
        yield problem("收件箱", told, "请这些单位重新报送；查清是谁动过 inbox 文件夹。")
    elif not there:
        yield fine("收件箱", "没有等待载入的文件")
    else:
        oldest = there[0][1].moment
        told = f"{len(there)} 份等待载入，最早的自 {oldest:%Y-%m-%d %H:%M}"
        if asked.now - oldest > timedelta(days=WAITS_DAYS):
            yield reminder("收件箱", told, "python -m etl load；或看定时载入是否还在运行。")
        else:
            yield fine("收件箱", told)


def loads(asked: Asked) -> Iterator[Line]:
    """When something last came in, and whether the last scheduled load failed."""
    last = _last_line(asked.data.logs)
    if " ERROR " in last:
        cure = f"按 logs 里的说明处理后，手工载入一次。那一行：{last[:120]}"
        yield problem("定时载入", "最近一次没有成功", cure)
    moments = [datetime.fromisoformat(receipt.received_at) for receipt in receipts(asked.data)]
    if not moments:
        yield reminder("载入", "还没有收到过文件", "python -m etl load 报送文件夹")
        return
    days = (asked.now - max(moments)).days
    told = f"最近一次收件 {max(moments).astimezone(BEIJING):%Y-%m-%d %H:%M}（{days} 天前）"
    if days > LOAD_DAYS and season_of(asked.now.astimezone(BEIJING).date()):
        yield reminder(
            "载入", f"{told}，而年度窗口正开着", "催报；用 python -m etl status 看各单位报至哪天。"
        )
    else:
        yield fine("载入", told)


def _last_line(folder: Path) -> str:
    written = daily_log.files(folder, "load")
    if not written:
        return ""
    entries = [
        line
        for line in written[-1].read_text("utf-8", "replace").splitlines()
        if not line.startswith("    | ")
    ]
    return entries[-1] if entries else ""


def logs(asked: Asked) -> Iterator[Line]:
    """How much the logs hold, and since when."""
    there = [
        *daily_log.files(asked.data.logs, "dashboard"),
        *daily_log.files(asked.data.logs, "load"),
    ]
    size = sum(path.stat().st_size for path in there)
    first = min((path.stem[-10:] for path in there), default="")
    told = f"{len(there)} 个文件，{megabytes(size)}" + (f"，最早 {first}" if first else "")
    if size > LOG_BYTES:
        yield reminder("日志", told, "看最近几天的文件为什么这样大；把旧的移到别处留够六个月。")
    else:
        yield fine("日志", told)
