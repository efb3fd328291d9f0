"""`load`: take the offices' files in and publish a new version."""

import argparse
import logging
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from etl import audit, evidence, inbox, pipeline, private, queries, warehouse
from etl.commands import printing
from etl.commands.check import NOTHING_TO_READ, tell_left_out
from etl.contract import wording
from etl.errors import FINDINGS, FINE, UserError
from etl.flags.honesty import honesty, kept_honesty
from etl.keeping import daily_log
from etl.keeping.settled import settled
from etl.paths import DataFolder, data_folder
from etl.plain_text import plain
from etl.reading.gathering import gather
from etl.reading.known_key import Renewed
from etl.reading.landing import receipts
from etl.reading.masking import masked_name
from etl.register import BEIJING, register_of
from etl.scope import office


def run(arguments: argparse.Namespace) -> int:
    """Load the inbox, and files or folders beside it; exit code 1 when what was sent has findings."""
    data = data_folder(arguments.data)
    if arguments.paths and pipeline.is_sample(data):
        raise UserError(
            "这个数据文件夹装的是示例数据，不能与实际报送混在一起。",
            "用 --data 另指定文件夹，或先运行 python -m etl sample --clear 清除示例数据。",
        )
    paths = [Path(path) for path in arguments.paths]
    if arguments.scheduled and arguments.new_key:
        raise UserError(
            "--new-key 不能用于定时载入。", "手工载入一次：python -m etl load --new-key"
        )
    if arguments.scheduled:
        return scheduled(data, paths, rebuild=arguments.rebuild, quick=arguments.quick)
    wanted = {"rebuild": arguments.rebuild, "new_key": arguments.new_key}
    return load_into(data, paths, quick=arguments.quick, **wanted)


def scheduled(data: DataFolder, paths: list[Path], *, rebuild: bool, quick: bool) -> int:
    """Load as a timer asks for it: only finished files, no word when nothing is new, a line in the log."""
    log = daily_log.begin(data, "load", "etl.load")
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        given = gather(paths)
        done, left = settled(given.files, time.time())
        rest = f"；留到下次 {len(left)} 份" if left else ""
        rest += f"；读不了 {len(given.refused)} 份" if given.refused else ""
        for path in left:
            printing.say(f"还在写入或正被打开，留到下次：{masked_name(plain(path.name))}")
        if not (done or inbox.waiting(data) or receipts(data)):
            log.info("没有可载入的文件%s", rest)
            return FINE
        now, say = datetime.now(BEIJING), lambda _: None
        loaded = pipeline.load(data, done, now, say, rebuild=rebuild)
        if not loaded.is_new and not loaded.faults and all(each.known for each in loaded.received):
            log.info("没有变化，版本 %s%s", loaded.version.short, rest)
            return FINE
        code, summary = tell(data, loaded, now, quick=quick, is_alone=False)
        log.log(logging.WARNING if code else logging.INFO, "%s%s", summary, rest)
    except UserError as error:
        log.error("没有载入：%s", daily_log.unquoted(error.what))  # noqa: TRY400 a user's mistake has no traceback
        raise
    except Exception:
        log.exception("没有载入")
        raise
    else:
        return code
    finally:
        daily_log.end(log)


def load_into(
    data: DataFolder,
    paths: list[Path],
    *,
    rebuild: bool = False,
    quick: bool = False,
    new_key: bool = False,
) -> int:
    """Load and tell what came of it, and what there was that could not even be opened."""
    now, given = datetime.now(BEIJING), gather(paths)
    tell_left_out(given)
    if paths and not given.files:
        raise NOTHING_TO_READ
    loaded = pipeline.load(
        data, given.files, now, printing.progress, rebuild=rebuild, new_key=new_key
    )
    printing.progress("")
    code = tell(data, loaded, now, quick=quick, is_alone=not paths)[0]
    return max(code, FINDINGS) if given.refused else code


