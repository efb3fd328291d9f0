"""`check`: judge files without loading them."""

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from etl import pipeline
from etl.commands import findings, printing
from etl.errors import FINDINGS, FINE
from etl.paths import data_folder


def run(arguments: argparse.Namespace) -> int:
    """Print what a load would find in the files; changes nothing."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    found, sheets = pipeline.check(
        data_folder(arguments.data),
        [Path(path) for path in arguments.paths],
        now,
        printing.progress,
    )
    findings.report(found, findings.balances_by_kind(sheets), arguments.format)
    return FINDINGS if found else FINE
