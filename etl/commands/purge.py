"""`purge`: originals whose time is over; shows what would go, and deletes it when told to."""

import argparse
from collections.abc import Sequence
from datetime import datetime

from etl.commands import printing
from etl.errors import FINDINGS, FINE, UserError
from etl.keeping import purge as keeping
from etl.keeping.retention import Original
from etl.paths import data_folder
from etl.register import BEIJING
from etl.seasons import load_season


def run(arguments: argparse.Namespace) -> int:
    """Show (or with --yes delete) what is due; exit code 1 where a file stays although its time is over."""
    data, now = data_folder(arguments.data), datetime.now(BEIJING)
    if arguments.season is not None:
        load_season(arguments.season)  # a year without rules is a mistake that is told
    wanted = (data, now, arguments.season)
    found = keeping.due(*wanted, with_refused=arguments.with_refused)
    going, held = [e for e in found if not e.obstacle], [e for e in found if e.obstacle]
    for year in sorted({each.season for each in going}):
        printing.say(_line([each for each in going if each.season == year]))
    if not going:
        printing.say("没有到期可清除的原件。")
    elif arguments.yes:
        gone, stuck = keeping.purge(*wanted, with_refused=arguments.with_refused)
        printing.say(f"已清除 {_sum(gone)}；解析结果、收件登记、各版本和登记簿都没有动。")
        printing.say("以前的备份里还有这些原件，随 backup --keep 到期；报送文件夹里的请一并处理。")
        if stuck:
            raise UserError(f"{len(stuck)} 份没有删成。", "关闭正在使用它的程序，再运行一次。")
    else:
        printing.say(f"共可清除 {_sum(going)}。以上只是预演，什么也没有删；清除加 --yes。")
    for reason in dict.fromkeys(each.obstacle for each in held):
        told = [each for each in held if each.obstacle == reason]
        years = "、".join(str(year) for year in sorted({each.season for each in told}))
        printing.say(f"到期而不清除 {_sum(told)}（{years} 年度）：{reason}。")
    return FINDINGS if held else FINE


def _line(of_season: Sequence[Original]) -> str:
    first = of_season[0]
    oldest = min(each.received for each in of_season)
    return f"{first.season} 年度：{_sum(of_season)}，最早 {oldest} 收到，应保存至 {first.through}。"


def _sum(of: Sequence[Original]) -> str:
    size = sum(each.receipt.size for each in of)
    return f"{len(of)} 份 {size / 2**20:,.1f} MB"
