"""What the gallery shows: every page as its reader would open it, on days of the sample seasons."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard import roles
from etl.scope import office

DAY = {"season": "2025", "day": "2025-12-03"}
PAST = {"season": "2022", "day": "2022-12-19"}
HEJING = {"county": "652827"}
PAGES = roles.pages_for(office().role)
# Further states of a page: name → page and what its address asks.
STATES = {
    "overview-decided": ("", PAST),
    "overview-before": ("", {"season": "2025", "day": "2025-11-12"}),
    "overview-county": ("", PAST | HEJING),
    "quota-county": ("quota", PAST | HEJING),
    "progress-open": ("progress", {"season": "2025", "day": "2025-11-22"}),
    "progress-county": ("progress", PAST | HEJING),
    "quality-county": ("quality", PAST | HEJING),
    "flags-decided": ("flags", PAST),
    "county-desk": ("county", {"season": "2025", "day": "2025-11-24"} | HEJING),
    "county-desk-late": ("county", PAST | HEJING),
    "digest-decided": ("digest", PAST),
}
# Picture taken, name in docs, height kept.
IN_DOCS = (
    ("overview-decided-zh-1440", "overview.png", 1100),
    ("flags-decided-zh-1440", "flags.png", 1100),
    ("county-desk-zh-1440", "county.png", 1000),
    ("progress-open-zh-1440", "progress.png", 1100),
    ("quality-zh-1440", "quality.png", 1100),
    ("digest-decided-zh-1440", "digest.png", 1000),
    ("data-zh-1440", "data.png", 1100),
    ("overview-decided-en-1440", "overview-en.png", 1000),
    ("overview-decided-zh-375", "overview-375.png", 900),
)


@dataclass(frozen=True)
class Scene:
    """A name for the file, and what stands behind the server's address."""

    name: str
    address: str


def scenes(language: str) -> list[Scene]:
    """All of them in one language."""
    plain = {name: ("" if name == "overview" else name, DAY) for name in PAGES}
    return [
        Scene(name, f"{page}?{urlencode(asked | {'lang': language})}")
        for name, (page, asked) in (plain | STATES).items()
        if page in {"", *PAGES}
    ]
