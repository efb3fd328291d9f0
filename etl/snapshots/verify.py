"""Whether an archive is what was made: every member, the signature, every byte of the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from etl.keeping import files
from etl.paths import DataFolder
from etl.snapshots import archive, key
from etl.snapshots.manifest import (
    FORMAT,
    MANIFEST,
    SIGNATURE,
    SUMS,
    Manifest,
    decoded,
    encoded,
    hash_of,
    member_of,
    seal_of,
)

OWN = (MANIFEST, SIGNATURE, key.PUBLIC, SUMS)
ALTERED, ABSENT, EXTRA = "内容被改动", "不见了", "不在清单里，是后来加的"
UNLIKE = f"{ALTERED}，与签名不符"


@dataclass(frozen=True)
class Fault:
    """What does not agree, and where: at a member, the file, the chain, the register."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


@dataclass(frozen=True)
class Looked:
    """A snapshot's faults, and what it says of itself and holds where that could be read."""

    faults: tuple[Fault, ...]
    manifest: Manifest | None = None
    members: Mapping[str, bytes] = field(default_factory=dict)


def trusted(data: DataFolder) -> list[Ed25519PublicKey]:
    """List the keys that count: those noted in the data folder, and this machine's own."""
    keys = key.known_keys(data.snapshots)
    if key.is_at_hand():
        keys.append(key.signing_key().public_key())
    return keys


def look(content: bytes, keys: Sequence[Ed25519PublicKey]) -> Looked:
    """Check an archive by itself. Names each member that was changed, taken out or put in."""
    try:
        opened = archive.opened(content)
    except archive.NotAnArchiveError:
        return Looked((Fault("压缩包", "打不开，末尾的目录被改动或截去"),))
    members = opened.members
    faults = [Fault(name, ALTERED) for name in opened.broken]
    sums = _sums(members.get(SUMS))
    if sums is None and SUMS not in opened.broken:
        faults.append(Fault(SUMS, ALTERED if SUMS in members else ABSENT))
    manifest = _manifest(members.get(MANIFEST))
    faults += _signature(members, sums or {}, keys, set(opened.broken))
    if (
        manifest is None or Fault(MANIFEST, UNLIKE) in faults
    ):  # only the hashes beside it can tell then
        faults += _by_sums(members, sums or {}, set(opened.broken))
        return Looked(_distinct(faults), None, members)
    faults += _members(members, manifest, set(opened.broken))
    if sums is not None:
        is_signed = not any(fault.where in (MANIFEST, SIGNATURE) for fault in faults)
        faults += _listed(opened, manifest, sums, is_signed=is_signed)
    faults += _statement(members[MANIFEST], manifest)
    if not faults and not opened.is_as_packed:
        faults.append(Fault("压缩包", "成员之外的字节被改动（目录、文件头或附注）"))
    return Looked(_distinct(faults), manifest, members)


