"""What somebody has to see to in time: the calendar of the next year, old originals, backups."""

from collections.abc import Iterator
from datetime import datetime

from etl import audit, calendar_days, pipeline, warehouse
from etl.doctor.told import Asked, Line, fine, problem, reminder
from etl.errors import UserError
from etl.keeping import backup, purge, verify
from etl.register import BEIJING, register_of
from etl.seasons import seasons

BACKUP_DAYS, BACKUP_DAYS_MOST = 8, 31
NOVEMBER = 11  # the arrangement of the next year is usually published then


def calendar(asked: Asked) -> Iterator[Line]:
    """Seasons known, this year and, from November on, the next: arranged, or reckoned by weekends only."""
    today = asked.now.astimezone(BEIJING)
    try:
        overrides = calendar_days.read_overrides(asked.data.reference / calendar_days.OVERRIDES)
    except UserError as error:
        yield problem("工作日历", error.what, error.cure)
        return
    by_hand = {day.year for day in overrides if day.year > calendar_days.LAST_YEAR}
    known = set(range(calendar_days.FIRST_YEAR, calendar_days.LAST_YEAR + 1)) | by_hand
    next_one = {today.year + 1} if today.month >= NOVEMBER else set()
    wanted = {season.year for season in seasons()} | {today.year} | next_one
    unknown = sorted(wanted - known)
    cure = "放假安排公布后升级 chinesecalendar，或在 calendar_overrides.csv 里逐日写入，再载入。"
    if today.year in unknown:
        told = f"今年（{today.year}）的放假安排没有，一直按周末推算"
        yield problem("工作日历", told, cure)
    elif unknown:
        listed = "、".join(map(str, unknown))
        yield reminder("工作日历", f"{listed} 年暂按周末推算", cure)
    else:
        told = f"{min(wanted)}—{max(wanted)} 年都有放假安排"
        yield fine("工作日历", told + (f"，调整 {len(overrides)} 天" if overrides else ""))


def season(asked: Asked) -> Iterator[Line]:
    """A year needs its file before its first report comes."""
    today = asked.now.astimezone(BEIJING)
    years = {each.year for each in seasons()}
    cure = "复制最近一年的 etl/seasons/<年>.toml，改好日期，再用 etl season <年> 看行得通与否。"
    if today.year not in years:
        yield problem("年度规则", f"没有今年（{today.year}）的", cure)
    elif today.month >= NOVEMBER and today.year + 1 not in years:
        yield reminder("年度规则", f"还没有明年（{today.year + 1}）的", cure)
    else:
        yield fine("年度规则", f"{min(years)}—{max(years)} 年")


def originals(asked: Asked) -> Iterator[Line]:
    """Originals hold full numbers of persons and are kept for a time only."""
    if pipeline.is_sample(asked.data) or warehouse.current(asked.data.warehouse) is None:
        yield fine("原件", "没有实际报送的")
        return
    over = [each for each in purge.due(asked.data, asked.now) if not each.obstacle]
    if over:
        told = f"{len(over)} 份已过保存期限（应保存至 {min(each.through for each in over)}）"
        yield reminder("原件", told, "python -m etl purge 看会清除什么，核对后加 --yes。")
    else:
        yield fine("原件", "没有过了保存期限的")


def backups(asked: Asked) -> Iterator[Line]:
    """When the last backup was made, by the register; where the folder is told, whether it is whole."""
    if pipeline.is_sample(asked.data):
        yield fine("备份", "示例数据，不用备份")
        return
    try:
        noted = register_of(asked.data).entries(audit.BACKED_UP)
    except UserError:
        noted = []  # what is wrong with the register is told by its own check
    if not noted:
        yield problem(
            "备份", "从来没有备份过", "python -m etl backup 另一块磁盘上的文件夹 --keep 14"
        )
        return
    last = datetime.fromisoformat(noted[-1].at)
    days = (asked.now - last).days
    told, cure = (
        f"最近一份 {last:%Y-%m-%d %H:%M}（{days} 天前）",
        "看备份的定时任务是否还在运行，并手工备份一次。",
    )
    if days > BACKUP_DAYS_MOST:
        yield problem("备份", told, cure)
    elif days > BACKUP_DAYS:
        yield reminder("备份", told, cure)
    elif asked.backups is None:
        yield fine("备份", f"{told}；没有指明放在哪里（--backups），没有核对内容")
    else:
        yield from _contents(asked, told, noted[-1].subject, noted[-1].detail)


def _contents(asked: Asked, told: str, name: str, detail: str) -> Iterator[Line]:
    folder = asked.backups
    if folder is None:
        return
    there = {each.name: each for each in backup.backups(folder)}
    if name not in there:
        yield problem(
            "备份", f"{told}，但 {folder.name} 里没有这一份", "看磁盘接上没有；再备份一次。"
        )
        return
    wrong = verify.faults(there[name])
    if wrong:
        yield problem(
            "备份", f"{name} 有 {len(wrong)} 处不对：{wrong[0]}", "换一块磁盘再备份一次。"
        )
    elif there[name].digest not in detail:
        cure = "清单被换过：查清是谁动过备份，再备份一次。"
        yield problem("备份", f"{name} 与登记簿里记的校验值不同", cure)
    elif folder.stat().st_dev == asked.data.root.stat().st_dev:
        cure = "再备份一份到另一块磁盘或另一台机器：磁盘一坏，两者同时丢失。"
        yield reminder("备份", f"{told}，内容完整，但和数据在同一块磁盘上", cure)
    else:
        yield fine("备份", f"{told}，逐个文件核对过，共留 {len(there)} 份")
