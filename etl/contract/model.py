"""The contract as typed, frozen data: kinds, columns, header variants, closed lists."""

import hashlib
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

from etl.errors import UserError

CONTRACT_FILE = Path(__file__).with_name("contract.toml")

# Raise when reading changes what a cell becomes: parsed rows of older versions are then read anew.
READING_VERSION = 3


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column of a kind. `filled`: an empty cell of it is a defect (clause 四(三))."""

    header: str
    type: str
    variants: list[str] = []
    list: str | None = None
    required: bool = False
    identifies: bool = False
    key: bool = False
    filled: bool = False


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of sheet. `responsible`: the office whose report dates say through which day it is loaded."""

    title: str
    title_en: str
    responsible: str
    event: str
    columns: dict[str, Column]
    may_be_empty: bool = False

    @property
    def identifying(self) -> frozenset[str]:
        return frozenset(name for name, column in self.columns.items() if column.identifies)


class ScopeOfNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit_kinds: list[str]


class Contract(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ignored_headers: list[str]
    kinds: dict[str, Kind]
    header_variants: dict[str, list[str]]
    lists: dict[str, dict[str, list[str]]]
    scope: ScopeOfNotice

    def headers(self, kind: str) -> dict[str, str]:
        """Map every folded header text of a kind, canonical or variant, to its column id."""
        known = {}
        for name, column in self.kinds[kind].columns.items():
            for text in [
                column.header,
                *column.variants,
                *self.header_variants.get(column.header, []),
            ]:
                known[fold(text)] = name
        return known

    def choices(self, name: str) -> dict[str, str]:
        """Map every folded value of a closed list, canonical or variant, to its canonical value."""
        return {
            fold(text): value for value, also in self.lists[name].items() for text in [value, *also]
        }


def fold(text: str) -> str:
    """Fold width and case and remove every blank, so that 县（市）, 县 (市) and 县(市) are one."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@cache
def contract(path: Path = CONTRACT_FILE) -> Contract:
    """Read the contract; a wrong key or type is refused with its path inside the file."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Contract)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path.name}:{error}", "请按文件中其他行的写法改正后重试。") from error


@cache
def contract_version(reference: Path) -> str:
    """Name what parsed rows depend on: the contract, the lists of counties and series, the reader."""
    parts = [CONTRACT_FILE, reference / "counties.csv", reference / "series.csv"]
    digest = hashlib.sha256(f"reading {READING_VERSION}".encode())
    for part in parts:
        digest.update(part.read_bytes())
    return digest.hexdigest()[:12]
