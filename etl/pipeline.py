"""The table of contents: from files in the landing store to a published version."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from etl import disk, evidence, inbox, layout, private, publishing, warehouse
from etl.build_lock import BEIJING
from etl.checks import check_build
from etl.contract.intake import take_in
from etl.contract.judging import judge, write_contract
from etl.contract.model import contract, contract_version
from etl.counting import build_counts, macros
from etl.errors import UserError
from etl.inbox import HandedIn
from etl.paths import ROOT, DataFolder
from etl.reading import known_key
from etl.reading.landing import Receipt, files_in, land, land_sent, receipts
from etl.reading.parsing import parse_new, parse_one_off
from etl.reading.store import to_read_again
from etl.rules import write_rules
from etl.scope import office

Say = Callable[[str], None]
SAMPLE_MARK = "SAMPLE"
SPARE_BYTES = 12 * 2**20  # measured: DuckDB takes ten for a moment, whatever the size


@dataclass(frozen=True)
class Loaded:
    """What a load did: the version now current, whether it is new, the receipts of this call.

    `handed_in`: what it took from the inbox; `faults`: what it could not take from there.
    `narrowed`: what others could open until now. `renewed`: what another key than before has meant.
    """

    version: warehouse.Version
    is_new: bool
    received: list[Receipt]
    handed_in: Sequence[HandedIn] = ()
    faults: Sequence[str] = ()
    narrowed: private.Narrowed = private.NOTHING
    renewed: known_key.Renewed | None = None


def load(
    data: DataFolder,
    paths: Sequence[Path],
    now: datetime,
    say: Say = lambda _: None,
    *,
    rebuild: bool = False,
    new_key: bool = False,
) -> Loaded:
    """Land inbox and files, parse what is new, build and publish. The same files again publish nothing.

    Refused where the key behind the hashes of ID numbers is gone, unless a new one is wanted (`new_key`).
    """
    room = partial(room_for, data, paths)
    with disk.told_of(data, room), warehouse.build_lock(data.warehouse, now):
        disk.require(data, room())
        renewed = known_key.settle(data, may_renew=new_key or is_sample(data))
        narrowed = private.narrow(data)
        say("收件")
        sent, handed_in, faults = inbox.to_land(data, is_sample=is_sample(data))
        received = [*land_sent(sent, data), *land(paths, data, now)]
        inbox.clear_landed(data)
        if not receipts(data):
            raise UserError(
                "没有可载入的文件。", "给出报送文件或其所在文件夹：python -m etl load 文件夹"
            )
        parse_new(data, data.reference, reading(say))
        fingerprint = inputs_fingerprint(data)
        before = warehouse.published_last(data.warehouse)
        is_same = before is not None and before.short == fingerprint[:8]
        if before and is_same and not rebuild and warehouse.fault_of(before) is None:
            return Loaded(before, False, received, handed_in, faults, narrowed, renewed)
        with build(data, now, fingerprint, say) as con:
            say("写入")
            built = publishing.write(con, data.warehouse, macros())
        say("发布")
        version = publishing.publish(built, data.warehouse, now, fingerprint)
        say("清理旧版本")
        warehouse.thin(data.warehouse)
        return Loaded(version, True, received, handed_in, faults, narrowed, renewed)


def room_for(data: DataFolder, paths: Sequence[Path]) -> int:
    """Estimate the bytes that a load needs: originals, their cells, a version, what DuckDB sets aside."""
    there = {receipt.size for receipt in receipts(data)}  # what has landed takes no more room
    sent = [*files_in(paths), *(path for path, _ in inbox.waiting(data) if path.is_file())]
    coming = sum(size for size in (path.stat().st_size for path in sent) if size not in there)
    kept = [each.path.stat().st_size for each in warehouse.versions(data.warehouse)]
    return 3 * coming + max(2 * max(kept, default=0), 3 * coming) + SPARE_BYTES


def build(data: DataFolder, now: datetime, fingerprint: str, say: Say) -> duckdb.DuckDBPyConnection:
    """Compute every table in memory from what is parsed. Writes nothing to disk."""
    con = duckdb.connect(config={"threads": 2, "preserve_insertion_order": "false"})
    say("规则与日历")
    con.execute("create schema rule; create schema meta")
    write_contract(con, contract())
    write_rules(con, data.reference)
    say("取数")
    take_in(con, receipts(data), data.parsed / contract_version(data.reference))
    say("逐行判定")
    judge(con)
    say("计数")
    build_counts(con)
    say("核对")
    check_build(con)
    con.execute(
        "create table meta.version as select ?::timestamp as built_at, ? as fingerprint,"
        " ? as contract_version, ? as rules_version, ?::boolean as is_sample",
        [
            now.astimezone(BEIJING).replace(tzinfo=None),
            fingerprint,
            contract_version(data.reference),
            rules_version(),
            is_sample(data),
        ],
    )
    return con


def check(
    data: DataFolder, paths: Sequence[Path], now: datetime, say: Say
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Judge files beside what is already loaded; returns their findings and balances. Changes nothing."""
    if not is_sample(data):
        known_key.require_same(data)
    with tempfile.TemporaryDirectory() as folder:
        guest_data = DataFolder(Path(folder))
        known = len(receipts(data))
        guests = [
            replace(receipt, receipt_no=known + receipt.receipt_no)
            for receipt in parse_one_off(paths, guest_data, data.reference, now, reading(say))
        ]
        con = judged_beside(data, guests, guest_data.parsed / contract_version(data.reference))
        numbers = {guest.receipt_no for guest in guests}
        found = [row for row in evidence.findings(con, office()) if row["receipt_no"] in numbers]
        sheets = [row for row in evidence.balances(con, office()) if row["receipt_no"] in numbers]
    return found, sheets


