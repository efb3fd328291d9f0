"""The log's hash chain: an entry seals its content and the entry before it; every later change shows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

START = "0" * 64
Contents = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Entry:
    """One line of the log. `previous` is the hash of the line before; `hash` covers all else."""

    act_no: int
    at: str
    account_id: str
    name: str
    role: str
    kind: str
    subject: str
    detail: str
    warehouse_version: str | None
    content_sha256: str
    previous: str
    hash: str = ""


_SEALED = tuple(each.name for each in fields(Entry) if each.name != "hash")


@dataclass(frozen=True)
class Anchor:
    """A hash noted outside the register when its entry was written; it may be cut short on paper."""

    act_no: int
    hash: str


@dataclass(frozen=True)
class Fault:
    """What does not agree, and at which entry (None: at none of them)."""

    act_no: int | None
    what: str


@dataclass(frozen=True)
class Whole:
    """All that verification looks at, read in one transaction. `entries` is gone through several times."""

    entries: Iterable[Entry]
    contents: Mapping[int, Contents]
    frozen: Mapping[str, str]
    anchors: Sequence[Anchor]
    is_anchored: bool = True


def canonical(value: Any) -> str:
    """Write a value as JSON in one way only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def seal(entry: Entry) -> str:
    """Compute the hash of an entry from everything in it but the hash."""
    return digest({name: getattr(entry, name) for name in _SEALED})


def faults(whole: Whole) -> list[Fault]:
    """Name every entry that was changed, removed, inserted, moved or cut off, in order."""
    found = [
        *_chain(whole.entries),
        *_contents(whole),
        *_frozen(whole),
        *_anchors(whole),
    ]
    return sorted(found, key=lambda fault: (fault.act_no is None, fault.act_no or 0))


def _chain(entries: Iterable[Entry]) -> Iterator[Fault]:
    last, number = START, 0
    for entry in entries:
        number += 1
        while number < entry.act_no:
            yield Fault(number, "这一条不见了")
            number += 1
        if seal(entry) != entry.hash:
            yield Fault(entry.act_no, "这一条被改过，或不是原来的位置")
        elif entry.previous != last:
            yield Fault(entry.act_no, "与前一条接不上，前面有改动、删除或插入")
        last = entry.hash


def _contents(whole: Whole) -> Iterator[Fault]:
    known = set()
    for entry in whole.entries:
        known.add(entry.act_no)
        if digest(whole.contents.get(entry.act_no, {})) != entry.content_sha256:
            yield Fault(entry.act_no, "所附的内容被改过、删去或添加")
    for act_no in whole.contents:
        if act_no not in known:
            yield Fault(act_no, "有内容而没有对应的登记")


def _frozen(whole: Whole) -> Iterator[Fault]:
    named = {
        row["flag_acts"]["frozen_sha256"]: act_no
        for act_no, row in whole.contents.items()
        if "flag_acts" in row
    }
    for sha256, act_no in named.items():
        if text_digest(whole.frozen.get(sha256, "")) != sha256:
            yield Fault(act_no, "留存的数字和证据行被改过或不见了")
    for sha256 in whole.frozen:
        if sha256 not in named:
            yield Fault(None, f"多出一份没有登记引用的留存（{sha256[:8]}）")


def _anchors(whole: Whole) -> Iterator[Fault]:
    noted: dict[int, tuple[str, ...]] = {}
    for anchor in whole.anchors:
        noted[anchor.act_no] = (*noted.get(anchor.act_no, ()), anchor.hash)
    last = 0
    for entry in whole.entries:
        last = entry.act_no
        hashes = set(noted.get(entry.act_no, ()))
        agreeing = {noted_hash for noted_hash in hashes if entry.hash.startswith(noted_hash)}
        if hashes and not agreeing:
            yield Fault(entry.act_no, "与登记时记下的锚不符")
        elif hashes - agreeing:
            yield Fault(entry.act_no, "另有一个不符的锚：原来的一条被换掉，或登记时断电后重新写过")
        elif not hashes and whole.is_anchored:
            yield Fault(entry.act_no, "没有锚，不是由本程序登记的")
    if last and not whole.is_anchored:
        yield Fault(None, "锚文件不见了，末尾是否被截去无从核对")
    for number in sorted(noted):
        if number > last:
            yield Fault(number, "锚还在而登记不在：末尾被截去，或登记时断电没有写成")
