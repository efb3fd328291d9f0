"""`status`: the versions kept, what is loaded through which day, and what waits in the inbox."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from etl import evidence, inbox, pipeline, queries, warehouse
from etl.build_lock import BEIJING
from etl.commands import printing
from etl.commands.asking import opened, season_and_day
from etl.errors import FINE
from etl.paths import data_folder
from etl.scope import PREFECTURE, office


def run(arguments: argparse.Namespace) -> int:
    """Print versions and data through; with --pin or --unpin change what is kept for good."""
    data = data_folder(arguments.data)
    folder = data.warehouse
    if arguments.pin:
        warehouse.pin(folder, warehouse.find(folder, arguments.pin), arguments.because)
    if arguments.unpin:
        for version in warehouse.named(folder, arguments.unpin):
            warehouse.unpin(folder, version)
    if pipeline.is_sample(data):
        printing.say("示例数据")
    if kept := _versions(folder):
        printing.say(printing.table(kept))
    con = opened(arguments)
    season, _ = season_and_day(con, arguments)
    printing.say(f"\n{season} 年度各表载入至")
    printing.say(printing.table(_through(con, season)))
    if waiting := inbox.waiting(data):
        printing.say("\n收件箱里等待载入（python -m etl load）")
        printing.say(printing.table([_waiting(record) for _, record in waiting]))
    else:
        printing.say("\n收件箱里没有等待载入的文件。")
    return FINE


def _waiting(record: inbox.HandedIn) -> dict[str, Any]:
    return {
        "报送单位": inbox.sender_name(record.sender),
        "文件": record.name,
        "行数": record.rows,
        "报送时间（北京）": f"{record.moment:%Y-%m-%d %H:%M:%S}",
        "经办账号": record.account,
        "校验": record.sha256[:8],
        "备注": "练习" if record.practice else "",
    }


def _versions(folder: Path) -> list[dict[str, Any]]:
    current, pinned = warehouse.current(folder), warehouse.pins(folder)
    return [
        {
            "版本": version.short,
            "生成时间（北京）": f"{version.built_at:%Y-%m-%d %H:%M:%S}",
            "大小 KB": version.path.stat().st_size // 1024,
            "当前": "是" if version == current else "",
            "长期保留": pinned.get(version.name, ""),
            "备注": _remark(version),
        }
        for version in warehouse.versions(folder)
    ]


def _remark(version: warehouse.Version) -> str:
    if fault := warehouse.fault_of(version):
        return f"坏了：{fault}"
    return (
        "生成时间晚于现在，时钟不准" if warehouse.is_ahead(version, datetime.now(BEIJING)) else ""
    )


def _through(con: Any, season: int) -> list[dict[str, Any]]:
    scope = office()
    names = queries.names(con) | {PREFECTURE: "州职改办"}
    kinds = {row["kind"]: row["title"] for row in queries.kinds(con)}
    days: dict[str, dict[str, Any]] = {}
    for row in evidence.loaded_through(con, scope, season):
        days.setdefault(row["office"], {})[row["kind"]] = row["through"]
    return [
        {"单位": name, **{title: days.get(code, {}).get(kind) for kind, title in kinds.items()}}
        for code, name in names.items()
        if code.isdigit()
    ]
