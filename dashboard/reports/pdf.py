"""A paper as PDF/A-2b, set by typst after GB/T 9704; the same paper and fonts give the same bytes.

Everything said goes to typst as data, so nothing in a name is ever taken for an instruction.
"""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import typst

from dashboard.reports import pdf_content
from dashboard.reports.paper import Paper
from dashboard.reports.typefaces import Typefaces, typefaces

BEIJING = timezone(timedelta(hours=8))  # typst takes an offset, no name of a zone
TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"


def pdf(paper: Paper, fonts: Typefaces | None = None) -> bytes:
    """Set a paper; the moment in the file is the one at which its data were built."""
    chosen = fonts or typefaces()
    content = pdf_content.content(paper, chosen)
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=chosen.typst,
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=_moment(paper.origin.built_at),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _moment(built_at: datetime) -> datetime:
    """Versions are built in Beijing time and say no zone."""
    return built_at.astimezone(BEIJING) if built_at.tzinfo else built_at.replace(tzinfo=BEIJING)
