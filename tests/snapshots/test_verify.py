"""Whatever is changed in a snapshot is seen, and named where it is."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from etl.snapshots import archive, key
from etl.snapshots import manifest as of
from etl.snapshots.verify import look, trusted
from tests.snapshots.changing import flipped, rehashed, signed_by

OWN = (of.MANIFEST, of.SIGNATURE, key.PUBLIC, of.SUMS)


@pytest.fixture(scope="module")
def keys(office):
    return trusted(office)


@pytest.fixture(scope="module")
def held(office):
    return archive.opened((office.snapshots / "2022-year-end-2022-12-31.zip").read_bytes()).members


def named(content, keys):
    content = content if isinstance(content, bytes) else archive.packed(content)
    return {fault.where for fault in look(content, keys).faults}


def test_a_snapshot_as_it_was_made_has_no_fault(held, keys):
    assert look(archive.packed(held), keys).faults == ()
    assert {"data/", "figures/", "rules/", "register/", "documents/"} == {
        f"{name.split('/')[0]}/" for name in held if "/" in name
    }


def test_a_flipped_byte_of_any_member_is_named_there_and_nowhere_else(held, keys):
    filled = [name for name in held if held[name]]
    assert len(filled) > 60
    for number, name in enumerate(filled):
        last = len(held[name]) - 1
        place = (0, last // 2, last)[number % 3]
        changed = {**held, name: flipped(held[name], place)}
        assert named(changed, keys) == {name}, (name, place)


@pytest.mark.parametrize("name", OWN)
def test_a_flipped_byte_anywhere_in_the_manifests_own_files_is_named_there(held, keys, name):
    size = len(held[name])
    for place in sorted(
        {0, 1, 64, 65, 66, size // 3, size // 2, size - 2, size - 1} & {*range(size)}
    ):
        assert named({**held, name: flipped(held[name], place)}, keys) == {name}, place


def test_a_byte_flipped_in_the_file_itself_names_the_member_that_holds_it(held, keys):
    content = archive.packed(held)
    for name in (*OWN, "data/core.review.parquet", "documents/通报.json"):
        place = content.index(held[name]) + len(held[name]) // 2
        assert named(flipped(content, place), keys) == {name}, name


def test_any_flipped_byte_of_the_file_is_seen(held, keys):
    content = archive.packed(held)
    chance = random.Random(7)
    ends = [*range(40), *range(len(content) - 40, len(content))]
    for place in [*ends, *(chance.randrange(len(content)) for _ in range(80))]:
        assert named(flipped(content, place), keys), place


@pytest.mark.parametrize("name", [*OWN, "data/core.review.parquet", "documents/空.txt"])
def test_a_member_that_is_gone_is_named(held, keys, name):
    rest = {each: content for each, content in held.items() if each != name}
    assert name in named(rest, keys)


def test_a_member_that_was_added_is_named(held, keys):
    assert named({**held, "documents/补充.pdf": b"new"}, keys) == {"documents/补充.pdf"}


@pytest.mark.parametrize("cut", [1, 30, 5000])
def test_a_file_cut_off_or_with_something_after_it_is_seen(held, keys, cut):
    content = archive.packed(held)
    assert named(content[:-cut], keys)
    assert named(content + b"\n" * cut, keys)
    assert named(b"no archive at all", keys) == {"压缩包"}


def test_a_rehashed_manifest_is_caught_by_the_signature(held, keys):
    changed = rehashed({**held, "documents/通报.json": b"{}"})
    (fault,) = look(archive.packed(changed), keys).faults
    assert fault.where == of.MANIFEST
    assert "与签名不符：清单被重写过" in fault.what


def test_a_manifest_signed_by_a_key_of_ones_own_is_caught(held, keys):
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    changed = signed_by({**held, "documents/通报.json": b"{}"}, stranger)
    (fault,) = look(archive.packed(changed), keys).faults
    assert fault.where == of.MANIFEST
    assert key.fingerprint(stranger.public_key()) in fault.what
    assert look(archive.packed(changed), [stranger.public_key()]).faults == ()


def test_a_seal_that_is_not_of_its_basis_is_caught_even_if_signed(held, keys):
    signer = key.signing_key()
    manifest = of.decoded(held[of.MANIFEST])
    wrong = of.Manifest(
        basis=manifest.basis,
        seal="0" * 64,
        documents=manifest.documents,
        signed_by=manifest.signed_by,
    )
    rest = {name: each for name, each in held.items() if name not in OWN}
    from etl.snapshots.draft import Draft
    from etl.snapshots.make import sealed

    assert named(sealed(Draft(rest, wrong), signer), keys) == {of.MANIFEST}


def test_the_second_digest_is_checked_too(held, keys):
    signer = key.signing_key()
    manifest = of.decoded(held[of.MANIFEST])
    assert all(each.sm3 for each in manifest.listed().values())
    first = manifest.documents[0]
    other = of.Member(first.path, first.bytes, first.sha256, "0" * 64)
    wrong = of.Manifest(
        basis=manifest.basis,
        seal=manifest.seal,
        documents=[other, *manifest.documents[1:]],
        signed_by=manifest.signed_by,
    )
    rest = {name: each for name, each in held.items() if name not in OWN}
    from etl.snapshots.draft import Draft
    from etl.snapshots.make import sealed

    assert named(sealed(Draft(rest, wrong), signer), keys) == {first.path}


def test_compressed_members_are_not_read(held, keys):
    """An archive from elsewhere cannot swell while it is read."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in held.items():
            bomb.writestr(name, content)
        bomb.writestr("bomb", b"0" * 10_000_000)
    found = look(out.getvalue(), keys)
    assert found.manifest is None
    assert "bomb" not in found.members
