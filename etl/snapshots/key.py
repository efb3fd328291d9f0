"""The key that signs snapshots: made once, kept beside the key of ID numbers, outside the data folder.

Its public half lies in the data folder and in every snapshot, in the form that openssl reads.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from etl.errors import UserError
from etl.reading.secret import config_folder

FILE, ENVIRONMENT, PUBLIC = "snapshot.key", "BZ_SNAPSHOT_KEY", "signing.pub"
_GIVEN = re.compile(r"[0-9a-f]{64}")
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----\n?", re.DOTALL)
SHOWN = 16


def signing_key() -> Ed25519PrivateKey:
    """Take BZ_SNAPSHOT_KEY (64 hexadecimal signs), else the key file; makes the file on first use."""
    if given := os.environ.get(ENVIRONMENT):
        if not _GIVEN.fullmatch(given.strip().lower()):
            raise UserError(
                f"环境变量 {ENVIRONMENT} 不是签名密钥。",
                "应为 64 个十六进制字符；不设则用密钥文件。",
            )
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(given.strip()))
    file = config_folder() / FILE
    try:
        if not file.exists():
            _make(file)
        key = load_pem_private_key(file.read_bytes(), None)
    except OSError as error:
        raise UserError(
            f"无法读写签名密钥 {FILE}（{error.strerror}）。",
            "检查配置文件夹的权限，或用环境变量 BZ_CONFIG_DIR 指定另一个文件夹。",
        ) from error
    except ValueError as error:
        raise UserError(
            f"签名密钥 {FILE} 已损坏。",
            "从另存的一份恢复；没有另存的，把它移走，下次快照另生成一把，以前的快照仍能核对。",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError(f"{FILE} 不是 Ed25519 密钥。", "换回本程序生成的签名密钥。")
    return key


def is_at_hand() -> bool:
    """Tell whether this machine has a key already. Makes none."""
    return bool(os.environ.get(ENVIRONMENT)) or (config_folder() / FILE).exists()


def _make(file: Path) -> None:
    """Write a fresh key, readable by its owner only; the first of two processes wins."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f".{FILE}.{os.getpid()}")
    seed = Ed25519PrivateKey.from_private_bytes(secrets.token_bytes(32))
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(seed.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        fresh.replace(file)
    fresh.unlink(missing_ok=True)


def as_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """Name a public key in a few signs that can be read out or printed."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:SHOWN]


def keys_in(content: bytes) -> list[Ed25519PublicKey]:
    """Read public keys written one after another; what is none is passed over."""
    found = []
    for pem in _PEM.findall(content):
        try:
            key = load_pem_public_key(pem)
        except ValueError:
            continue
        if isinstance(key, Ed25519PublicKey):
            found.append(key)
    return found


def known_keys(folder: Path) -> list[Ed25519PublicKey]:
    """List the public keys noted in a folder of snapshots, oldest first."""
    file = folder / PUBLIC
    return keys_in(file.read_bytes()) if file.exists() else []


def note_public(folder: Path, key: Ed25519PublicKey) -> bool:
    """Add a public key to the folder's list if it is not in it; tells whether an earlier one was there."""
    known = known_keys(folder)
    if fingerprint(key) in {fingerprint(each) for each in known}:
        return False
    with (folder / PUBLIC).open("ab") as file:
        file.write(as_pem(key))
        file.flush()
        os.fsync(file.fileno())
    return bool(known)


def is_signed(content: bytes, signature: bytes, keys: Iterable[Ed25519PublicKey]) -> bool:
    """Tell whether one of the keys has signed exactly this content."""
    for key in keys:
        try:
            key.verify(signature, content)
        except InvalidSignature:
            continue
        return True
    return False
