"""Handing in: who may, under which name a file will land, and what is kept and registered of it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from etl import disk, inbox, private
from etl.actor import Account
from etl.errors import UserError
from etl.inbox import HandedIn, HandedSheet, sender_name
from etl.paths import DataFolder
from etl.plain_text import plain
from etl.reading.masking import masked_name
from etl.reading.names import names
from etl.register import BEIJING, Act, register_of
from etl.scope import PREFECTURE
from etl.told import told

HANDED_IN = "inbox.handed_in"
MOST_WAITING, MOST_BYTES = 60, 600 * 1024 * 1024
LONGEST_NAME = 120  # bytes; file systems stop at 255 with all that is put around it
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\s]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Offer:
    """What is to be handed in: the bytes, the name they land under, for whom, and what they hold."""

    content: bytes
    name: str
    sender: str
    sheets: Sequence[HandedSheet]
    practice: bool


def landing_name(name: str, sender: str, data: DataFolder) -> str:
    """Name a file as it will land: safe, without numbers of people, and naming a county in any case.

    The contract takes the county of a sheet from its file's name where nothing else tells it.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = _NOT_IN_NAMES.sub("_", masked_name(plain(last))).strip("._ ")
    ending = Path(clean).suffix if _ENDING.fullmatch(Path(clean).suffix) else ""
    cut = clean.removesuffix(ending).encode("utf-8", "replace")[:LONGEST_NAME]
    stem = cut.decode("utf-8", "ignore").strip("._ ") or "报送"
    known = names(data.reference)
    if sender != PREFECTURE and known.office_in(stem) is None:
        stem = f"{sender_name(sender)}_{stem}"
        if known.office_in(stem) is None:  # it names several of the same length, which is no answer
            stem = f"{sender_name(sender)}_报送"
    return stem + ("" if ending.lower() == ".json" else ending)  # records end so


def may_hand_in(actor: Account, sender: str) -> bool:
    """Tell whether an account may hand in for a county; the prefecture's own office also for itself."""
    if not actor.id or actor.role not in ("office", "county"):
        return False
    return sender in actor.scope.counties or (sender == PREFECTURE and actor.role == "office")


def hand_in(data: DataFolder, offer: Offer, actor: Account, at: datetime) -> tuple[HandedIn, bool]:
    """Keep a file for the next load and register the act; tells whether it was new.

    The same content again changes nothing and gives the first record.
    """
    if not may_hand_in(actor, offer.sender):
        raise UserError(
            told("{name}不能替{sender}报送。", name=actor.name, sender=sender_name(offer.sender)),
            told("请用该县市的账号报送。"),
        )
    digest = hashlib.sha256(offer.content).hexdigest()
    try:
        with inbox.held(data):
            if (known := inbox.known(data, digest)) and inbox.is_whole(data, known):
                return known, False
            _require_room(data, offer)
            return _keep(data, offer, digest, actor, at), True
    except OSError as error:
        raise UserError(
            told("没有报送成功，无法写入收件箱（{reason}）。", reason=disk.reason(error)),
            told("文件没有留下；请稍后再试，或告诉管理员检查磁盘空间和权限。"),
        ) from error


def _keep(data: DataFolder, offer: Offer, digest: str, actor: Account, at: datetime) -> HandedIn:
    moment = at.astimezone(BEIJING)
    record = HandedIn(
        sha256=digest,
        name=offer.name,
        stored_as=f"{moment:%Y%m%dT%H%M%S}-{digest[:8]}-{offer.name}",
        size=len(offer.content),
        sender=offer.sender,
        account_id=actor.id,
        account=plain(actor.name),
        at=moment.isoformat(timespec="seconds"),
        sheets=list(offer.sheets),
        practice=offer.practice,
    )
    folder = data.inbox / offer.sender
    private.folder(folder)
    kept, written = folder / record.stored_as, folder / f"{record.stored_as}.json"
    act = Act(
        HANDED_IN,
        subject=f"{offer.sender}/{digest[:8]}",
        detail={
            "sha256": digest,
            "name": offer.name,
            "size": record.size,
            "rows": record.rows,
            "practice": offer.practice,
        },
    )
    try:
        _write(kept, offer.content)
        _write(written, msgspec.json.encode(record))
        with register_of(data).writing() as writing:
            writing.append(actor, at, act)
    except BaseException:  # what is not registered was not handed in
        written.unlink(missing_ok=True)
        kept.unlink(missing_ok=True)
        raise
    return record


def _require_room(data: DataFolder, offer: Offer) -> None:
    mine = [record for _, record in inbox.waiting(data) if record.sender == offer.sender]
    if len(mine) >= MOST_WAITING or sum(r.size for r in mine) + len(offer.content) > MOST_BYTES:
        raise UserError(
            told("{sender}在收件箱里等待载入的文件已满。", sender=sender_name(offer.sender)),
            told("请告诉州职改办先载入，再继续报送。"),
        )


def _write(target: Path, content: bytes) -> None:
    coming = target.with_name(f".coming-{target.name}")
    try:
        private.write(coming, content)
        coming.replace(target)
    finally:
        coming.unlink(missing_ok=True)
