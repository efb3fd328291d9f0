"""Whether a backup is whole: every file of its list as it was, none missing, none added."""

from pathlib import Path

import msgspec

from etl.errors import UserError
from etl.keeping import files
from etl.keeping.backup import FORMAT, Backup, backups


def chosen(source: Path) -> Backup:
    """Take the backup named, or the newest in the folder named."""
    if (source / files.SUMS).is_file():
        return Backup(source.resolve())
    if not source.is_dir():
        raise UserError(f"找不到备份 {source}。", "指定备份文件夹，或放着各份备份的文件夹。")
    there = backups(source)
    if there:
        return there[-1]
    raise UserError(
        f"{source.name} 里没有完整的备份。",
        "以点开头的是没有写完的备份，不能恢复；指定放着 backup-日期 的文件夹。",
    )


def faults(backup: Backup) -> list[str]:
    """Name everything that is not as it was when the backup was made; reads every byte."""
    try:
        sums = files.sums_in(backup.path)
    except (OSError, ValueError):
        return [f"{files.SUMS}：缺失或读不懂，这份备份没有写完，或被改过"]
    told = files.differences(backup.path, sums)
    if told:
        return told
    try:
        manifest = backup.manifest()
    except (OSError, msgspec.DecodeError):
        return ["manifest.json：读不懂"]
    if manifest.format > FORMAT:
        return [f"这份备份是较新的程序写的（格式 {manifest.format}，本程序认得 {FORMAT}）"]
    if manifest.files != len(sums) - 1:
        return [f"清单应有 {manifest.files} 份文件，只列了 {len(sums) - 1} 份"]
    return []
