"""Whether the key at hand is the one that a data folder was made with, and what another one would cost.

A lost key is never replaced without a word: of files whose originals have been purged, the same person would
no longer be known in two files or two seasons.
"""

import os
from typing import NamedTuple

from etl.errors import UserError
from etl.paths import DataFolder
from etl.reading.landing import receipts
from etl.reading.secret import config_folder, id_key, keyed_hash
from etl.told import mark, told

LOST = mark("身份证号编码的密钥不见了。")
OTHER = mark("身份证号编码的密钥不是这份数据用的那一把。")


class Renewed(NamedTuple):
    """What another key means: originals read anew, and files that can only keep what the old key made."""

    read_anew: int
    cut_off: int


def key_of(data: DataFolder) -> str | None:
    """Read the mark of the key that the parsed files were made with; None before the first load."""
    marks = sorted(data.parsed.glob("*/key"), key=lambda path: path.stat().st_mtime)
    return marks[-1].read_text("ascii") if marks else None


def key_at_hand() -> str | None:
    """Give the mark of this machine's key; None where there is none yet. Makes none."""
    if not os.environ.get("BZ_ID_KEY") and not (config_folder() / "id.key").exists():
        return None
    return keyed_hash("key", id_key())


def require_same(data: DataFolder) -> None:
    """Refuse to compare a file with what another key has made: the same person would look like two."""
    needed, here = key_of(data), key_at_hand()
    if needed in (None, here):
        return
    if here is None:
        raise UserError(told(LOST), told("请管理员把另存的密钥放回，再试。"))
    raise UserError(
        told(OTHER),
        told("请管理员换回另存的密钥，或先载入一次（python -m etl load）。"),
    )


def settle(data: DataFolder, *, may_renew: bool) -> Renewed | None:
    """Before a load: None when the key is the right one, or the first; else what another one means.

    Raises UserError where the key is gone, or another would cut off files, unless that is wanted.
    """
    needed, here = key_of(data), key_at_hand()
    if needed in (None, here):
        return None
    there = [(data.landing / each.stored_as).exists() for each in receipts(data)]
    renewed = Renewed(there.count(True), there.count(False))
    if may_renew or (here is not None and not renewed.cut_off):
        return renewed
    price = (
        f"{renewed.cut_off} 份文件的原件已清除，其中的人与其他各份、各年度再也对不上"
        if renewed.cut_off
        else "原件都在，会全部重新解析，什么也不丢"
    )
    raise UserError(
        f"{LOST if here is None else OTHER}没有载入。",
        "把另存的 id.key 放回配置文件夹（或设 BZ_ID_KEY）再载入。确已丢失的："
        f"python -m etl load --new-key，从此用新的密钥；{price}。",
    )