def judged_beside(
    data: DataFolder, guests: Sequence[Receipt], parsed: Path
) -> duckdb.DuckDBPyConnection:
    """Judge guests, whose cells lie in `parsed`, together with all that is loaded. In memory only."""
    con = duckdb.connect(config={"threads": 2})
    con.execute("create schema rule")
    write_contract(con, contract())
    write_rules(con, data.reference)
    take_in(con, receipts(data), data.parsed / contract_version(data.reference))
    take_in(con, guests, parsed)
    judge(con)
    return con


def reading(say: Say) -> Callable[[int, int, str], None]:
    """Tell which file of how many is being read."""
    return lambda number, of, name: say(f"读取 {number}/{of} {name}")


def is_sample(data: DataFolder) -> bool:
    """Tell whether the folder holds invented sample data, which every screen must say."""
    return (data.landing / SAMPLE_MARK).exists()


def rules_version() -> str:
    """Name the seasons' rules by their content."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "etl" / "seasons").glob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def inputs_fingerprint(data: DataFolder) -> str:
    """Name everything that a build depends on: receipts, contract, rules, calendar, the counting SQL."""
    digest = hashlib.sha256(contract_version(data.reference).encode())
    for receipt in receipts(data):
        line = [receipt.receipt_no, receipt.sha256, receipt.name, receipt.received_at]
        digest.update(json.dumps(line).encode())
    sources = [
        *ROOT.glob("etl/**/*.sql"),
        *ROOT.glob("etl/**/*.toml"),
        layout.LISTED,
        *data.reference.glob("*.csv"),
    ]
    for path in sorted(sources):
        digest.update(path.name.encode() + path.read_bytes())
    key = data.parsed / contract_version(data.reference) / "key"
    digest.update(f"{is_sample(data)} {key.read_text('ascii') if key.exists() else ''}".encode())
    digest.update(" ".join(to_read_again(key.parent)).encode())  # read at last, they change figures
    return digest.hexdigest()
