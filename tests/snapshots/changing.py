"""Hands that change a snapshot, clumsy and skilled."""

from etl.keeping import files
from etl.snapshots import archive, key
from etl.snapshots import manifest as of
from etl.snapshots.draft import Draft
from etl.snapshots.make import sealed


def members(kept):
    return dict(archive.opened(kept.content()).members)


def put_back(kept, content):
    """Write over a snapshot, whatever its mode."""
    content = content if isinstance(content, bytes) else archive.packed(content)
    kept.path.chmod(0o644)
    kept.path.write_bytes(content)
    kept.path.chmod(0o444)


def flipped(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def rehashed(held, **basis):
    """Make manifest and list of hashes agree with changed members, as someone without the key can."""
    before = of.decoded(held[of.MANIFEST])
    own = {of.MANIFEST, of.SIGNATURE, key.PUBLIC, of.SUMS}
    contents = {name: each for name, each in held.items() if name not in own}
    papers = {name: each for name, each in contents.items() if name.startswith(of.DOCUMENTS)}
    rest = {name: each for name, each in contents.items() if name not in papers}
    fields = {name: getattr(before.basis, name) for name in before.basis.__struct_fields__}
    changed = of.Basis(**{**fields, "members": of.members_of(rest), **basis})
    manifest = of.Manifest(
        basis=changed,
        seal=of.seal_of(changed),
        documents=of.members_of(papers),
        signed_by=before.signed_by,
    )
    made = {**held, of.MANIFEST: of.encoded(manifest)}
    sums = {name: of.hash_of(each) for name, each in made.items() if name != of.SUMS}
    return {**made, of.SUMS: files.as_sums(sums)}


def signed_by(held, signer):
    """Sign anew with a key, as someone who holds it can."""
    manifest = of.decoded(rehashed(held)[of.MANIFEST])
    own = {of.MANIFEST, of.SIGNATURE, key.PUBLIC, of.SUMS}
    mark = key.fingerprint(signer.public_key())
    manifest = of.Manifest(
        basis=manifest.basis, seal=manifest.seal, documents=manifest.documents, signed_by=mark
    )
    return sealed(
        Draft({name: each for name, each in held.items() if name not in own}, manifest), signer
    )
