"""Everything that comes out of a data folder, as text: tables, files, pages, files taken away, commands.

`PLACES` is the list that is searched. Whatever is added to the product for people or files to see gets a
line there: a function that yields (where, text).
"""

import argparse
import contextlib
import io
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl

from etl import account_acts, audit, options, warehouse
from etl.__main__ import main
from etl.account_acts import Wish
from etl.errors import UserError
from etl.paths import DataFolder
from etl.reading.landing import receipts
from etl.register import BEIJING, register_of
from tests.privacy.numbers import ID_NUMBER, MOBILE
from tests.privacy.screens import Reader
from tests.privacy.taken import text_of

PASSWORD = "right-horse-9-battery"
NOW = datetime(2025, 12, 3, 18, 0, tzinfo=BEIJING)
ACCOUNTS = (
    Wish("office", "职改办", "office"), Wish("hejing", "和静县人社局", "county", county="和静县"),
    Wish("auditor", "审计", "auditor"), Wish("boss", "管理", "admin"),
)  # fmt: skip
COUNTY, DAY = "和静县", "2025-12-03"
# What a command is asked beyond the data folder; a command without an entry is run as it is.
ASKED = {
    "cases": [
        ["applied"],
        ["late_files", "--county", COUNTY],
        ["applied", "--since", "2025-11-20"],
    ],
    "metrics": [["--by", "county,series"]],
    "flags": [[], ["--grain", "all"], ["--facts"]],
    "register": [["log"], ["verify"]],
    "account": [["list"]],
    "season": [["2025"]],
    "purge": [[], ["--with-refused"]],
    "findings": [[], ["--county", COUNTY]],
    "load": [["--quick"], ["--quick", "--rebuild"], ["--scheduled"]],
    "check": [["{sent}"]],
    "snapshot": [["--season", "2025", "--as-of", DAY, "--kind", "milestone"], ["list"], ["verify"]],
    "report": [["week", "--form", "html,xlsx", "--out", "{made}"]],
    "backup": [["{backup}"], ["{backup}", "--verify"]],
}
# Looked at in the normal suite: what lists persons or findings, or what people have done.
QUICK = {"account", "cases", "check", "findings", "purge", "register", "status"}
HEAVY = re.compile(r"\.pdf$|\.docx$|年终通报|周调度")
# They ask, change the folder into another one, or have tests of their own that look at what they print.
NOT_RUN = {"sample", "restore", "template"}


@dataclass
class House:
    """A data folder of the sample with accounts, and what a search of it needs."""

    data: DataFolder
    reader: Reader
    pages: int  # how many pages at most, of each language
    spare: Path  # where commands may write
    is_quick: bool = True
    walked: list = field(default_factory=list)

    def screens(self):
        """Pages, in both languages where there is time, opened once."""
        if not self.walked:
            for lang in ("zh",) if self.is_quick else ("zh", "en"):
                self.walked += self.reader.walk(self.pages, county=COUNTY, day=DAY, lang=lang)
        return self.walked

    @property
    def sent(self):
        """The originals, as the offices sent them."""
        return [self.data.landing / each.stored_as for each in receipts(self.data)]


def furnish(data, patch, pages, spare, *, is_quick=True):
    """Give a folder accounts and let it be opened."""
    hashed = account_acts.passwords.hashed(PASSWORD)
    patch.setattr(account_acts.passwords, "hashed", lambda _: hashed)  # slow on purpose
    for wish in ACCOUNTS:
        account_acts.add(register_of(data), wish, audit.COMMAND_LINE, NOW, PASSWORD)
    return House(data, Reader(data, patch), pages, spare, is_quick)


