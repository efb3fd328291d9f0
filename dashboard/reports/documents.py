"""The papers that go into a snapshot, each in the forms it is used in; the same bytes for the same order."""

from dashboard.reports import library, word_own
from dashboard.reports.forms import FORMS
from dashboard.reports.typefaces import typefaces
from etl.paths import DataFolder
from etl.snapshots.draft import Order
from etl.snapshots.manifest import Kind, hash_of

EVERY_FORM, PRINTED = tuple(FORMS), ("pdf",)
# A county's sheet is printed and handed over; the prefecture's papers are also worked on.
WANTED: dict[Kind, dict[str, tuple[str, ...]]] = {
    "year-end": {"year-end": EVERY_FORM},
    "week": {"week": EVERY_FORM, "county": PRINTED},
    "milestone": {"week": EVERY_FORM, "county": PRINTED},
}


def documents(order: Order) -> dict[str, bytes]:
    """Make every paper of a kind of snapshot, by file name."""
    wish = library.Wish(order.con, order.scope, order.season, order.day, order.lives, order.seal)
    return {
        f"{name}.{form}": FORMS[form](paper, order.data)
        for kind, forms in WANTED[order.kind].items()
        for name, paper in library.papers(kind, wish).items()
        for form in forms
    }


def fonts(data: DataFolder) -> dict[str, str]:
    """Give the hash of each typeface, and of each Word template of the office's own that is in use."""
    own = word_own.folder(data)
    in_use = [name for name, state in word_own.states(data).items() if state == "自定"]
    return typefaces(data).hashes() | {
        f"templates/{name}": hash_of((own / name).read_bytes()) for name in in_use
    }
