"""A snapshot that is taken away or exchanged as a whole is seen by its neighbours and by the register."""

from datetime import date

import pytest

from etl.register import register_of
from etl.snapshots import key, shelf
from etl.snapshots import make as making
from etl.snapshots import manifest as of
from etl.snapshots.chain import chain_faults, faults_of
from etl.snapshots.make import Wish
from etl.snapshots.verify import trusted
from tests.snapshots.changing import members, put_back, signed_by
from tests.snapshots.papers import NOW, Plain


def all_faults(data):
    keys = trusted(data)
    own = [fault for kept in shelf.kept(data) for fault in faults_of(data, kept, keys)]
    return [str(fault) for fault in (*own, *chain_faults(data))]


def test_each_snapshot_names_the_one_before_by_the_hash_of_its_manifest(office):
    (first, one), (_, two) = shelf.readable(office)
    assert (one.basis.number, two.basis.number) == (1, 2)
    assert one.basis.previous is None
    assert two.basis.previous == of.Link(first.id, first.manifest_hash)
    assert all_faults(office) == []


def test_a_removed_link_is_named_by_its_successor_and_by_the_register(data):
    shelf.kept(data)[0].path.unlink()
    told = all_faults(data)
    assert any("前一份" in each and "不见了" in each for each in told)
    assert any("登记的第" in each and "不见了" in each for each in told)


def test_the_last_one_removed_is_named_by_the_register(data):
    last = shelf.readable(data)[-1][0]
    last.path.unlink()
    assert all_faults(data) == [f"{last.id}：登记的第 2 号快照不见了"]


def test_a_snapshot_exchanged_by_whoever_holds_the_key_is_named_by_successor_and_register(data):
    first = shelf.readable(data)[0][0]
    put_back(first, signed_by({**members(first), "documents/通报.json": b"{}"}, key.signing_key()))
    told = all_faults(data)
    assert any("登记簿里的校验值是另一个" in each for each in told)
    assert any("的清单变了" in each for each in told)


def test_a_snapshot_under_another_name_is_named(data, year_end):
    year_end.path.rename(data.snapshots / "2022-year-end-2022-12-31-2.zip")
    assert any("文件名" in each for each in all_faults(data))


def test_a_damaged_predecessor_stops_the_next(data):
    first = shelf.readable(data)[0][0]
    put_back(first, b"nothing")
    with pytest.raises(making.UserError, match="先从备份恢复") as refused:
        making.make(data, Wish("milestone", 2022, date(2022, 12, 10)), Plain(), NOW)
    assert first.id in str(refused.value)


def test_a_key_that_signed_no_noted_snapshot_is_named(data):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32).public_key()
    key.note_public(data.snapshots, stranger)
    assert [each for each in all_faults(data) if key.fingerprint(stranger) in each]


def test_after_the_last_was_removed_the_next_does_not_take_its_number(data):
    shelf.readable(data)[-1][0].path.unlink()
    made = making.make(data, Wish("milestone", 2022, date(2022, 12, 10)), Plain(), NOW)
    assert made.manifest.basis.number == 3


def test_a_snapshot_is_noted_once_with_its_hashes_and_without_a_name(office):
    entries = [e for e in register_of(office).entries() if e.kind == "snapshot.made"]
    assert [entry.subject for entry in entries] == [kept.id for kept, _ in shelf.readable(office)]
    assert all(entry.account_id == "command-line" and entry.name == "" for entry in entries)
    assert of.hash_of(shelf.readable(office)[0][0].content()) in entries[0].detail
    assert register_of(office).verify() == []