def numbers_sent(house):
    """Every ID number and mobile number in the originals: what must not be found anywhere."""
    found = set()
    for path in house.sent:
        if path.suffix == ".xlsx":
            with contextlib.suppress(Exception):  # files that are broken on purpose
                for sheet in openpyxl.load_workbook(path, read_only=True):
                    for row in sheet.iter_rows(values_only=True):
                        text = " ".join(str(value) for value in row if value is not None)
                        found |= set(ID_NUMBER.findall(text)) | set(MOBILE.findall(text))
        else:
            text = path.read_bytes().decode("gb18030", "replace")
            found |= set(ID_NUMBER.findall(text)) | set(MOBILE.findall(text))
    return found


def tables(house):
    """Every table of every version kept."""
    for version in warehouse.versions(house.data.warehouse):
        with warehouse.open_version(version) as con:
            names = con.execute(
                "select table_schema || '.' || table_name from information_schema.tables"
            )
            for (name,) in names.fetchall():
                yield (
                    f"{version.short} {name}",
                    "\n".join(map(str, con.execute(f"from {name}").fetchall())),
                )


def files(house):
    """Every file of the data folder but the landing store: parsed rows, inbox, logs, snapshots, register."""
    for path in sorted(house.data.root.rglob("*")):
        is_original = house.data.landing in path.parents
        if not path.is_file() or is_original or path.suffix == ".duckdb":
            continue  # tables are searched above; the bytes of a database hold codes and packed numbers
        name = path.relative_to(house.data.root).as_posix()
        if path.suffix == ".parquet":
            yield name, str(duckdb.sql(f"from '{path}'").fetchall())
        elif path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as con:
                for (table,) in con.execute(
                    "select name from sqlite_master where type = 'table'"
                ).fetchall():
                    rows = con.execute(f"select * from {table}").fetchall()
                    yield f"{name} {table}", "\n".join(map(str, rows))
        else:
            yield name, text_of(path.name, path.read_bytes())


def pages(house):
    """All that every page sends to the browser, hidden or not."""
    for page, asked, screen in house.screens():
        yield f"{page} {asked}", screen.everything


def taken(house):
    """Every file that a page offers."""
    done = set()
    for page, _asked, screen in house.screens():
        for name, make in screen.files.items():
            kind = (page, re.sub(r"\d{8}", "", name))
            if kind in done or (house.is_quick and HEAVY.search(name)):
                continue
            done.add(kind)
            try:
                yield f"{page} {name}", text_of(name, make())
            except UserError as error:  # there is no such paper of that day
                yield f"{page} {name}", str(error)


def spoken(house):
    """What every command prints, in every form that it has; and the files that it writes."""
    sent = next(path for path in house.sent if path.suffix == ".csv")
    paths = {
        "sent": str(sent),
        "made": str(house.spare / "made"),
        "backup": str(house.spare / "backup"),
    }
    asked_for = {k: v for k, v in commands().items() if k in QUICK or not house.is_quick}
    for name, forms in sorted(asked_for.items()):
        for asked in ASKED.get(name, [[]]):
            for form in forms:
                words = [name, *(each.format(**paths) for each in asked), *form]
                out, wrong = io.StringIO(), io.StringIO()
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
                    code = main([*words, "--data", str(house.data.root)])
                assert code in (0, 1) or name == "doctor", (words, wrong.getvalue())
                yield " ".join(words), out.getvalue() + wrong.getvalue()
    for path in sorted((house.spare / "made").rglob("*")):
        yield path.name, text_of(path.name, path.read_bytes())


def commands():
    """Every command with the forms of its output."""
    actions = next(
        each for each in options.parser()._actions if isinstance(each, argparse._SubParsersAction)
    )
    found = {}
    for name, command in actions.choices.items():
        forms = next((each.choices for each in command._actions if each.dest == "format"), ())
        if name not in NOT_RUN:
            found[name] = [["--format", form] for form in forms] or [[]]
    return found


PLACES = {
    "warehouse": tables,
    "pages": pages,
    "files taken away": taken,
    "command line": spoken,
    "data folder, register and logs": files,  # last: also what the others have left there
}
