"""The notice by clause number, retold: what every citation points to."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from etl.errors import UserError

CLAUSES_FILE = Path(__file__).with_name("clauses.toml")


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause in our own words, never the notice's."""

    title: str
    told: str


@cache
def clauses(path: Path = CLAUSES_FILE) -> dict[str, Clause]:
    """Read every clause, keyed by its number in the notice, in the notice's order."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, Clause])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path.name}：{error}", "请按文件中其他条款的写法改正。") from error
