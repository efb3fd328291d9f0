"""Passwords: what is asked of one, how it is kept (argon2id), and how one is made up."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from etl.errors import UserError
from etl.told import told

SHORTEST, LONGEST, MADE_UP_PARTS = 10, 200, 4
# Letters and figures that nobody mistakes for one another when a password is read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_FIGURES = "23456789"
_PART = 4


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex(16))


def hashed(password: str) -> str:
    return _hasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Compare; without a kept hash it takes as long and fails, so that nobody learns who exists."""
    if len(password) > LONGEST:
        return False
    try:
        return _hasher().verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def made_up() -> str:
    """Make a password of four groups, such as `kfmr-7wqa-…`: about 75 bits."""
    alphabet = _LETTERS + _FIGURES
    parts = ["".join(secrets.choice(alphabet) for _ in range(_PART)) for _ in range(MADE_UP_PARTS)]
    return "-".join(parts)


def require_good(password: str, account_id: str) -> None:
    """Refuse what is short, long, all alike or holds the account's own name."""
    if len(password) < SHORTEST:
        raise UserError(told("密码太短：至少 {n} 个字符。", n=SHORTEST))
    if len(password) > LONGEST:
        raise UserError(told("密码太长：至多 {n} 个字符。", n=LONGEST))
    if len(set(password)) < SHORTEST // 2:
        raise UserError(told("密码里不同的字符太少。"))
    if account_id.lower() in password.lower():
        raise UserError(told("密码里不能含账号名。"))
