"""Landed files → parsed files: only what is new, in child processes, one result after the other."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from etl import private
from etl.contract.model import contract_version
from etl.errors import UserError
from etl.paths import DataFolder
from etl.reading.child import Request
from etl.reading.children import parse_all
from etl.reading.gathering import content_hash
from etl.reading.landing import Receipt, files_in, receipts
from etl.reading.parsed import Parsed, Refusal
from etl.reading.secret import id_key, keyed_hash
from etl.reading.store import copy, is_parsed, store, to_read_again

Progress = Callable[[int, int, str], None]
"""Called with (number of the file from 1, of how many, its shown name) when reading it begins."""


def parsed_folder(data: DataFolder, reference: Path) -> Path:
    """Return where parsed files of the current contract version lie."""
    return data.parsed / contract_version(reference)


def parse_new(data: DataFolder, reference: Path, progress: Progress | None = None) -> None:
    """Parse every landed file that has no parsed output of the current contract version and key."""
    folder = parsed_folder(data, reference)
    key_mark = folder / "key"
    current = keyed_hash("key", id_key())
    same_key = key_mark.exists() and key_mark.read_text("ascii") == current
    again = set(to_read_again(folder)) if same_key else set()
    waiting = [
        r
        for r in receipts(data)
        if not (same_key and is_parsed(folder, r.sha256)) or r.sha256 in again
    ]
    gone = [receipt for receipt in waiting if not (data.landing / receipt.stored_as).exists()]
    files = [(data.landing / r.stored_as, r) for r in waiting if r not in gone]
    parse_files(files, folder, reference, progress)
    for receipt in gone:
        _carry_over(receipt, folder)
    if not same_key:  # half a mark would be taken for another key
        private.folder(folder)
        private.write(folder / ".key", current.encode())
        (folder / ".key").replace(key_mark)


def _carry_over(receipt: Receipt, folder: Path) -> None:
    """Keep the newest cells there are of a purged original; without any, it has to be sent again."""
    if is_parsed(folder, receipt.sha256):
        return
    older = sorted(folder.parent.glob(f"*/{receipt.sha256}.json"), key=lambda p: p.stat().st_mtime)
    for description in reversed(older):
        if is_parsed(description.parent, receipt.sha256):
            copy(description.parent, folder, receipt.sha256)
            return
    refusal = Refusal("unreadable", "原件已从收件夹中清除,也没有读取结果。请重新报送该文件。")
    store(folder, receipt.sha256, Parsed(refusal), [])


def parse_one_off(
    paths: Iterable[str | os.PathLike[str]],
    data: DataFolder,
    reference: Path,
    received_at: datetime,
    progress: Progress | None = None,
) -> list[Receipt]:
    """Parse files where they lie into the parsed folder of `data`, without landing them."""
    found: dict[str, tuple[Path, Receipt]] = {}
    stamp = received_at.isoformat(timespec="seconds")
    for file in files_in(paths):
        sha256, size = content_hash(file)
        found.setdefault(sha256, (file, Receipt(len(found) + 1, sha256, file.name, size, stamp)))
    parse_files(list(found.values()), parsed_folder(data, reference), reference, progress)
    return [receipt for _, receipt in found.values()]


def parse_files(
    files: list[tuple[Path, Receipt]],
    folder: Path,
    reference: Path,
    progress: Progress | None = None,
) -> list[Parsed]:
    """Parse files under their receipts' names and store the results; answers in the same order."""
    if files:
        id_key()  # made by the parent, so that two children never race for it
    try:
        for leftover in folder.glob(".*"):  # of a load that was killed
            leftover.unlink()
        if not files:
            return []
        private.folder(folder)
        return _parse_and_store(files, folder, reference, progress)
    except OSError as error:
        raise UserError(
            f"无法写入 {folder}({error.strerror})。", "请检查磁盘空间和权限后重试。"
        ) from error


def _parse_and_store(
    files: list[tuple[Path, Receipt]], folder: Path, reference: Path, progress: Progress | None
) -> list[Parsed]:
    requests = [
        Request(str(path.resolve()), receipt.name, str(folder / f".{receipt.sha256}.cells"))
        for path, receipt in files
    ]
    done: dict[int, Parsed] = {}
    for number, answer in parse_all(requests, reference):
        receipt = files[number][1]
        if answer is None:
            if progress:
                progress(number + 1, len(files), receipt.shown_name)
            continue
        cells = Path(requests[number].cells)
        store(folder, receipt.sha256, answer, _frames(cells))
        cells.unlink(missing_ok=True)
        done[number] = answer
    return [done[number] for number in range(len(files))]


def _frames(cells: Path) -> Iterator[list[list[object]]]:
    """Read a child's batches back, in the order of the Parquet schema."""
    with cells.open("rb") as source:
        while head := source.read(4):
            frame = source.read(int.from_bytes(head, "big"))
            sheet_no, kind, columns = msgspec.msgpack.decode(frame)
            row_no, fact_no, column_id, col_no, value, state, shown = columns
            same = len(row_no)
            yield [
                [sheet_no] * same,
                row_no,
                fact_no,
                [kind] * same,
                column_id,
                col_no,
                value,
                state,
                shown,
            ]
