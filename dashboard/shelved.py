"""Snapshots as the page shows them: what is kept, whether it is whole, how two of them differ."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl import warehouse
from etl.paths import DataFolder
from etl.scope import Scope
from etl.snapshots import chain, compare, shelf, verify
from etl.snapshots.manifest import Manifest
from etl.snapshots.shelf import Kept

COMPARED_KEPT, VERDICTS_KEPT = 64, 512


@dataclass(frozen=True)
class Shelved:
    """A snapshot, what does not agree about it, and whether its pages can still be opened."""

    kept: Kept
    manifest: Manifest
    faults: tuple[str, ...]
    version: str | None
    superseded_by: str | None

    @property
    def id(self) -> str:
        return self.kept.id


@dataclass(frozen=True)
class Shelf:
    """All of them, the newest first; `unreadable` are files that are no snapshot any more."""

    snapshots: tuple[Shelved, ...]
    unreadable: tuple[str, ...]
    chain: tuple[str, ...]

    @property
    def faulty(self) -> list[str]:
        """Name whatever does not agree."""
        broken = [each.id for each in self.snapshots if each.faults]
        return [*broken, *self.unreadable, *self.chain]

    def of(self, season: int) -> list[Shelved]:
        return [each for each in self.snapshots if each.manifest.basis.season == season]


def read(data: DataFolder) -> Shelf:
    """Look over the folder; a file is verified anew whenever it has changed."""
    readable = shelf.readable(data)
    corrected = {
        manifest.basis.supersedes.id: manifest.basis.id
        for _, manifest in readable
        if manifest.basis.supersedes
    }
    published = {version.name: version.short for version in warehouse.versions(data.warehouse)}
    made = [
        Shelved(
            kept=kept,
            manifest=manifest,
            faults=_faults(data, kept),
            version=published.get(manifest.basis.version.name),
            superseded_by=corrected.get(manifest.basis.id),
        )
        for kept, manifest in readable
    ]
    known = {kept.id for kept, _ in readable}
    return Shelf(
        tuple(reversed(made)),
        tuple(kept.id for kept in shelf.kept(data) if kept.id not in known),
        tuple(str(fault) for fault in chain.chain_faults(data)),
    )


def _faults(data: DataFolder, kept: Kept) -> tuple[str, ...]:
    stamp = kept.path.stat()
    register = data.root / "register.sqlite"
    noted = register.stat().st_mtime_ns if register.exists() else 0
    return _verified(data.root, kept.path, stamp.st_mtime_ns, stamp.st_size, noted)


@lru_cache(maxsize=VERDICTS_KEPT)
def _verified(root: Path, path: Path, _changed: int, _size: int, _noted: int) -> tuple[str, ...]:
    data = DataFolder(root)
    return tuple(str(fault) for fault in chain.faults_of(data, Kept(path), verify.trusted(data)))


@dataclass(frozen=True)
class Difference:
    """Lines of two snapshots for the places of a scope; `meanings` are the definitions that changed."""

    lines: tuple[Mapping[str, Any], ...]
    meanings: tuple[tuple[str, str, str, str], ...]


def difference(data: DataFolder, before: Kept, after: Kept, scope: Scope) -> Difference:
    """Compare two snapshots. Raises UserError where one of them is not whole."""
    found = _compared(data.root, before.path, after.path, before.manifest_hash, after.manifest_hash)
    lines = [line for line in found.lines if _is_seen(line, scope)]
    return Difference(tuple(lines), tuple(found.meanings))


def _is_seen(line: Mapping[str, Any], scope: Scope) -> bool:
    """A county's figures for whoever may count it; the prefecture's for whoever counts every county."""
    seen = scope.counting().counties
    if line["county_code"] is None:
        return _all_counties() <= seen
    return line["county_code"] in seen


def _all_counties() -> frozenset[str]:
    from etl.scope import office

    return office().counties


@lru_cache(maxsize=COMPARED_KEPT)
def _compared(root: Path, one: Path, two: Path, *_: str) -> compare.Compared:
    data = DataFolder(root)
    return compare.compared(
        compare.side(data, Kept(one)), compare.side(data, Kept(two)), by="county"
    )


def measures(found: Difference, wanted: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """List what can be compared by county, as (kind, id, title), each once."""
    known = {(line["kind"], line["id"]): line["title"] for line in found.lines}
    return [(*key, title) for key, title in known.items() if not wanted or key[1] in wanted]


def lines_of(found: Difference, kind: str, id_: str) -> Sequence[Mapping[str, Any]]:
    """Take one measure's lines, the prefecture first, counties in administrative order."""
    return [line for line in found.lines if (line["kind"], line["id"]) == (kind, id_)]


def whole(found: Difference) -> Sequence[Mapping[str, Any]]:
    """Take the first place's lines: the prefecture, or the one county of a scope."""
    if not found.lines:
        return []
    first = found.lines[0]["county_code"]
    return [line for line in found.lines if line["county_code"] == first]
