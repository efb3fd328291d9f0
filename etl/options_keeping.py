"""Commands of whoever keeps the installation: look after it, save it, restore it, purge it."""

import argparse
from collections.abc import Callable


def describe(
    add: Callable[..., argparse.ArgumentParser],
    shared: argparse.ArgumentParser,
    formats: argparse.ArgumentParser,
) -> None:
    """Describe these commands."""
    doctor = add(
        "doctor", "检查这套安装：版本、权限、密钥、数据、备份，逐项说怎么办", shared, formats
    )
    doctor.add_argument("--backups", metavar="DIR", help="放备份的文件夹，连内容一起核对")
    backup = add("backup", "把数据文件夹完整地备份到别处，或核对已有的备份", shared)
    backup.add_argument("target", metavar="TARGET", help="放备份的文件夹，最好在另一块磁盘上")
    backup.add_argument("--verify", action="store_true", help="只核对已有的备份，逐份逐文件")
    backup.add_argument(
        "--keep", type=int, metavar="N", help="备份后只留最近 N 份，和半年内每周的最后一份"
    )
    backup.add_argument("--with-key", metavar="FILE", help="把身份证号编码的密钥另存到这里")
    purge = add("purge", "清除已过保存期限的原件（不加 --yes 只列出会清除什么）", shared)
    purge.add_argument("--yes", action="store_true", help="真的清除")
    purge.add_argument("--season", type=int, metavar="Y", help="只看一个年度的")
    purge.add_argument(
        "--with-refused", action="store_true", help="连同整份没有读入、原件是唯一一份的"
    )
    restore = add("restore", "从备份恢复到一个空的数据文件夹", shared)
    restore.add_argument("source", metavar="SOURCE", help="一份备份，或放备份的文件夹（取最新）")
