"""Who someone is: proved by a password of ours, or by what an identity provider has vouched for."""

from datetime import datetime

from etl import accounts, audit, passwords
from etl.actor import ANONYMOUS, Account
from etl.register import Register


def by_password(register: Register, account_id: str, password: str, at: datetime) -> Account | None:
    """Give the account whose password this is; every failure takes as long and is registered."""
    with register.reading() as con:
        row = con.execute("select * from accounts where account_id = ?", [account_id]).fetchone()
    fits = passwords.fits(row["password_hash"] if row else None, password)
    known = accounts.known(row) if row else None
    if known and fits and known.is_open:
        return known.account
    why = "password" if known and not fits else "disabled" if known else "unknown"
    refuse(register, known.id if known else "", why, "local", at)
    return None


def by_identity(register: Register, issuer: str, subject: str, at: datetime) -> Account | None:
    """Give the account that the office has opened for this identity."""
    with register.reading() as con:
        row = con.execute(
            "select * from accounts where issuer = ? and subject = ?", [issuer, subject]
        ).fetchone()
    known = accounts.known(row) if row else None
    if known and known.is_open:
        return known.account
    refuse(register, known.id if known else "", "disabled" if known else "unknown", "oidc", at)
    return None


def refuse(register: Register, account_id: str, why: str, source: str, at: datetime) -> None:
    """Register a failure. A name that is no account is not written down: it may be a password."""
    detail = {"why": why, "source": source}
    audit.note(register, ANONYMOUS, at, audit.REFUSED, account_id, detail)
