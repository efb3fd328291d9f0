"""`restore`: put a backup back into an empty data folder, and show that it is what was saved."""

import argparse
import time
from datetime import datetime
from pathlib import Path

from etl import accounts, audit, pipeline, sessions, warehouse
from etl.commands import printing
from etl.errors import FINDINGS, FINE
from etl.keeping import verify
from etl.keeping.restore import restore
from etl.keeping.state import key_at_hand, state_of
from etl.paths import data_folder
from etl.register import BEIJING, register_of


def run(arguments: argparse.Namespace) -> int:
    """Restore the backup named, or the newest in the folder; exit code 1 where something needs a look."""
    began, now = time.monotonic(), datetime.now(BEIJING)
    data, chosen = data_folder(arguments.data), verify.chosen(Path(arguments.source))
    name = restore(chosen, data)
    state, expected = state_of(data), chosen.manifest().state
    notes = list(state.faults)
    if name != chosen.name:
        notes.append(f"上一次没有完成的恢复用的是 {name}，现已完成；没有用 {chosen.name}")
    elif state.figures != expected.figures:
        notes.append("数字的校验值与备份时不同：程序或 DuckDB 的版本变了，用 metrics 对照")
    printing.say(f"已从 {name} 恢复，{time.monotonic() - began:.1f} 秒。")
    kept = len(warehouse.versions(data.warehouse))
    printing.say(
        f"版本 {(state.version or '–').split('-')[-1]}（共 {kept} 个），登记簿末条 {state.last_entry or '–'}"
    )
    printing.say(f"数字的校验值 {(state.figures or '–')[:16]}")
    register = register_of(data)
    if register.path.exists():
        sessions.end_all(register)
        audit.note(register, audit.COMMAND_LINE, now, audit.RESTORED, name)
        opened = sum(each.is_open for each in accounts.listed(register))
        printing.say(
            f"账号 {opened} 个可登录，都要重新登录；备份之后停用的账号又可用了，请核对 account list。"
        )
    notes += _key(state.key)
    for note in notes:
        printing.say(f"注意：{note}。")
    if pipeline.is_sample(data):
        printing.say("这是示例数据。")
    return FINDINGS if notes else FINE


def _key(needed: str | None) -> list[str]:
    if needed is None or needed == key_at_hand():
        return []
    if key_at_hand() is None:
        return ["这台机器上没有密钥：看板可以看，载入以前把另存的密钥放回 id.key"]
    return ["这台机器上的密钥不是这份数据的那一把：看板可以看，载入以前换回另存的密钥"]
