"""How long the papers of a season take, against one setting of the longest of them; and a snapshot."""

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from dashboard.reports import documents
from dashboard.reports.forms import FORMS
from dashboard.reports.library import Wish, papers
from dashboard.reports.paper import Paper
from etl import queries, warehouse
from etl.paths import DataFolder, data_folder
from etl.scope import office
from etl.seasons import load_season
from etl.snapshots import make as making
from etl.snapshots.make import Wish as SnapshotWish

MOST = 10.0
# The papers of a year's end: 通报 in every form, the last 周调度, nine county pages to print.
SET = {"year-end": tuple(FORMS), "week": tuple(FORMS), "county": ("pdf",)}


def timed(make: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


def main() -> int:
    """Print a line a kind; 1 when the whole set costs more than it may."""
    data = data_folder()
    with warehouse.open_version(warehouse.find(data.warehouse, None)) as con:
        season = max(row["season"] for row in queries.seasons(con)) - 1  # the last one that is over
        day = load_season(season).year_end.on
        wish = Wish(con, office(), season, day)
        whole = one = 0.0
        print(f"{season} 年度，截至 {day}，秒：")
        for kind, forms in SET.items():
            told, made = timed(lambda kind=kind: papers(kind, wish))
            line, whole = f"{kind:<10} {len(made)} 份，内容 {told:5.2f}", whole + told
            for form in forms:
                seconds = _set(form, list(made.values()), data)
                line, whole = f"{line}，{form} {seconds:5.2f}", whole + seconds
                one = seconds if (kind, form) == ("year-end", "pdf") else one
            print(line)
    print(f"快照（连同文稿） {_snapshot(data, season, day):5.2f}")
    ratio = whole / one
    print(f"全套 {whole:.2f}，排一次通报的 PDF {one:.2f}：{ratio:.1f} 倍，上限 {MOST:.0f} 倍。")
    return int(ratio > MOST)


def _set(form: str, made: list[Paper], data: DataFolder) -> float:
    return timed(lambda: [FORMS[form](each, data) for each in made])[0]


def _snapshot(data: DataFolder, season: int, day: date) -> float:
    """In a copy, so that the sample keeps none."""
    with tempfile.TemporaryDirectory() as folder:
        copy = DataFolder(Path(shutil.copytree(data.root, Path(folder) / "data")))
        wish = SnapshotWish("year-end", season, day)
        return timed(lambda: making.make(copy, wish, documents, datetime.now(UTC)))[0]
