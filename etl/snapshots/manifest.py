"""What a snapshot says of itself: where its figures come from, every member by its hash, the one before it.

Papers print the seal, the hash of the basis. The basis names all but the papers, and is closed before they
are made; so a paper can carry it, and the whole, papers included, is what is signed.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from etl.register_chain import canonical, text_digest

FORMAT = 1
MANIFEST, SIGNATURE, SUMS, README = "manifest.json", "manifest.sig", "SHA256SUMS", "README.txt"
DATA, FIGURES, RULES, DOCUMENTS = "data/", "figures/", "rules/", "documents/"
SEAL_SHOWN = 16
Kind = Literal["year-end", "week", "milestone"]
KINDS: dict[Kind, str] = {"year-end": "年终", "week": "每周", "milestone": "节点"}


class Member(msgspec.Struct, frozen=True):
    """A file of the archive. `sm3` is None where this machine's OpenSSL does not know it."""

    path: str
    bytes: int
    sha256: str
    sm3: str | None


class Table(msgspec.Struct, frozen=True):
    """Rows of a table and a hash of them, whatever order and file format they lie in."""

    rows: int
    content: str


class Built(msgspec.Struct, frozen=True):
    """The version of the warehouse; `built_at` with its offset."""

    name: str
    built_at: str
    fingerprint: str

    @property
    def short(self) -> str:
        return self.name.split("-")[-1]


class Code(msgspec.Struct, frozen=True):
    """The program: a hash of its files, and the commit where it runs from a checkout."""

    content: str
    commit: str | None


class Missing(msgspec.Struct, frozen=True):
    """A sheet that is not loaded through the day: what rests on it is 暂不评价."""

    office: str
    name: str
    kind: str
    title: str
    through: date | None


class Source(msgspec.Struct, frozen=True):
    """A file of an office, by receipt; its name stays out, because it may be somebody's."""

    receipt_no: int
    sha256: str
    bytes: int
    received_at: str
    office: str | None
    sheets: dict[str, int]  # rows read by kind of sheet; empty where the file was refused


class Link(msgspec.Struct, frozen=True):
    """Another snapshot, by the hash of its manifest."""

    id: str
    manifest: str


class Superseded(msgspec.Struct, frozen=True):
    """The snapshot that this one corrects, and why."""

    id: str
    manifest: str
    because: str


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """All that stands fast before any paper is made."""

    format: int
    id: str
    number: int
    kind: Kind
    season: int
    as_of: str
    is_sample: bool
    version: Built
    code: Code
    contract_version: str
    rules_version: str
    calendar_version: str
    counting: dict[str, str] | None  # a hash of each count's SQL; None where it has changed since
    register_entry: str | None
    not_evaluated: list[Missing]
    totals: dict[str, int]
    sources: list[Source]
    tables: dict[str, Table]
    members: list[Member]
    tools: dict[str, str]
    fonts: dict[str, str]
    previous: Link | None
    supersedes: Superseded | None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.as_of[:10])

    @property
    def label(self) -> str:
        """Name it as tables and lists do: 2022 年终（2022-12-31）."""
        return f"{self.season} {KINDS[self.kind]}（{self.day}）"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The whole: `seal` is the hash of the basis, `signed_by` the fingerprint of the signing key."""

    basis: Basis
    seal: str
    documents: list[Member]
    signed_by: str

    def listed(self) -> dict[str, Member]:
        """Every member by its path, but for the manifest's own files."""
        return {member.path: member for member in (*self.basis.members, *self.documents)}


def end_of(day: date) -> str:
    """Write a day as the moment at which it ends in Beijing."""
    return f"{day.isoformat()}T23:59:59+08:00"


def member_of(path: str, content: bytes) -> Member:
    return Member(path, len(content), hashlib.sha256(content).hexdigest(), _sm3(content))


def members_of(contents: Mapping[str, bytes]) -> list[Member]:
    return [member_of(path, contents[path]) for path in sorted(contents)]


def _sm3(content: bytes) -> str | None:
    try:
        return hashlib.new("sm3", content).hexdigest()
    except ValueError:
        return None


def seal_of(basis: Basis) -> str:
    return text_digest(canonical(msgspec.to_builtins(basis)))


def encoded(manifest: Manifest) -> bytes:
    """Write it in the one way in which it is signed."""
    return canonical(msgspec.to_builtins(manifest)).encode()


def decoded(content: bytes) -> Manifest:
    """Read it. Raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Manifest)


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
