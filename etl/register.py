"""People's acts, in SQLite beside the warehouse. No build reads or writes it; no figure needs it."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from etl import register_chain as chain
from etl import register_file
from etl.actor import Account
from etl.paths import DataFolder

FILE, ANCHORS = "register.sqlite", "register-anchors.txt"
ANCHOR_LINE = re.compile(r"^(\d+) ([0-9a-f]+)", re.MULTILINE)
BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Act:
    """What is to be recorded: `detail` is free of personal data, `contents` go to the tables they name."""

    kind: str
    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    version: str | None = None
    contents: chain.Contents = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """One file, and beside it the anchors: the hash of each entry, noted as it is written."""

    path: Path

    @property
    def anchors_path(self) -> Path:
        return self.path.with_name(ANCHORS)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open one consistent view; a register that does not exist yet reads as empty and is not made."""
        reading = register_file.told(self.path)
        with reading, contextlib.closing(register_file.opened(self.path, only_reads=True)) as con:
            con.execute("begin")
            yield con

    @contextlib.contextmanager
    def writing(self) -> Iterator["Writing"]:
        """Hold the one write transaction: what is read in it cannot change before it is committed."""
        writing_to = register_file.told(self.path)
        with writing_to, contextlib.closing(register_file.made(self.path)) as con:
            con.execute("begin immediate")
            writing = Writing(con)
            try:
                yield writing
                self._note(writing.written)
                con.execute("commit")
            except BaseException:
                if con.in_transaction:  # a commit that failed on a full disk has ended it
                    con.execute("rollback")
                raise

    def entries(self, kind: str | None = None) -> list[chain.Entry]:
        """List the log, oldest first; of one kind only, if named."""
        with self.reading() as con:
            return list(_Log(con, kind))

    def anchor(self) -> chain.Anchor | None:
        """Give the number and hash of the last entry, to be noted on paper and in snapshots."""
        last = self.last()
        return chain.Anchor(last.act_no, last.hash) if last else None

    def last(self) -> chain.Entry | None:
        """Give the last entry."""
        with self.reading() as con:
            row = con.execute("select * from log order by act_no desc limit 1").fetchone()
        return chain.Entry(**dict(row)) if row else None

    def verify(self, *expected: chain.Anchor) -> list[chain.Fault]:
        """Check chain, contents and anchors, those noted elsewhere included. Writes nothing."""
        with self.reading() as con:
            register = chain.Whole(
                _Log(con),
                _contents(con),
                dict(con.execute("select sha256, body from frozen").fetchall()),
                [*self._anchors(), *expected],
                self.anchors_path.exists(),
            )
            return chain.faults(register)

    def copied_to(self, folder: Path) -> None:
        """Copy register and anchors as they belong together, while others go on reading; none, no copy."""
        if not self.path.exists():
            return
        with (
            register_file.told(self.path),
            register_file.copied(self.path, folder / self.path.name),
        ):
            if self.anchors_path.exists():
                kept = folder / self.anchors_path.name
                kept.write_bytes(self.anchors_path.read_bytes())
                kept.chmod(0o600)

    def _anchors(self) -> list[chain.Anchor]:
        if not self.anchors_path.exists():
            return []
        noted = ANCHOR_LINE.findall(self.anchors_path.read_text("ascii", errors="replace"))
        return [chain.Anchor(int(number), noted_hash) for number, noted_hash in noted]

    def _note(self, written: list[chain.Entry]) -> None:
        """Write anchors before the commit: a crash between leaves one too many, never one too few."""
        if written:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            with os.fdopen(os.open(self.anchors_path, flags, 0o600), "a", encoding="ascii") as file:
                # The line break comes first: half a line of a crash never joins the next.
                file.writelines(f"\n{entry.act_no} {entry.hash} {entry.at}" for entry in written)
                file.flush()
                os.fsync(file.fileno())


class Writing:
    """An open write transaction and the entries it has added so far."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con
        self.written: list[chain.Entry] = []

    def append(self, actor: Account, at: datetime, act: Act) -> chain.Entry:
        """Add an entry with its contents at the end of the chain."""
        if at.tzinfo is None:
            raise ValueError("at needs a time zone")
        last = self.con.execute(
            "select act_no, hash from log order by act_no desc limit 1"
        ).fetchone() or (0, chain.START)
        number = last[0] + 1
        contents = {table: {"act_no": number, **row} for table, row in act.contents.items()}
        entry = chain.Entry(
            act_no=number,
            at=at.astimezone(BEIJING).isoformat(timespec="seconds"),
            account_id=actor.id,
            name=actor.name,
            role=actor.role,
            kind=act.kind,
            subject=act.subject,
            detail=chain.canonical(act.detail),
            warehouse_version=act.version,
            content_sha256=chain.digest(contents),
            previous=last[1],
        )
        entry = replace(entry, hash=chain.seal(entry))
        self._insert("log", asdict(entry))
        for table, row in contents.items():
            if table not in register_file.CONTENT:
                raise ValueError(table)
            self._insert(table, row)
        self.written.append(entry)
        return entry

    def freeze(self, body: str) -> str:
        """Keep a body under its hash, once; returns the hash."""
        sha256 = chain.text_digest(body)
        known = self.con.execute("select 1 from frozen where sha256 = ?", [sha256]).fetchone()
        if known is None:
            self._insert("frozen", {"sha256": sha256, "body": body})
        return sha256

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self.con.execute(f"insert into {table} ({names}) values ({marks})", dict(row))


def register_of(data: DataFolder) -> Register:
    """Take the register beside a data folder's warehouse. Creates nothing."""
    return Register(data.root / FILE)


@dataclass(frozen=True)
class _Log:
    """The log as it lies in the file, read anew each time: it may be long. One kind only, if named."""

    con: sqlite3.Connection
    kind: str | None = None

    def __iter__(self) -> Iterator[chain.Entry]:
        found = self.con.execute(
            "select * from log where ?1 is null or kind = ?1 order by act_no", [self.kind]
        )
        for row in found:
            yield chain.Entry(**dict(row))


def _contents(con: sqlite3.Connection) -> dict[int, dict[str, dict[str, Any]]]:
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for table in register_file.CONTENT:
        for row in con.execute(f"select * from {table}"):
            found.setdefault(row["act_no"], {})[table] = dict(row)
    return found
