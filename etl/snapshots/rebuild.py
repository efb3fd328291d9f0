"""Making a snapshot again, to see whether the same comes out.

It is made of its own tables; the version's are exported again too, where the warehouse still holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from etl import warehouse
from etl.errors import UserError
from etl.paths import DataFolder
from etl.snapshots import acts, archive, program, tables
from etl.snapshots.draft import Papers, drafted, frame_of
from etl.snapshots.manifest import DATA, MANIFEST, RULES, SIGNATURE, Basis, encoded
from etl.snapshots.shelf import Kept
from etl.snapshots.verify import look, trusted
from etl.warehouse import Version

_SHOWN = 24


@dataclass(frozen=True)
class Again:
    """What differs. `has_version`: the warehouse still holds the version, and its tables were compared.

    `tables` differ in their rows; `bytes_only` are members whose bytes differ though no table does;
    `changed` names what has changed in the program since, which may explain it.
    """

    is_same: bool
    has_version: bool
    tables: tuple[str, ...] = ()
    bytes_only: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def again(data: DataFolder, kept: Kept, papers: Papers) -> Again:
    """Make it with today's program and compare. Refuses an archive that is not whole."""
    looked = look(kept.content(), trusted(data))
    if looked.faults or looked.manifest is None:
        raise UserError(
            f"快照 {kept.id} 核对不符：{looked.faults[0]}。", "先用 snapshot verify 逐处查看。"
        )
    basis, members = looked.manifest.basis, looked.members
    own = {name: each for name, each in members.items() if name.startswith((DATA, acts.FILE))}
    rules = {name: each for name, each in members.items() if name.startswith(RULES)}
    frame = frame_of(basis, looked.manifest.signed_by)
    now = program.code()  # the same files may lie in a checkout, or not
    frame = frame.made_by(basis.code if now.content == basis.code.content else now, program.tools())
    made = drafted(data, own, rules, frame, papers)
    kept_version = _version(data, basis)
    found = dict(made.members)
    if kept_version:
        found |= tables.exported(kept_version)
    found[MANIFEST] = encoded(made.manifest)
    differing = _differing(members, found)
    in_rows = _in_rows(members, found, differing)
    return Again(
        is_same=not differing and _repacked(members, found) == kept.content(),
        has_version=kept_version is not None,
        tables=in_rows,
        bytes_only=tuple(name for name in differing if name not in in_rows),
        changed=_changed(basis, made.manifest.basis),
    )


def _version(data: DataFolder, basis: Basis) -> Version | None:
    name = basis.version.name
    there = (each for each in warehouse.versions(data.warehouse) if each.name == name)
    return next((each for each in there if warehouse.fault_of(each) is None), None)


def _differing(members: Mapping[str, bytes], found: Mapping[str, bytes]) -> list[str]:
    """Name members that came out otherwise, did not come out, or were not there; signatures apart."""
    own = {name for name in members if name in found or "/" in name}
    return sorted(name for name in own | found.keys() if members.get(name) != found.get(name))


def _in_rows(
    members: Mapping[str, bytes], found: Mapping[str, bytes], differing: list[str]
) -> tuple[str, ...]:
    """Keep the tables whose rows differ, both read by the same program."""
    shared = [n for n in differing if n.endswith(".parquet") and n in members and n in found]
    before = tables.contents_of({name: members[name] for name in shared})
    after = tables.contents_of({name: found[name] for name in shared})
    alone = [n for n in differing if n.endswith(".parquet") and n not in shared]
    return tuple(sorted([*alone, *(name for name in shared if before[name] != after[name])]))


def _repacked(members: Mapping[str, bytes], found: Mapping[str, bytes]) -> bytes:
    """Put what was made into an archive; the signature is the old one, which holds for the same manifest."""
    return archive.packed({**members, **found, SIGNATURE: members[SIGNATURE]})


def _changed(before: Basis, now: Basis) -> tuple[str, ...]:
    told = {"程序": (before.code.content, now.code.content)}
    told |= _pairs("", before.tools, now.tools) | _pairs("字体或模板 ", before.fonts, now.fonts)
    return tuple(f"{name} {old} → {new}" for name, (old, new) in told.items() if old != new)


def _pairs(
    word: str, before: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    names = sorted(before.keys() | now.keys())
    return {f"{word}{n}": (before.get(n, "无")[:_SHOWN], now.get(n, "无")[:_SHOWN]) for n in names}
