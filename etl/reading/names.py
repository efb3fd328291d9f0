"""Counties and series named in a cell, a title or a file's name: exact names only, never a guess."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.contract.model import fold
from etl.errors import UserError

PREFECTURE = "652800"
_PREFECTURE_WORDS = re.compile(r"巴州|巴音郭楞|自治州|^州|州直|州人社|州职改|州级")
_OF_THE_PROGRAMME = "巴州县以下"  # part of the programme's name, says nothing about the sender


@dataclass(frozen=True)
class Names:
    """Folded names, canonical and variant, to codes; a code counts as a name."""

    counties: dict[str, str]
    series: dict[str, str]

    def county_in(self, text: str) -> str | None:
        """Find the county by the longest known name contained; two of the same length are no answer."""
        folded = fold(text)
        held = {name: code for name, code in self.counties.items() if _holds(folded, name)}
        if not held:
            return None
        longest = max(map(len, held))
        codes = {code for name, code in held.items() if len(name) == longest}
        return codes.pop() if len(codes) == 1 else None

    def office_in(self, text: str) -> str | None:
        """Find the county or the prefecture that a sender's line, a title or a file's name speaks of."""
        if county := self.county_in(text):
            return county
        plain = unicodedata.normalize("NFKC", text).replace(_OF_THE_PROGRAMME, "").strip()
        return PREFECTURE if _PREFECTURE_WORDS.search(plain) else None


def _holds(text: str, name: str) -> bool:
    if name.isdigit():
        return re.search(rf"(?<!\d){name}(?!\d)", text) is not None
    return name in text


@cache
def names(reference: Path) -> Names:
    """Read counties.csv and series.csv of a reference folder."""
    return Names(_codes(reference / "counties.csv"), _codes(reference / "series.csv"))


def _codes(file: Path) -> dict[str, str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {
            fold(text): row["code"]
            for row in rows
            for text in [row["code"], row["name"], *row["variants"].split("|")]
            if text
        }
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise UserError(
            f"无法读取名单 {file}({error})。", "该文件应为 UTF-8 编码,列为 code,name,variants。"
        ) from error
