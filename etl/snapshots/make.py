"""Making a snapshot: what is asked is checked, the version pinned, the archive signed, put away and noted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from etl import audit, pipeline, queries, warehouse
from etl.errors import UserError
from etl.keeping import files
from etl.keeping.state import written
from etl.lifecycle import records
from etl.paths import DataFolder
from etl.reading.masking import masked
from etl.register import BEIJING, Register, register_of
from etl.seasons import load_season
from etl.snapshots import acts, archive, key, program, rule_files, shelf, tables
from etl.snapshots.draft import Draft, Frame, Papers, drafted
from etl.snapshots.manifest import (
    KINDS,
    MANIFEST,
    SIGNATURE,
    SUMS,
    Kind,
    Link,
    Manifest,
    Superseded,
    encoded,
    hash_of,
)
from etl.snapshots.noted import noted
from etl.snapshots.shelf import Kept
from etl.warehouse import Version


@dataclass(frozen=True)
class Wish:
    """What is asked for. `supersedes` is the id of the snapshot that this one corrects, with the reason."""

    kind: Kind
    season: int
    day: date
    version: str | None = None
    supersedes: str | None = None
    because: str = ""


@dataclass(frozen=True)
class Made:
    """The snapshot; not new where the same was there. `has_new_key`: signed by another key than before."""

    kept: Kept
    manifest: Manifest
    is_new: bool
    has_new_key: bool = False


def make(data: DataFolder, wish: Wish, papers: Papers, now: datetime) -> Made:
    """Make the snapshot, unless the same is there. Holds the build lock: no load runs meanwhile."""
    _require_past(wish, now)
    with warehouse.build_lock(data.warehouse, now, doing="存快照"):
        version = warehouse.find(data.warehouse, wish.version)
        with warehouse.open_version(version) as con:
            rule_files.require_as_built(con, data, version)
            _require_known(wish, {row["season"] for row in queries.seasons(con)})
        there = _whole(data)
        same = [pair for pair in there if _is_same(pair[1], wish)]
        held = _acts(data, wish, version)
        if same and wish.supersedes is None:
            made = _unchanged(*same[-1], version, held)
        else:
            made = _made(data, wish, version, there, held, papers)
        _keep(data, made, version, now)
        return made


def _acts(data: DataFolder, wish: Wish, version: Version) -> bytes:
    lives = records.lives(register_of(data), wish.season)
    return acts.written(lives.values(), tables.persons(version) if lives else ())


def _made(
    data: DataFolder,
    wish: Wish,
    version: Version,
    there: list[tuple[Kept, Manifest]],
    held: bytes,
    papers: Papers,
) -> Made:
    signer = key.signing_key()
    frame = _frame(data, wish, version, there, key.fingerprint(signer.public_key()))
    own = {**tables.exported(version), acts.FILE: held}
    draft = drafted(data, own, rule_files.rule_files(data), frame, papers)
    content = archive.packed(sealed(draft, signer))
    put = shelf.put(data, frame.id, content)
    has_new_key = key.note_public(data.snapshots, signer.public_key())
    return Made(put, draft.manifest, is_new=True, has_new_key=has_new_key)


def sealed(draft: Draft, signer: Ed25519PrivateKey) -> dict[str, bytes]:
    """Add the manifest, its signature, the public key and the list of hashes."""
    manifest = encoded(draft.manifest)
    members = {
        **draft.members,
        MANIFEST: manifest,
        SIGNATURE: signer.sign(manifest),
        key.PUBLIC: key.as_pem(signer.public_key()),
    }
    return {**members, SUMS: files.as_sums({name: hash_of(each) for name, each in members.items()})}


def _frame(
    data: DataFolder,
    wish: Wish,
    version: Version,
    there: list[tuple[Kept, Manifest]],
    signed_by: str,
) -> Frame:
    register = register_of(data)
    last = there[-1] if there else None
    numbers = [manifest.basis.number for _, manifest in there]
    numbers += [entry.number for entry in noted(register)]
    anchor = register.anchor()
    same = [manifest for _, manifest in there if _is_same(manifest, wish)]
    return Frame(
        id=shelf.identity(wish.season, wish.kind, wish.day, len(same) + 1),
        number=max(numbers, default=0) + 1,
        kind=wish.kind,
        season=wish.season,
        day=wish.day,
        version=version.name,
        previous=Link(last[0].id, last[0].manifest_hash) if last else None,
        supersedes=_superseded(wish, there),
        register_entry=written(anchor) if anchor else None,
        counting=program.counting() if rule_files.is_counted_as_now(data, version) else None,
        signed_by=signed_by,
        code=program.code(),
        tools=program.tools(),
    )


def _superseded(wish: Wish, there: list[tuple[Kept, Manifest]]) -> Superseded | None:
    if wish.supersedes is None:
        return None
    because = masked(" ".join(wish.because.split()))
    if not because:
        raise UserError("没有写更正的原因。", "用 --because 写一句，如 --because 若羌县补报公示。")
    same = [pair for pair in there if _is_same(pair[1], wish)]
    found = next((kept for kept, _ in same if kept.id == wish.supersedes), None)
    if found is None:
        listed = "、".join(kept.id for kept, _ in same) or "无"
        raise UserError(
            f"没有可更正的快照“{wish.supersedes}”：更正须与原快照同年度、同种类、同一天。",
            f"这一天的{KINDS[wish.kind]}快照：{listed}。",
        )
    if found != same[-1][0]:
        raise UserError(
            f"快照 {found.id} 已由 {same[-1][0].id} 更正。",
            f"更正最新的一份：--supersedes {same[-1][0].id}。",
        )
    return Superseded(found.id, found.manifest_hash, because)


def _whole(data: DataFolder) -> list[tuple[Kept, Manifest]]:
    """List what is there; a damaged one is mended first, because the next would not follow on it."""
    there = shelf.readable(data)
    damaged = {each.id for each in shelf.kept(data)} - {kept.id for kept, _ in there}
    if damaged:
        raise UserError(
            f"已有的快照 {'、'.join(sorted(damaged))} 读不出清单，新的一份接不上。",
            "先从备份恢复它，再存新的快照。",
        )
    return there


def _is_same(manifest: Manifest, wish: Wish) -> bool:
    basis = manifest.basis
    return (basis.kind, basis.season, basis.day) == (wish.kind, wish.season, wish.day)


def _unchanged(there: Kept, manifest: Manifest, version: Version, held: bytes) -> Made:
    before = manifest.basis.version
    if before.name == version.name and there.member(acts.FILE) == held:
        return Made(there, manifest, is_new=False)
    what = (
        f"依据版本 {before.short}；现在的版本是 {version.short}"
        if before.name != version.name
        else "此后又办理过预警"
    )
    raise UserError(
        f"快照 {there.id} 已有，{what}。",
        f"更正以后另存一份，原来的不动：--supersedes {there.id} --because 原因。",
    )


def _require_past(wish: Wish, now: datetime) -> None:
    today = now.astimezone(BEIJING).date()
    if wish.day > today:
        raise UserError(f"{wish.day} 还没有到（今天是 {today}）。", "快照只存已经过去的日子。")
    end = load_season(wish.season).year_end.on
    if wish.kind == "year-end" and wish.day < end:
        raise UserError(
            f"年终快照截至 {end} 或以后，{wish.day} 还在年度之内。",
            "年度中间用 --kind milestone 或 --kind week。",
        )


def _require_known(wish: Wish, seasons: set[int]) -> None:
    if wish.season not in seasons:
        listed = "、".join(map(str, sorted(seasons))) or "无"
        raise UserError(f"没有 {wish.season} 年度的数据。", f"现有年度：{listed}。")


def _keep(data: DataFolder, made: Made, version: Version, now: datetime) -> None:
    """Pin the version and note the snapshot; a run that was cut off in between is completed by the next."""
    pinned = warehouse.pins(data.warehouse).get(version.name)
    reason = f"快照 {made.kept.id}"
    if reason not in (pinned or "").split("；"):
        warehouse.pin(data.warehouse, version, f"{pinned}；{reason}" if pinned else reason)
    register = register_of(data)
    if pipeline.is_sample(data) and not register.path.exists():
        return
    if made.kept.id not in {entry.id for entry in noted(register)}:
        _note(register, made, version, now)


def _note(register: Register, made: Made, version: Version, now: datetime) -> None:
    basis = made.manifest.basis
    detail: Mapping[str, object] = {
        "number": basis.number,
        "sha256": hash_of(made.kept.content()),
        "manifest": made.kept.manifest_hash,
        "signed_by": made.manifest.signed_by,
        "sample": basis.is_sample,
    }
    audit.note(
        register, audit.COMMAND_LINE, now, audit.SNAPSHOT, made.kept.id, detail, version.name
    )
