"""Backups made at one moment, and bytes flipped in them."""

from datetime import datetime

from etl.keeping import backup as keeping
from etl.register import BEIJING

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=BEIJING)


def make(data, target, at=NOW):
    return keeping.make(data, target, at)[0]


def a_version(backup):
    return next((backup.path / "data" / "warehouse").glob("*.duckdb"))


def flip(path, place=1000):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