def _distinct(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Keep one fault a member, the first found; in the order of the archive."""
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.where, fault)
    return tuple(first[where] for where in sorted(first))


def _sums(content: bytes | None) -> dict[str, str] | None:
    try:
        return files.sums_of((content or b"").decode()) if content else None
    except ValueError:
        return None


def _manifest(content: bytes | None) -> Manifest | None:
    try:
        return decoded(content) if content else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _signature(
    members: Mapping[str, bytes],
    sums: Mapping[str, str],
    keys: Sequence[Ed25519PublicKey],
    broken: set[str],
) -> Iterator[Fault]:
    """Tell which of manifest and signature is not what it was; the hashes beside them give the hint."""
    absent = [name for name in (MANIFEST, SIGNATURE, key.PUBLIC) if name not in {*members, *broken}]
    yield from (Fault(name, ABSENT) for name in absent)
    if MANIFEST not in members or SIGNATURE not in members:
        return
    if key.is_signed(members[MANIFEST], members[SIGNATURE], keys):
        return
    kept = {name for name in (MANIFEST, SIGNATURE) if sums.get(name) == hash_of(members[name])}
    if kept == {MANIFEST}:
        yield Fault(SIGNATURE, ALTERED)
    elif kept == {SIGNATURE}:
        yield Fault(MANIFEST, UNLIKE)
    elif not key.is_signed(members[MANIFEST], members[SIGNATURE], _inside(members)):
        yield Fault(MANIFEST, "与签名不符：清单被重写过")
    else:
        mark = "、".join(key.fingerprint(each) for each in _inside(members))
        yield Fault(MANIFEST, f"签名的公钥（{mark}）不在认得的之中：清单被重写过，或是别处做的快照")


def _inside(members: Mapping[str, bytes]) -> list[Ed25519PublicKey]:
    return key.keys_in(members.get(key.PUBLIC, b""))


def _members(members: Mapping[str, bytes], manifest: Manifest, broken: set[str]) -> Iterator[Fault]:
    listed = manifest.listed()
    for path, expected in listed.items():
        if path in broken:
            continue
        if path not in members:
            yield Fault(path, ABSENT)
        elif not _is_as_listed(members[path], expected.sha256, expected.sm3, expected.bytes):
            yield Fault(path, ALTERED)
    for path in members.keys() - listed.keys() - {*OWN}:
        yield Fault(path, EXTRA)


def _is_as_listed(content: bytes, sha256: str, sm3: str | None, size: int) -> bool:
    found = member_of("", content)
    second = sm3 is None or found.sm3 is None or sm3 == found.sm3
    return (found.sha256, found.bytes) == (sha256, size) and second


def _by_sums(
    members: Mapping[str, bytes], sums: Mapping[str, str], broken: set[str]
) -> Iterator[Fault]:
    """Without a manifest, name what the list of hashes can still name."""
    if MANIFEST in members:
        yield Fault(MANIFEST, UNLIKE)
    for path, expected in sums.items():
        if path in members and path not in OWN and hash_of(members[path]) != expected:
            yield Fault(path, ALTERED)
        elif path not in members and path not in broken:
            yield Fault(path, ABSENT)


def _listed(
    opened: archive.Opened, manifest: Manifest, sums: Mapping[str, str], *, is_signed: bool
) -> Iterator[Fault]:
    """Hold the list of hashes against the manifest; where the signature fails it may be the only witness."""
    members = opened.members
    expected = {path: member.sha256 for path, member in manifest.listed().items()}
    actual = {name: hash_of(members[name]) for name in OWN[:-1] if name in members}
    sure = {MANIFEST, SIGNATURE} if is_signed else set()
    if _is_public_key(members.get(key.PUBLIC, b""), manifest.signed_by):
        sure.add(key.PUBLIC)
    elif key.PUBLIC in members:
        yield Fault(key.PUBLIC, ALTERED)
    doubtful = {name for name in actual if sums.get(name) != actual[name]} - sure
    yield from (Fault(name, ALTERED) for name in doubtful)
    stated = {name: sums.get(name, "") for name in (*doubtful, *opened.broken) if name in OWN}
    if files.as_sums({**expected, **actual, **stated}) != members[SUMS]:
        yield Fault(SUMS, ALTERED)


def _is_public_key(content: bytes, fingerprint: str) -> bool:
    found = key.keys_in(content)
    return (
        len(found) == 1
        and key.as_pem(found[0]) == content
        and key.fingerprint(found[0]) == fingerprint
    )


def _statement(content: bytes, manifest: Manifest) -> Iterator[Fault]:
    if manifest.basis.format > FORMAT:
        yield Fault(
            MANIFEST, f"是较新的程序写的（格式 {manifest.basis.format}，本程序认得 {FORMAT}）"
        )
    elif encoded(manifest) != content:
        yield Fault(MANIFEST, "不是唯一的写法")
    elif seal_of(manifest.basis) != manifest.seal:
        yield Fault(MANIFEST, "校验码与内容不符")
