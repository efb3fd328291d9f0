"""`load`: take the offices' files in and publish a new version."""

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from etl import evidence, pipeline, warehouse
from etl.commands import printing
from etl.contract import wording
from etl.errors import FINDINGS, FINE, UserError
from etl.paths import DataFolder, data_folder
from etl.scope import office


def run(arguments: argparse.Namespace) -> int:
    """Load files or folders; exit code 1 when what was sent has findings."""
    data = data_folder(arguments.data)
    if pipeline.is_sample(data):
        raise UserError(
            "这个数据文件夹装的是示例数据，不能与实际报送混在一起。",
            "用 --data 另指定文件夹，或先运行 python -m etl sample --clear 清除示例数据。",
        )
    return load_into(data, [Path(path) for path in arguments.paths], rebuild=arguments.rebuild)


def load_into(data: DataFolder, paths: list[Path], *, rebuild: bool = False) -> int:
    """Load and tell what came of it in one summary line, after the files that were refused."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    loaded = pipeline.load(data, paths, now, printing.progress, rebuild=rebuild)
    printing.progress("")
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
    printing.say(
        f"收到 {len(loaded.received)} 份（新 {fresh} 份），{len(sheets)} 张表共 {sums['rows_read']} 行，"
        f"有效 {sums['loaded']} 行，未计入 {sums['quarantined']} 行，需处理 {len(found)} 条；{state}。"
    )
    if found:
        printing.say("逐条查看：python -m etl findings")
    return FINDINGS if found else FINE