def tell(
    data: DataFolder, loaded: pipeline.Loaded, now: datetime, *, quick: bool, is_alone: bool
) -> tuple[int, str]:
    """Tell what came of a load in one line, after the files that were refused; note it in the register.

    Then measure how fair the flags are at the sizes now loaded, unless that is known or `quick`.
    """
    tell_key(loaded.renewed)
    tell_rights(loaded.narrowed)
    tell_inbox(loaded, is_alone=is_alone)
    with warehouse.open_version(loaded.version) as con:
        numbers = {receipt.receipt_no for receipt in loaded.received}
        found = [row for row in evidence.findings(con, office()) if row["receipt_no"] in numbers]
        sheets = [row for row in evidence.balances(con, office()) if row["receipt_no"] in numbers]
    for row in found:
        if row["severity"] == "file":
            printing.say(f"{row['file']}：{wording.message(row)}。{wording.cure(row)}")
    fresh = sum(not receipt.known for receipt in loaded.received)
    sums = {
        name: sum(row[name] for row in sheets) for name in ("rows_read", "loaded", "quarantined")
    }
    state = (
        f"已发布版本 {loaded.version.short}"
        if loaded.is_new
        else f"没有变化，仍为版本 {loaded.version.short}"
    )
    summary = (
        f"收到 {len(loaded.received)} 份（新 {fresh} 份），{len(sheets)} 张表共 {sums['rows_read']} 行，"
        f"有效 {sums['loaded']} 行，未计入 {sums['quarantined']} 行，需处理 {len(found)} 条；{state}。"
    )
    printing.say(summary)
    counted = sums | {"new": fresh} | ({"new_key": 1} if loaded.renewed else {})
    is_noted = pipeline.is_sample(data) or note(data, loaded, now, counted)
    if found:
        printing.say("逐条查看：python -m etl findings")
    if not quick:
        measure_fairness(loaded.version)
    return FINDINGS if found or loaded.faults or not is_noted else FINE, summary


def note(
    data: DataFolder, loaded: pipeline.Loaded, now: datetime, numbers: Mapping[str, int]
) -> bool:
    """Put the load into the log of people's acts, by numbers only; the version is published already."""
    detail = {"files": len(loaded.received), "is_new_version": loaded.is_new, **numbers}
    version = loaded.version
    try:
        audit.note(
            register_of(data),
            audit.COMMAND_LINE,
            now,
            audit.LOADED,
            version.short,
            detail,
            version.name,
        )
    except UserError as error:
        printing.say(f"已发布，但没有写进日志：{error}")
        return False
    return True


def tell_key(renewed: Renewed | None) -> None:
    """Tell what another key than before has meant."""
    if renewed is None:
        return
    told = f"身份证号改用另一把密钥编码：{renewed.read_anew} 份原件重新解析"
    if renewed.cut_off:
        told += f"；{renewed.cut_off} 份的原件已清除，其中的人与其他各份、各年度对不上了"
    printing.say(f"{told}。请另存新的密钥：python -m etl backup 备份文件夹 --with-key 另一处的文件")


def tell_rights(narrowed: private.Narrowed) -> None:
    """Tell what others could open; the examination (`doctor`) says what to do about the rest."""
    if narrowed.changed:
        printing.say(f"{narrowed.changed} 个文件或文件夹别的账户原来能打开，已改为仅本人可读写。")
    if narrowed.left:
        printing.say(
            f"{narrowed.left} 个文件或文件夹别的账户能打开，属于另一账户，改不了；"
            "请用 python -m etl doctor 查看。"
        )


def tell_inbox(loaded: pipeline.Loaded, *, is_alone: bool) -> None:
    """Name what was taken from the inbox, and what could not be."""
    if purged := sum(receipt.purged for receipt in loaded.received):
        printing.say(
            f"{purged} 份的原件已到期清除，行都在，不再保存；送来的文件夹里还有，请一并处理。"
        )
    for record in loaded.handed_in:
        practice = "（练习）" if record.practice else ""
        printing.say(
            f"取自收件箱{practice}：{inbox.sender_name(record.sender)} {record.name}，"
            f"{record.rows} 行，{record.moment:%Y-%m-%d %H:%M} 报送，{record.sha256[:8]}"
        )
    for fault in loaded.faults:
        printing.say(fault)
    if is_alone and not loaded.handed_in:
        printing.say("收件箱里没有等待载入的文件。")


def measure_fairness(version: warehouse.Version) -> None:
    """Simulate once for the newest season; kept beside the versions until sizes or rules change."""
    with warehouse.open_version(version) as con:
        seasons = queries.seasons(con)
        if seasons and kept_honesty(con, seasons[0]["season"]) is None:
            printing.progress(
                "数据已可查看；正在测算预警的误报机会（约半分钟，人数和规则不变就不再算）"
            )
            honesty(con, seasons[0]["season"])
            printing.progress("")
