"""Parsed files by content hash: a description (JSON) and typed cells (Parquet).

The JSON is written last, so where it stands, both are whole.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl import private
from etl.reading.parsed import Parsed

AGAIN = ".again"
CELL_SCHEMA = pa.schema(
    [
        ("sheet_no", pa.int32()),
        ("row_no", pa.int32()),
        ("fact_no", pa.int32()),
        ("kind", pa.string()),
        ("column_id", pa.string()),
        ("col_no", pa.int32()),
        ("value", pa.string()),
        ("state", pa.string()),
        ("shown", pa.string()),
    ]
)


def is_parsed(folder: Path, sha256: str) -> bool:
    """Tell whether both files of a content stand."""
    return (folder / f"{sha256}.json").exists() and (folder / f"{sha256}.parquet").exists()


def to_read_again(folder: Path) -> list[str]:
    """List the contents that the machine, not the file, kept from being read; sorted."""
    return sorted(path.stem for path in folder.glob(f"[0-9a-f]*{AGAIN}"))


def read_parsed(folder: Path, sha256: str) -> Parsed:
    """Read a description."""
    return msgspec.json.decode((folder / f"{sha256}.json").read_bytes(), type=Parsed)


def store(folder: Path, sha256: str, parsed: Parsed, batches: Iterable[list[list[object]]]) -> None:
    """Write both files atomically; `batches` are lists of columns in the order of the schema."""
    private.folder(folder)
    cells = folder / f".{sha256}.parquet"
    os.close(private.opened(cells))
    with pq.ParquetWriter(cells, CELL_SCHEMA, compression="zstd") as out:
        if parsed.refusal is None:
            for columns in batches:
                out.write_table(pa.table(columns, schema=CELL_SCHEMA))
    _publish(cells, folder / f"{sha256}.parquet")
    if parsed.again:
        private.write(folder / f"{sha256}{AGAIN}", b"")
    description = folder / f".{sha256}.json"
    private.write(description, msgspec.json.encode(parsed))
    _publish(description, folder / f"{sha256}.json")
    if not parsed.again:
        (folder / f"{sha256}{AGAIN}").unlink(missing_ok=True)


def copy(source: Path, folder: Path, sha256: str) -> None:
    """Take over both files from the folder of another contract version."""
    private.folder(folder)
    for ending in ("parquet", "json"):
        coming = folder / f".{sha256}.{ending}"
        private.write(coming, (source / f"{sha256}.{ending}").read_bytes())
        _publish(coming, folder / f"{sha256}.{ending}")


def _publish(written: Path, target: Path) -> None:
    with written.open("rb+") as handle:
        os.fsync(handle.fileno())
    written.replace(target)
