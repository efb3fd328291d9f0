"""Where the office's identity provider is: a file outside the data folder, since it holds a secret."""

import os
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from dashboard import access
from etl.errors import UserError
from etl.reading.secret import config_folder
from etl.told import told


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the provider has given the office; `claim` is what accounts name a user by."""

    issuer: str
    client_id: str
    client_secret: str
    origin: str
    claim: str = "sub"
    scope: str = "openid profile"

    def __post_init__(self) -> None:
        for address in (self.issuer, self.origin):
            parts = urlsplit(address)
            if parts.scheme != "https" and not access.is_loop(parts.hostname):
                raise ValueError(told("{address} 须以 https:// 开头", address=address))

    @property
    def redirect_uri(self) -> str:
        return f"{self.origin.rstrip('/')}/auth/back"


def file() -> Path:
    """Take BZ_OIDC, else oidc.toml beside the key of the hashes."""
    return Path(os.environ.get("BZ_OIDC") or config_folder() / "oidc.toml")


def is_set_up() -> bool:
    return file().is_file()


def provider() -> Provider:
    """Read it anew each time: it is small, and a changed secret needs no restart."""
    try:
        return msgspec.convert(tomllib.loads(file().read_text("utf-8")), Provider)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        what = told("统一身份认证的设置 {file} 不能用（{error}）。", file=file().name, error=error)
        raise UserError(what, told("对照 docs/operations.md 改正。")) from error
