"""Which papers a role may take away, and the files that it takes: one paper, or several in one archive."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import duckdb

from dashboard.reports.forms import FORMS
from dashboard.reports.library import Wish, papers
from dashboard.words import mark, say
from etl.lifecycle.frozen import Thawed
from etl.lifecycle.records import FlagAct, Life
from etl.paths import DataFolder
from etl.scope import Scope

ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Offer:
    """A kind of paper: its name, and whom it is for."""

    kind: str
    title: str
    reader: str


OFFERS: Mapping[str, Offer] = MappingProxyType(
    {
        offer.kind: offer
        for offer in (
            Offer(
                "year-end",
                mark("年终通报"),
                mark("全州一份：总体和各县市情况、存在问题、下一步要求、附表"),
            ),
            Offer(
                "week",
                mark("周调度"),
                mark("全州一份，不超过两页：本周变化、进度、往后的日期、要协调的事"),
            ),
            Offer(
                "county",
                mark("县市周报"),
                mark("每个县市一页：数字、本周要办、预警和说明、报送的数据"),
            ),
            Offer(
                "notice",
                mark("告知书"),
                mark("每项预警和违规事实一份，送县市核实；登记“告知”以前是拟稿"),
            ),
        )
    }
)
# A leader's scope names nobody, so neither do its papers; notices are the office's to send.
_OF = {
    "office": ("year-end", "week", "county", "notice"),
    "leader": ("year-end", "week", "county"),
    "county": ("county", "notice"),
}
FORM_NAMES: Mapping[str, str] = MappingProxyType(
    {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": mark("网页")}
)


def offers(role: str) -> list[Offer]:
    """List what a role may take, in the order of the year's work."""
    return [OFFERS[kind] for kind in _OF.get(role, ())]


@dataclass(frozen=True)
class Taking:
    """A kind in a form for a scope on a day; `data` is asked for the office's own templates and typefaces."""

    kind: str
    form: str
    scope: Scope
    season: int
    day: date
    data: DataFolder

    @property
    def is_many(self) -> bool:
        """Tell whether it may be more than one paper, which then come in one archive."""
        return self.kind == "notice" or (self.kind == "county" and len(self.scope.counties) > 1)

    def name(self, place: str) -> str:
        """Name the file after what it is, of which place and day."""
        stem = "_".join(
            part for part in (place, OFFERS[self.kind].title, f"{self.day:%Y%m%d}") if part
        )
        return f"{stem}.{'zip' if self.is_many else self.form}"

    def made(
        self,
        con: duckdb.DuckDBPyConnection,
        lives: Mapping[str, Life],
        frozen: Callable[[FlagAct], Thawed] | None = None,
    ) -> bytes:
        """Write the papers. Raises UserError where there is none of this kind on this day.

        `frozen` shows what an act was recorded on, for letters on record.
        """
        wish = Wish(con, self.scope, self.season, self.day, lives, frozen=frozen)
        written = {
            f"{name}.{self.form}": FORMS[self.form](paper, self.data)
            for name, paper in papers(self.kind, wish).items()
        }
        if not written:  # an archive is taken all the same: it says that there is none
            written = {f"{say('说明')}.txt": say("这一天没有这种材料。").encode()}
        return packed(written) if self.is_many else next(iter(written.values()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Put files into one archive: the same files, the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
