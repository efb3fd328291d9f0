"""A snapshot before it is signed: everything in it follows from the version's tables, the rules, the program.

So the same is made again from what an archive holds, without the warehouse. Figures and papers are asked of
the tables as they are kept, without names; no paper of a snapshot can hold one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import duckdb

from etl import queries
from etl.lifecycle.records import Life
from etl.paths import DataFolder
from etl.scope import Scope
from etl.snapshots import acts, figures, rule_files, tables
from etl.snapshots.manifest import (
    DOCUMENTS,
    FORMAT,
    KINDS,
    README,
    SEAL_SHOWN,
    Basis,
    Built,
    Code,
    Kind,
    Link,
    Manifest,
    Superseded,
    end_of,
    members_of,
    seal_of,
)

_README = """{label}快照 {id}

figures/    当天各级的计数、比率、预警和口径。figures.csv 可用表格软件打开。
data/       数据版本 {version} 的全部表（Parquet），没有姓名、证件号和电话；文件和工作表只有编号。
register/   当时登记簿里对本年度预警的办理，没有经办人的姓名。
rules/      当时的规则、报送约定和日历的调整。
documents/  当时做出的文稿。文稿上印的快照校验码是清单（manifest.json）中 seal 的前 {shown} 位。

不用本程序也能核对：
  sha256sum -c SHA256SUMS
  openssl pkeyutl -verify -pubin -inkey signing.pub -rawin -in manifest.json -sigfile manifest.sig
公钥要与办公室另外公布的指纹 {key} 对照：signing.pub 是包内自带的，单凭它不能证明出处。
"""


@dataclass(frozen=True)
class Order:
    """What papers are made of: a version open for asking, its day, and the acts on flags by then.

    `data` is asked only for the office's own templates and typefaces; `seal` is printed on every paper.
    """

    con: duckdb.DuckDBPyConnection
    scope: Scope
    season: int
    day: date
    kind: Kind
    seal: str
    lives: Mapping[str, Life]
    data: DataFolder


class Papers(Protocol):
    """Whoever makes the papers of a snapshot, and names what they are set with."""

    def documents(self, order: Order) -> dict[str, bytes]:
        """Make the papers by name; the same for the same order, without clock or machine in them."""
        ...

    def fonts(self, data: DataFolder) -> dict[str, str]:
        """Give the hash of each typeface and of each template of the office by its name."""
        ...


@dataclass(frozen=True)
class Frame:
    """What does not follow from the tables: which snapshot it is, what it follows on, who makes it."""

    id: str
    number: int
    kind: Kind
    season: int
    day: date
    version: str
    previous: Link | None
    supersedes: Superseded | None
    register_entry: str | None
    counting: Mapping[str, str] | None
    signed_by: str
    code: Code
    tools: Mapping[str, str]

    def made_by(self, code: Code, tools: Mapping[str, str]) -> "Frame":
        """Let another state of the program make the same snapshot."""
        return replace(self, code=code, tools=tools)


@dataclass(frozen=True)
class Draft:
    """The members, papers included, and the manifest that names them."""

    members: Mapping[str, bytes]
    manifest: Manifest


def drafted(
    data: DataFolder,
    kept: Mapping[str, bytes],
    rules: Mapping[str, bytes],
    frame: Frame,
    papers: Papers,
) -> Draft:
    """Make figures and papers from what is `kept`: tables as `tables.exported` gives them, and the acts."""
    macros = rules[rule_files.MACROS].decode()
    with (
        tables.answering(kept, macros, frame.version) as con,
        rule_files.seasons_of(rules) as seasons,
    ):
        asked = figures.Asked(con, frame.season, frame.day, seasons)
        found = {**kept, **rules, **figures.made(asked)}
        found[README] = _readme(frame).encode()
        basis = _basis(asked, frame, found, papers.fonts(data))
        seal = seal_of(basis)
        order = Order(
            con,
            figures.scope(),
            frame.season,
            frame.day,
            frame.kind,
            seal[:SEAL_SHOWN],
            acts.read(kept[acts.FILE]),
            data,
        )
        made = papers.documents(order)
    documents = {f"{DOCUMENTS}{name}": content for name, content in made.items()}
    manifest = Manifest(
        basis=basis, seal=seal, documents=members_of(documents), signed_by=frame.signed_by
    )
    return Draft({**found, **documents}, manifest)


def _basis(
    asked: figures.Asked, frame: Frame, members: Mapping[str, bytes], fonts: Mapping[str, str]
) -> Basis:
    (about,) = queries.rows(asked.con, "from meta.version")
    parquet = {name: each for name, each in members.items() if name.endswith(".parquet")}
    contents = tables.contents_of(parquet)
    return Basis(
        format=FORMAT,
        id=frame.id,
        number=frame.number,
        kind=frame.kind,
        season=frame.season,
        as_of=end_of(frame.day),
        is_sample=about["is_sample"],
        version=Built(
            frame.version, f"{about['built_at']:%Y-%m-%dT%H:%M:%S}+08:00", about["fingerprint"]
        ),
        code=frame.code,
        contract_version=about["contract_version"],
        rules_version=about["rules_version"],
        calendar_version=figures.calendar_version(asked.con),
        counting=dict(frame.counting) if frame.counting is not None else None,
        register_entry=frame.register_entry,
        not_evaluated=figures.not_evaluated(asked.con, asked.season, asked.day, asked.seasons),
        totals=figures.totals(asked.con, asked.season, asked.day),
        sources=figures.sources(asked.con),
        tables=contents,
        members=members_of(members),
        tools=dict(frame.tools),
        fonts=dict(fonts),
        previous=frame.previous,
        supersedes=frame.supersedes,
    )


def _readme(frame: Frame) -> str:
    return _README.format(
        label=f"{frame.season} 年度{KINDS[frame.kind]}（截至 {frame.day}）",
        id=frame.id,
        version=frame.version.split("-")[-1],
        shown=SEAL_SHOWN,
        key=frame.signed_by,
    )


def frame_of(basis: Basis, signed_by: str) -> Frame:
    """Read back what a snapshot was made with."""
    taken = {
        name: getattr(basis, name) for name in Frame.__dataclass_fields__ if hasattr(basis, name)
    }
    return Frame(**{**taken, "version": basis.version.name, "signed_by": signed_by})
