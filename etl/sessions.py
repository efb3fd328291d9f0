"""Sessions: a random token in the browser, its hash in the register, and when it ends."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from etl import accounts, audit
from etl.actor import Account
from etl.register import BEIJING, Register

KEPT = timedelta(days=2)
_WHO = """
    select account.*, session.token_sha256, session.started_at, session.last_seen_at,
        session.expires_at, session.ended_at, session.source
    from sessions as session
    inner join accounts as account on account.account_id = session.account_id
    where session.token_sha256 = ?
"""


@dataclass(frozen=True)
class Limits:
    """How long a session lasts without an act, and at most."""

    idle: timedelta = timedelta(minutes=30)
    most: timedelta = timedelta(hours=10)


@dataclass(frozen=True)
class Session:
    """A session that is open now, with its account as it is now."""

    sha256: str
    account: Account
    source: str
    must_change: bool
    last_seen_at: datetime


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def start(register: Register, account: Account, source: str, at: datetime, limits: Limits) -> str:
    """Open a session and register the log-in; the token is known to the browser alone."""
    token = secrets.token_urlsafe(32)
    moment = _written(at)
    with register.writing() as writing:
        writing.con.execute("delete from sessions where expires_at < ?", [_written(at - KEPT)])
        writing.con.execute(
            "insert into sessions (token_sha256, account_id, source, started_at, last_seen_at,"
            " expires_at) values (?, ?, ?, ?, ?, ?)",
            [digest(token), account.id, source, moment, moment, _written(at + limits.most)],
        )
        audit.add(writing, account, at, audit.SIGNED_IN, account.id, {"source": source})
    return token


def find(register: Register, sha256: str, at: datetime, limits: Limits) -> Session | None:
    """Find the session if it is still open and its account not disabled."""
    if not register.path.exists():
        return None
    with register.reading() as con:
        row = con.execute(_WHO, [sha256]).fetchone()
    if row is None or row["ended_at"] or row["disabled_at"]:
        return None
    last_seen = datetime.fromisoformat(row["last_seen_at"])
    if at > datetime.fromisoformat(row["expires_at"]) or at > last_seen + limits.idle:
        return None
    known = accounts.known(row)
    return Session(sha256, known.account, row["source"], known.must_change, last_seen)


def touch(register: Register, session: Session, at: datetime, limits: Limits) -> None:
    """Note an act of the user, now and then: the idle time begins anew."""
    if at - session.last_seen_at < min(timedelta(minutes=1), limits.idle / 8):
        return
    with register.writing() as writing:
        writing.con.execute(
            "update sessions set last_seen_at = ? where token_sha256 = ? and ended_at is null",
            [_written(at), session.sha256],
        )


def end(register: Register, session: Session, at: datetime) -> None:
    """Log out."""
    with register.writing() as writing:
        writing.con.execute(
            "update sessions set ended_at = ? where token_sha256 = ?",
            [_written(at), session.sha256],
        )
        audit.add(writing, session.account, at, audit.SIGNED_OUT, session.account.id)


def end_all(register: Register) -> None:
    """Close every session: a restored register still holds those that were open when it was saved."""
    with register.writing() as writing:
        writing.con.execute("delete from sessions")


def _written(at: datetime) -> str:
    """Write every moment in one zone, so that texts compare as times do."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")
