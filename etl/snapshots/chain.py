"""Whether the snapshots of a folder hang together: each with the one before, all with the register."""

from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from etl import pipeline
from etl.paths import DataFolder
from etl.register import register_of
from etl.snapshots import archive, key, shelf
from etl.snapshots.manifest import Manifest, hash_of
from etl.snapshots.noted import Noted, noted
from etl.snapshots.shelf import Kept
from etl.snapshots.verify import Fault, look


def faults_of(data: DataFolder, kept: Kept, keys: Sequence[Ed25519PublicKey]) -> list[Fault]:
    """Check a snapshot of the folder, with its link to the one before and its entry in the register."""
    content = kept.content()
    looked = look(content, keys)
    found = list(looked.faults)
    if looked.manifest is None:
        return found
    if looked.manifest.basis.id != kept.id:
        found.append(Fault("文件名", f"清单里的编号是 {looked.manifest.basis.id}"))
    found += _link(data, looked.manifest)
    entries = {entry.id: entry for entry in noted(register_of(data))}
    if kept.id in entries:
        if entries[kept.id].sha256 != hash_of(content):
            found.append(Fault("登记", "登记簿里的校验值是另一个：整份被换过"))
    elif register_of(data).path.exists() and not looked.manifest.basis.is_sample:
        found.append(Fault("登记", "登记簿里没有这一份"))
    return found


def _link(data: DataFolder, manifest: Manifest) -> Iterator[Fault]:
    linked = [("前一份", manifest.basis.previous), ("被更正的", manifest.basis.supersedes)]
    for name, link in linked:
        if link is None:
            continue
        path = data.snapshots / f"{link.id}{shelf.ENDING}"
        try:
            if Kept(path).manifest_hash != link.manifest:
                yield Fault("前后链", f"{name} {link.id} 的清单变了，接不上")
        except FileNotFoundError:
            yield Fault("前后链", f"{name} {link.id} 不见了")
        except (OSError, archive.NotAnArchiveError):
            yield Fault("前后链", f"{name} {link.id} 读不出，接不上")


def chain_faults(data: DataFolder) -> list[Fault]:
    """Name the snapshots that are gone, numbers that are double or missing, and keys nobody has noted."""
    register = register_of(data)
    entries = noted(register)
    there = shelf.readable(data)
    known = {kept.id for kept in shelf.kept(data)}
    found = [
        Fault(entry.id, f"登记的第 {entry.number} 号快照不见了")
        for entry in entries
        if entry.id not in known and (not entry.is_sample or pipeline.is_sample(data))
    ]
    found += _numbers([manifest.basis.number for _, manifest in there], entries, len(known))
    if entries:
        noted_keys = {entry.signed_by for entry in entries}
        strange = [
            key.fingerprint(each)
            for each in key.known_keys(data.snapshots)
            if key.fingerprint(each) not in noted_keys
        ]
        found += [Fault(key.PUBLIC, f"公钥 {each} 没有用来存过登记的快照") for each in strange]
    return found


def _numbers(numbers: Sequence[int], entries: Sequence[Noted], files_there: int) -> Iterator[Fault]:
    if len(numbers) < files_there:
        return  # one of them cannot be read, and is named as such
    noted_numbers = {entry.number for entry in entries}
    for number in sorted({n for n in numbers if numbers.count(n) > 1}):
        yield Fault("前后链", f"第 {number} 号有两份")
    last = max(numbers, default=0)
    for number in sorted(set(range(1, last)) - set(numbers) - noted_numbers):
        yield Fault("前后链", f"第 {number} 号不见了")
