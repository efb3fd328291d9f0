"""`check`: judge files without loading them; nothing that was given goes without a word."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from etl import pipeline
from etl.commands import findings, printing
from etl.errors import FINDINGS, FINE, UserError
from etl.paths import data_folder
from etl.reading.gathering import Gathered, Same, gather, same_contents

NOTHING_TO_READ = UserError(
    "给出的文件夹里没有可读的文件。", "请检查路径；隐藏文件、临时文件和链接不读。"
)


def run(arguments: argparse.Namespace) -> int:
    """Print what a load would find in the files; changes nothing."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    gathered = gather(arguments.paths)
    twice = same_contents(gathered.files)
    files = [path for path in gathered.files if path not in {each.path for each in twice}]
    if not files:
        tell_left_out(gathered)
        raise NOTHING_TO_READ
    data = data_folder(arguments.data)
    judged, sheets = pipeline.check(data, files, now, printing.progress)
    found = [*findings.of_left_out(gathered.refused), *judged]
    beside = [
        *_passed_over(gathered),
        *((e.name, f"内容与{e.as_name}相同，只判一次") for e in twice),
    ]
    findings.report(found, findings.balances_by_kind(sheets), arguments.format, beside)
    if arguments.format == "table":
        printing.say(_summary(len(files), judged, sheets, gathered, twice))
    return FINDINGS if found else FINE


def tell_left_out(gathered: Gathered) -> None:
    """Name everything that was not read, and why."""
    refused = [(each.name, each.detail) for each in gathered.refused]
    for name, reason in [*refused, *_passed_over(gathered)]:
        printing.say(f"{name}：{reason}")


def _passed_over(gathered: Gathered) -> list[tuple[str, str]]:
    return [(each.name, f"没有读，{each.detail}") for each in gathered.passed_over]


def _summary(
    files: int,
    judged: Sequence[dict[str, Any]],
    sheets: Sequence[dict[str, Any]],
    gathered: Gathered,
    twice: Sequence[Same],
) -> str:
    refused = sum(row["severity"] == "file" for row in judged)
    rows = sum(sheet["rows_read"] for sheet in sheets)
    parts = [
        f"认出报送表 {files - refused} 份、{rows} 行",
        f"整份不收 {refused + len(gathered.refused)} 份",
    ]
    parts += [f"内容相同 {len(twice)} 份"] if twice else []
    parts += [f"没有读 {len(gathered.passed_over)} 个"] if gathered.passed_over else []
    total = files + len(gathered.left_out) + len(twice)
    return f"共 {total} 个：{'，'.join(parts)}。"
