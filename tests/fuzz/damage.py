"""Valid files with damaged bytes, through the parser's own process: read or refused, nothing else."""

import random
import zipfile

from etl.paths import REFERENCE
from etl.reading.child import Request
from etl.reading.children import Child
from tests.contract.office_files import archive
from tests.contract.test_reading_damaged import damaged
from tests.hostile import bombs, encodings, formats, layouts, texts
from tests.hostile.__main__ import RULES

PARTS = (encodings, formats, bombs, layouts, texts)
CASES = [case for part in PARTS for case in part.CASES if not case.slow]
XML = [
    *(
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#xD800;",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"\xff",
        b"\0",
        b"XFD1048576",
    ),
    *(b"-1", b"1e308", b"NaN", b"999999999999", b't="s"', b't="e"', b'r="A0"', b"<v>", b"</c>"),
    *(b"xml:space", b'state="hidden"'),
]


class Damage:
    """Makes damaged files by chance and lets one child after the other read them."""

    def __init__(self, folder, seed):
        self.folder, self.chance, self.count = folder, random.Random(seed), 0
        self.child = Child(REFERENCE)
        self.read = 0

    def once(self):
        """Damage and read one file; gives its path and what is wrong with the answer, if anything is."""
        self.count += 1
        case = self.chance.choice(CASES)
        path = case.make(self.folder, f"{self.count:07d}")
        if zipfile.is_zipfile(path) and self.chance.random() < 0.8:
            self._inside(path)
        else:
            path.write_bytes(damaged(path.read_bytes() or b"x", self.chance))
        answer = self.child.parse(Request(str(path), path.name, str(self.folder / "cells")))
        self.read += answer.refusal is None
        fault = _fault_of(answer)
        if fault is None:
            path.unlink()
        return path, fault

    def _inside(self, path):
        """Damage one part of an archive, so that the parsers behind it meet the damage."""
        try:
            with zipfile.ZipFile(path) as whole:
                members = {name: whole.read(name) for name in whole.namelist()}
            victim = self.chance.choice([name for name in members if members[name]])
        except (RuntimeError, zipfile.BadZipFile, ValueError, IndexError, EOFError):
            path.write_bytes(damaged(path.read_bytes() or b"x", self.chance))
            return
        content = damaged(members[victim], self.chance)
        for _ in range(self.chance.randrange(3)):
            at = self.chance.randrange(len(content) + 1)
            content = content[:at] + self.chance.choice(XML) + content[at:]
        archive(path, members | {victim: content})

    def close(self):
        self.child.close()


def _fault_of(answer):
    refusal = answer.refusal
    if answer.again:
        return refusal.detail
    if refusal is None:
        rows = sum(sheet.rows for sheet in answer.sheets)
        may_be_empty = {"sanctions", "adjustments"} & {sheet.kind for sheet in answer.sheets}
        return None if rows or may_be_empty else "a success without a row"
    if refusal.rule not in RULES or "未能处理" in refusal.detail or "代码" in refusal.detail:
        return refusal.detail
    return None
