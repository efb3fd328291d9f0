"""The key behind the keyed hash of ID numbers: made once, kept outside the data folder."""

import hashlib
import hmac
import os
import secrets
import sys
from pathlib import Path

from etl.errors import UserError

_HASH_BYTES = 16
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def config_folder() -> Path:
    """Take BZ_CONFIG_DIR, else the user's own configuration folder of this system."""
    if named := os.environ.get("BZ_CONFIG_DIR"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "bz-title"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "bz-title"


def id_key() -> bytes:
    """Take BZ_ID_KEY, else the key file; makes the file (mode 0600) on first use."""
    if given := os.environ.get("BZ_ID_KEY"):
        return given.encode()
    file = config_folder() / "id.key"
    try:
        key = file.read_text("ascii").strip() if file.exists() else _make(file)
    except OSError as error:
        raise UserError(
            f"无法读写密钥文件 {file}({error.strerror})。",
            "请检查该文件夹的权限,或用环境变量 BZ_CONFIG_DIR 指定另一个文件夹。",
        ) from error
    if len(key) < 2 * _HASH_BYTES:
        raise UserError(
            f"密钥文件 {file} 已损坏。", "请从备份恢复;没有备份时删除它,再重新读取全部文件。"
        )
    return key.encode()


def _make(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_hex(32) + "\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(fresh, file)  # the first of two processes wins; both then read the same key
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        fresh.replace(file)
    fresh.unlink(missing_ok=True)
    return file.read_text("ascii").strip()


def keyed_hash(text: str, key: bytes) -> str:
    """Hash one ID number to 32 letters; without digits, it can never be taken for a number of a person."""
    digest = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[: 2 * _HASH_BYTES]
    return digest.translate(_LETTERS)
