"""Whatever bytes are damaged, a file is read or refused with words; nothing else ever happens."""

import random
import zipfile

import pytest

from etl.paths import REFERENCE
from etl.reading.child import Request
from etl.reading.children import Child
from tests.contract import hostile
from tests.contract.office_files import GOOD, archive, ods, text_table, xlsb, xlsx
from tests.sparing import sparing

RULES = {"unreadable", "not_a_spreadsheet", "no_known_sheet", "no_rows", "too_large", "password"}
DAMAGE = [b"-1", b"99999999", b"<", b"\0", b"XFD1048576", b'"', b"\xff\xff\xff\xff"]


def damaged(content, chance):
    """Overwrite, drop, repeat or add a few bytes."""
    found = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(found))
        length = chance.randrange(1, 40)
        change = chance.choice(["overwrite", "drop", "repeat", "add"])
        if change == "overwrite":
            found[at] = chance.randrange(256)
        elif change == "drop" and len(found) > 2 * length:
            del found[at : at + length]
        elif change == "repeat":
            found[at:at] = found[at : at + length]
        else:
            found[at:at] = chance.choice(DAMAGE)
    return bytes(found)


def damaged_inside(path, chance):
    """Damage one part of an archive, so that the parsers behind it meet the damage."""
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    victim = chance.choice([n for n in members if "sheet" in n or "book" in n or "content" in n])
    return archive(path, members | {victim: damaged(members[victim], chance)})


@pytest.mark.parametrize("seed", sparing(range(4), 2))
def test_damaged_files_are_read_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    child = Child(REFERENCE)
    for number in range(30):
        make = chance.choice([lambda p, r: xlsx(p, {"审核": r}), ods, xlsb, text_table, "xls"])
        path = tmp_path / f"{number}"
        if make == "xls":
            path.write_bytes((hostile.FIXTURES / "reviews.xls").read_bytes())
        else:
            make(path, GOOD)
        if zipfile.is_zipfile(path) and chance.random() < 0.8:
            damaged_inside(path, chance)
        else:
            path.write_bytes(damaged(path.read_bytes(), chance))
        refusal = child.parse(Request(str(path), path.name, str(tmp_path / "cells"))).refusal
        assert refusal is None or refusal.rule in RULES
        assert refusal is None or "未能处理" not in refusal.detail, (path, refusal)
    child.close()
