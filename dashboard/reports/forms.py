"""The forms that a paper can take: each a function of the paper and of what the office keeps for it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.reports.paper import Paper
from etl.paths import DataFolder

Setting = Callable[[Paper, DataFolder], bytes]


def _pdf(paper: Paper, data: DataFolder) -> bytes:
    from dashboard.reports.pdf import pdf
    from dashboard.reports.typefaces import typefaces

    return pdf(paper, typefaces(data))


def _word(paper: Paper, data: DataFolder) -> bytes:
    from dashboard.reports import word_own
    from dashboard.reports.word import word

    return word(paper, word_own.accepted(data, paper.kind))


def _workbook(paper: Paper, _: DataFolder) -> bytes:
    from dashboard.reports.workbook import workbook

    return workbook(paper)


def _offline_page(paper: Paper, _: DataFolder) -> bytes:
    from dashboard.reports.offline_page import offline_page

    return offline_page(paper)


def _text(paper: Paper, _: DataFolder) -> bytes:
    from dashboard.reports.text_form import text_form

    return text_form(paper)


# Imported when asked for: typst and docx cost a second that a list of forms does not need.
FORMS: Mapping[str, Setting] = MappingProxyType(
    {"pdf": _pdf, "docx": _word, "xlsx": _workbook, "html": _offline_page}
)
# Besides these the command line writes plain text, which is filed nowhere.
TYPED: Mapping[str, Setting] = MappingProxyType({**FORMS, "txt": _text})
