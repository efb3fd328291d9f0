"""`doctor`: look the installation over; each line says what to do."""

import argparse
from datetime import datetime
from pathlib import Path

from etl.commands import printing
from etl.doctor.examine import examine
from etl.doctor.told import Asked, State
from etl.errors import UserError
from etl.paths import data_folder
from etl.register import BEIJING


def run(arguments: argparse.Namespace) -> int:
    """Print one line a matter; exit code 0 all fine, 1 reminders only, 2 problems. Changes nothing."""
    data = data_folder(arguments.data)
    if not data.root.is_dir():
        raise UserError(f"没有数据文件夹 {data.root.name}。", "用 --data 或环境变量 BZ_DATA 指定。")
    backups = Path(arguments.backups) if arguments.backups else None
    lines = list(examine(Asked(data, datetime.now(BEIJING), backups)))
    worst = max(line.state for line in lines)
    if arguments.format != "table":
        rows = [
            {"事项": line.matter, "状态": line.state.shown, "情况": line.found, "怎么办": line.cure}
            for line in lines
        ]
        printing.show(rows, arguments.format)
        return int(worst)
    for line in lines:
        pad = " " * (10 - printing.width(line.matter))
        printing.say(f"{line.state.shown}  {line.matter}{pad}{line.found}")
        if line.cure:
            printing.say(f"{' ' * 16}→ {line.cure}")
    counts = {state: sum(line.state == state for line in lines) for state in State}
    printing.say(
        f"共 {len(lines)} 项：{counts[State.PROBLEM]} 项有问题，{counts[State.REMINDER]} 项提醒。"
    )
    return int(worst)
