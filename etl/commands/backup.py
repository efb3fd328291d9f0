"""`backup`: save the data folder elsewhere, whole and checked; or check what was saved."""

import argparse
import os
import time
from datetime import datetime
from pathlib import Path

from etl import audit, pipeline
from etl.commands import printing
from etl.errors import FINDINGS, FINE, UserError
from etl.keeping import backup as keeping
from etl.keeping import files, verify
from etl.keeping.state import key_at_hand
from etl.paths import DataFolder, data_folder
from etl.reading.secret import id_key
from etl.register import BEIJING, register_of

SHOWN = 10


def run(arguments: argparse.Namespace) -> int:
    """Make one backup below the folder named; with --verify read those that are there, and make none."""
    data, target = data_folder(arguments.data), Path(arguments.target)
    if arguments.verify:
        return _verify(target)
    if arguments.keep is not None and arguments.keep < 1:
        raise UserError("--keep 至少是 1。", "写要保留的份数，如 --keep 14。")
    began, now = time.monotonic(), datetime.now(BEIJING)
    made, manifest, linked = keeping.make(data, target, now)
    state = manifest.state
    printing.say(
        f"已备份 {made.name}：{manifest.files} 份文件，{manifest.size / 2**20:,.1f} MB"
        f"（{linked} 份与上一份备份相同，没有重复存放），{time.monotonic() - began:.1f} 秒。"
    )
    printing.say(
        f"版本 {(state.version or '–').split('-')[-1]}，登记簿末条 {state.last_entry or '–'}"
    )
    printing.say(
        f"清单校验值 {made.digest[:16]}，可抄在纸上；不用本程序也能核对：sha256sum -c {files.SUMS}"
    )
    _note(data, now, audit.BACKED_UP, made.name, {"sums": made.digest, "files": manifest.files})
    if arguments.with_key:
        _copy_key(data, target, Path(arguments.with_key), now)
    else:
        printing.say("备份里没有密钥：另存一份，与备份分开保管（--with-key 文件）。")
    for fault in state.faults:
        printing.say(f"注意，数据文件夹本身有问题：{fault}。先不要删去以前的备份。")
    if arguments.keep is not None and not state.faults:
        for gone in keeping.thin(target, arguments.keep, made):
            printing.say(f"已删去旧备份 {gone.name}")
    return FINDINGS if state.faults else FINE


def _verify(target: Path) -> int:
    there = keeping.backups(target) or [verify.chosen(target)]
    is_whole = True
    for each in there:
        wrong = verify.faults(each)
        is_whole = is_whole and not wrong
        told = (
            f"有 {len(wrong)} 处不对"
            if wrong
            else f"完整，{each.manifest().files} 份文件都与备份时相同"
        )
        printing.say(f"{each.name}：{told}")
        for line in wrong[:SHOWN]:
            printing.say(f"  {line}")
    return FINE if is_whole else FINDINGS


def _copy_key(data: DataFolder, target: Path, file: Path, now: datetime) -> None:
    place = file.resolve()
    if place.is_relative_to(target.resolve()) or place.is_relative_to(data.root):
        raise UserError(
            "密钥不能和备份或数据放在一起：有了两者，就能从编码试出身份证号。",
            "存到另一处，如保险柜里的 U 盘。备份已经写好，没有密钥。",
        )
    mark = key_at_hand()
    if mark is None:
        raise UserError("还没有密钥：第一次载入时才生成。", "载入后再另存密钥。备份已经写好。")
    content = id_key() + b"\n"
    try:
        if not file.exists():
            files.written(file, content)
        elif file.read_bytes().strip() != content.strip():
            raise UserError(
                f"{file.name} 已有，内容是另一把密钥，没有覆盖。", "换一个文件名。备份已经写好。"
            )
    except OSError as error:
        raise UserError(
            f"密钥没有另存成（{error.strerror}）。",
            "检查该处的空间和权限。备份已经写好，没有密钥。",
        ) from error
    _note(data, now, audit.KEY_COPIED, mark[:8], {})
    modes = "，仅本人可读" if os.name == "posix" else ""
    printing.say(f"密钥已另存为 {file.name}{modes}。恢复时放回原处，见“备份与恢复”。")


def _note(
    data: DataFolder, now: datetime, kind: str, subject: str, detail: dict[str, object]
) -> None:
    """Note the act in the register; a folder of sample data gets no register for it."""
    if pipeline.is_sample(data) and not register_of(data).path.exists():
        return
    audit.note(register_of(data), audit.COMMAND_LINE, now, kind, subject, detail)
