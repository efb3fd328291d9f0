"""Files made for one reader: noted in the log as they are made, and given to that reader's session only."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from dashboard import access
from etl import audit
from etl.errors import UserError
from etl.told import told

REMEMBERED = 4096


@dataclass(frozen=True)
class Export:
    """What is taken away: its kind, the filters it was made under, how many rows, of which version."""

    what: str
    filters: tuple[tuple[str, Any], ...] = ()
    rows: int | None = None
    version: str | None = None


class Owners:
    """Whose session a file was made for, by its content."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = Lock()

    def add(self, sha256: str, session: str) -> None:
        with self._lock:
            self._kept[sha256, session] = None
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)

    def has(self, content: bytes, session: str) -> bool:
        with self._lock:
            return (hashlib.sha256(content).hexdigest(), session) in self._kept


owners = Owners()


def noted(
    make: Callable[[], bytes | str] | bytes, export: Export, session: str | None
) -> Callable[[], bytes]:
    """Make the file when it is asked for: for whoever is still logged in then, and not without an entry.

    In the demo nobody is known, and nothing is noted.
    """

    def made() -> bytes:
        if session is None:
            if access.needs_log_in():
                raise UserError(told("已启用登录，请先登录。"))
            return _bytes(make)
        found = access.session(session)
        if found is None:
            raise UserError(told("登录已结束，请重新登录。"))
        content = _bytes(make)
        sha256 = hashlib.sha256(content).hexdigest()
        detail = dict(export.filters) | {"bytes": len(content), "sha256": sha256}
        if export.rows is not None:
            detail["rows"] = export.rows
        audit.note(
            access.register(),
            found.account,
            access.now(),
            audit.TAKEN,
            export.what,
            detail,
            export.version,
        )
        owners.add(sha256, session)
        return content

    return made


def _bytes(make: Callable[[], bytes | str] | bytes) -> bytes:
    made = make() if callable(make) else make
    return made.encode() if isinstance(made, str) else made
