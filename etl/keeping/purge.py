"""Originals purged: noted first, then entered in the ledger of purged files, then deleted.

After a kill at any moment the log says at least as much as has gone, and the next purge takes the rest.
"""

from collections.abc import Sequence
from datetime import datetime

from etl import audit, inbox, pipeline, warehouse
from etl.keeping.retention import Original, originals
from etl.paths import DataFolder
from etl.reading.landing import enter_purged
from etl.register import register_of


def due(
    data: DataFolder, now: datetime, season: int | None = None, *, with_refused: bool = False
) -> list[Original]:
    """List the originals whose time is over, those that an obstacle holds among them."""
    found = originals(data, with_refused=with_refused)
    return [each for each in found if each.is_over(now.date()) and season in (None, each.season)]


def purge(
    data: DataFolder, now: datetime, season: int | None = None, *, with_refused: bool = False
) -> tuple[list[Original], list[Original]]:
    """Delete what is due and whole without its original; gives what has gone and what could not be deleted.

    Refused during a load or a backup. Parsed rows, receipts, versions and the register stay.
    """
    with warehouse.build_lock(data.warehouse, now, "清除原件"):
        found = due(data, now, season, with_refused=with_refused)
        going = [each for each in found if not each.obstacle]
        if not going:
            return [], []
        _note(data, going, now)
        enter_purged(data, [each.receipt.sha256 for each in going], now)
        stuck = []
        for each in going:
            try:
                each.path.unlink(missing_ok=True)
            except OSError:  # open in another program, on Windows
                stuck.append(each)
        inbox.clear_landed(data)
    return [each for each in going if each not in stuck], stuck


def _note(data: DataFolder, going: Sequence[Original], now: datetime) -> None:
    """Note the act by numbers only; a folder of sample data gets no register for it."""
    if pipeline.is_sample(data) and not register_of(data).path.exists():
        return
    detail = {
        "files": len(going),
        "bytes": sum(each.receipt.size for each in going),
        "seasons": sorted({each.season for each in going}),
        "received_from": min(each.received for each in going).isoformat(),
        "received_to": max(each.received for each in going).isoformat(),
    }
    audit.note(register_of(data), audit.COMMAND_LINE, now, audit.PURGED, "originals", detail)
