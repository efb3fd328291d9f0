"""Who looks at a page, asked anew at every run: the account of the session, or the demo on this machine."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import streamlit as st

from dashboard import access, exports, roles, settings
from dashboard.exports import Export
from etl import audit
from etl.actor import ANONYMOUS, Account
from etl.reference import places
from etl.scope import NOBODY, Scope, office
from etl.seasons import load_season
from etl.sessions import Session

DEMO = Account("", "", "office", office())
PUBLISHED_ON = ("overview", "quota")
_ACCOUNT, _PAGE, _NOTED = "signed-in", "page-open", "noted"


def settle() -> Account | None:
    """Settle who it is for this run, which is an act of the user; None once the session has ended."""
    found = _session()
    if found:
        access.touch(found)
    now: Account | None = found.account if found else DEMO if is_demo() else None
    st.session_state[_ACCOUNT] = now
    return now


def has_ended() -> bool:
    """Tell, where a part of a page runs by itself, whether the account is still as the page was made for.

    No act of the user: the idle time runs on.
    """
    found = _session()
    now = found.account if found else DEMO if is_demo() else None
    return now != st.session_state.get(_ACCOUNT)


def account() -> Account:
    """The account of this run; nobody, who sees nothing, where none has been settled."""
    found: Account | None = st.session_state.get(_ACCOUNT)
    return found or ANONYMOUS


def is_demo() -> bool:
    """Tell whether nobody has to log in: no account, and only this machine itself."""
    return not _sha256() and not access.needs_log_in() and _is_local()


def is_by_password() -> bool:
    found = _session()
    return found is not None and found.source == "local"


def enter(page: str) -> None:
    """Note which page this run shows."""
    st.session_state[_PAGE] = page


def shows_data() -> bool:
    """Tell whether the page of this run stands under the filters."""
    return st.session_state.get(_PAGE) not in roles.WITHOUT_DATA


def scope() -> Scope:
    found: Account | None = st.session_state.get(_ACCOUNT)
    return found.scope if found else NOBODY


def published(scope: Scope, season: int) -> Scope:
    """Let a county see counts of the others, where the season says so and the page shows only counts."""
    is_open = load_season(season).publication.other_counties == "counts"
    if scope.role == "county" and is_open and st.session_state.get(_PAGE) in PUBLISHED_ON:
        return scope.publishing([place.code for place in places("counties")])
    return scope


def note_cases(question: str, args: tuple[Hashable, ...], rows: int, version: str) -> None:
    """Note that a list of cases was opened, once a session for the same list."""
    key = (question, args, version)
    noted: set[Any] = st.session_state.setdefault(_NOTED, set())
    if rows and _sha256() and key not in noted:
        detail = audit.filters(args) | {"rows": rows, "page": st.session_state.get(_PAGE, "")}
        audit.note(
            access.register(), account(), access.now(), audit.OPENED, question, detail, version
        )
        noted.add(key)


def note_denied(what: str, value: str) -> None:
    """Note, once a session, that something outside the scope was asked for."""
    noted: set[Any] = st.session_state.setdefault(_NOTED, set())
    if _sha256() and (what, value) not in noted:
        audit.note(access.register(), account(), access.now(), audit.DENIED, value, {"why": what})
        noted.add((what, value))


def noted_export(make: Callable[[], bytes | str] | bytes, export: Export) -> Callable[[], bytes]:
    """Give back what makes the file: for this session only, and noted when it is made."""
    return exports.noted(make, export, _sha256())


def cases_in(found: Any) -> int:
    """Count the rows of persons in an answer, wherever they stand in it."""
    if isinstance(found, Mapping):
        if "application_no" in found:  # an extension of a whole county has none
            return int(bool(found["application_no"]))
        return sum(map(cases_in, found.values()))
    if isinstance(found, list | tuple):
        return sum(map(cases_in, found))
    if is_dataclass(found):
        return sum(cases_in(getattr(found, field.name)) for field in fields(found))
    return 0


def _session() -> Session | None:
    return access.session(_sha256())


def _sha256() -> str | None:
    """What the gate has put into the connection; a page run without a gate has none."""
    found = st.user.to_dict().get("session")
    return found if isinstance(found, str) else None


def _is_local() -> bool:
    headers = {name.lower(): value for name, value in st.context.headers.to_dict().items()}
    return access.Ends(
        settings.value("server.address"),
        None,
        st.context.ip_address,
        headers.get("host"),
        access.is_forwarded(headers),
    ).is_local
