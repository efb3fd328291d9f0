"""How much longer a page takes than one that draws the same and computes nothing, within one run."""

import pickle
import statistics
import tempfile
from pathlib import Path

from etl.paths import data_folder
from tests.benchmarks.session import Drawn, Session, opened
from tests.gallery.scenes import PAGES
from tests.serving import served

DAY = "season=2022&day=2022-12-19"
RUNS = 15
MOST = 3.0


def times(session: Session, page: str, query: str) -> tuple[float, Drawn]:
    """Median seconds of a rerun; the first runs fill the caches and do not count."""
    for _ in range(2):
        session.run(page, query)
    runs = [session.run(page, query) for _ in range(RUNS)]
    return statistics.median(each.seconds for each in runs), runs[-1]


def floor(drawn: Drawn, folder: Path) -> float:
    """Median seconds of the same elements without any computing."""
    file = folder / "elements"
    file.write_bytes(pickle.dumps([each.SerializeToString() for each in drawn.elements]))
    command = ("tests.benchmarks.floor",)
    with (
        served(data_folder(), command, health="/_stcore/health", BZ_REPLAY=f"{file}") as address,
        opened(address) as session,
    ):
        return times(session, "", "")[0]


def main() -> int:
    """Print a line a page; 1 when the heaviest is slower than it may be."""
    measured = {}
    with served(data_folder()) as address:
        for page in PAGES:
            with opened(address) as session:
                measured[page] = times(session, page, DAY)
    heaviest = max(measured, key=lambda page: measured[page][0])
    worst = 0.0
    print("重新运行一次的中位毫秒数（同样的图和行、不计算的空页作比）：")
    with tempfile.TemporaryDirectory() as folder:
        for page, (seconds, drawn) in measured.items():
            empty = floor(drawn, Path(folder))
            charts = sum(each.WhichOneof("type") == "plotly_chart" for each in drawn.elements)
            ratio = seconds / empty
            worst = ratio if page == heaviest else worst
            mark = "  ← 最重" if page == heaviest else ""
            print(
                f"{page:<10} {seconds * 1000:6.1f} / {empty * 1000:6.1f} = {ratio:4.2f}"
                f"  {len(drawn.elements)} 件，{charts} 图{mark}"
            )
    print(f"最重的一页是空页的 {worst:.2f} 倍，上限 {MOST} 倍。")
    return int(worst > MOST)
