"""F2: a load on a disk too small is refused in one line with the numbers; nothing is lost by it."""

import re
from dataclasses import dataclass
from datetime import datetime
from random import Random

import pytest

from etl import pipeline
from etl.actor import Account
from etl.hand_in import Offer, hand_in
from etl.inbox import HandedSheet
from etl.paths import DataFolder
from etl.scope import office
from tests.faults import disks
from tests.faults.conftest import LATE, MOMENT, OLD_MOMENT, content
from tests.faults.killed import leftovers
from tests.property.small_season import sheets, write

PERCENT = (25, 50, 75, 95, 99)
PLENTY = 256 * 2**20
NUMBERS = re.compile(r"磁盘空间不够：数据所在磁盘还有 [\d.,]+ MB，这次约需 [\d.,]+ MB。")


@dataclass(frozen=True)
class Kind:
    """A way of loading: from what, into what; `words` for the command line."""

    name: str
    is_first: bool = False
    words: tuple = ()
    by_inbox: bool = False
    form: str = "xlsx"


KINDS = (
    Kind("new files"),
    Kind("new files as text", form="csv-gb18030"),
    Kind("the inbox", by_inbox=True),
    Kind("nothing new, computed again", words=("--rebuild",)),
    Kind("the first load", is_first=True),
)


class Case:
    """A data folder on a small disk, and the load that it has to take."""

    def __init__(self, forge, season, kind, folder, sent):
        self.forge, self.kind, self.folder = forge, kind, folder
        self.data = DataFolder(folder / "data")
        self.sent = [] if kind.by_inbox or kind.words else [sent]
        if not kind.is_first:
            season.copy(self.data.root)
        if kind.by_inbox:
            for path in sorted(sent.iterdir()):
                self.hand_in(path)

    def hand_in(self, path):
        county = Account("boss", "职改办", "office", office())
        offer = Offer(path.read_bytes(), path.name, LATE, [HandedSheet("表", "roster", 1)], False)
        hand_in(self.data, offer, county, datetime.fromisoformat(MOMENT))

    def load(self, **mishaps):
        at = OLD_MOMENT if self.kind.is_first else MOMENT
        return self.forge.run(
            "load", *self.sent, *self.kind.words, "--quick", data=self.data,
            clock={"at": at}, **mishaps,
        )  # fmt: skip


@pytest.fixture(scope="module")
def sent(season, season_2022, tmp_path_factory):
    """What the county sends, in each form."""
    texts = tmp_path_factory.mktemp("sent")
    for sheet in sheets(season_2022):
        if sheet.sender == LATE:
            write(sheet, texts, Random(0), "csv-gb18030")
    return {"xlsx": season.more, "csv-gb18030": texts}


@pytest.fixture(scope="module")
def measured(forge, season, sent, tmp_path_factory):
    """How many bytes each kind of load takes, and what it comes to."""
    found = {}
    for kind in KINDS:
        with disks.disk(tmp_path_factory.mktemp("wide") / "disk", PLENTY) as folder:
            case = Case(forge, season, kind, folder, sent[kind.form])
            with disks.widest(folder) as taken:
                ended = case.load()
            assert ended.code in (0, 1), ended.told
            found[kind.name] = taken[-1], content(case.data)
    return found


def refused(case, before, ended):
    """What is not as promised of a load that had no room."""
    wrong = []
    if ended.code != 2:
        wrong.append(f"ended with {ended.code}")
    if len(NUMBERS.findall(ended.told)) != 1 or "Traceback" in ended.told:
        wrong.append(f"told: {ended.told}")
    if content(case.data) != before:
        wrong.append("the version shown has changed")
    wrong += [f"left over: {each}" for each in leftovers(case.data) if ".build" in each]
    return wrong


def after_room_was_made(case, expected):
    ended = case.load()
    wrong = [] if ended.code in (0, 1) else [f"with room again: {ended.code} {ended.told}"]
    if content(case.data) != expected:
        wrong.append("with room again: another content")
    return wrong + [f"left over: {each}" for each in leftovers(case.data)]


def filled_up(forge, season, kind, sent, folder, measured, percent):
    """Somebody takes the room while the load is under way; then gives it back."""
    taken, expected = measured[kind.name]
    with disks.disk(folder / f"{percent}", PLENTY) as small:
        case = Case(forge, season, kind, small, sent[kind.form])
        before, filler = content(case.data), small / "filler"
        how = {"stage": "收件", "file": str(filler), "leave": taken * percent // 100}
        wrong = refused(case, before, case.load(fill=how))
        filler.unlink()
        wrong += after_room_was_made(case, expected)
    return [f"{kind.name}, {percent} %: {each}" for each in wrong]


@pytest.mark.slow
def test_filled_up_during_a_load(forge, season, sent, tmp_path):
    kind = KINDS[0]
    with disks.disk(tmp_path / "disk", PLENTY) as small:
        case = Case(forge, season, kind, small, sent[kind.form])
        filler = small / "filler"
        how = {"stage": "写入", "file": str(filler), "leave": 100_000}
        assert refused(case, season.before, case.load(fill=how)) == []
        filler.unlink()
        assert after_room_was_made(case, season.after) == []


@pytest.mark.slow
def test_filled_up_during_loads_of_every_kind(forge, season, sent, measured, tmp_path, tally):
    wrong = [
        each
        for kind in KINDS
        for percent in PERCENT
        for each in filled_up(forge, season, kind, sent, tmp_path / kind.name, measured, percent)
    ]
    assert wrong == []
    tally("F2", len(KINDS) * len(PERCENT))


@pytest.mark.slow
def test_filled_up_at_every_stage(forge, season, sent, tmp_path, tally):
    """A few kilobytes are left, at each stage in turn: every kind of file meets a full disk."""
    from tests.faults.killed import points

    stages = {what for kind, what, _ in points(forge, season, tmp_path) if kind == "stage" and what}
    wrong, refusals = [], 0
    for stage in sorted(stages):
        for leave in (0, 8192, 65536):
            with disks.disk(tmp_path / f"{stage}-{leave}", PLENTY) as small:
                case = Case(forge, season, KINDS[0], small, sent["xlsx"])
                filler = small / "filler"
                ended = case.load(fill={"stage": stage, "file": str(filler), "leave": leave})
                found = refused(case, season.before, ended) if ended.code not in (0, 1) else []
                refusals += ended.code == 2
                filler.unlink()
                found += after_room_was_made(case, season.after)
                wrong += [f"{stage}, {leave}: {each}" for each in found]
    assert wrong == []
    assert refusals >= 2 * len(stages)  # the last stages have little left to write
    tally("F2", 3 * len(stages))


@pytest.mark.slow
@pytest.mark.parametrize("percent", PERCENT)
def test_a_disk_too_small_from_the_start_is_told_before_anything_is_written(
    forge, season, sent, tmp_path, percent
):
    with disks.disk(tmp_path / "disk", PLENTY) as small:
        case = Case(forge, season, KINDS[0], small, sent["xlsx"])
        there = sorted(path for path in case.data.root.rglob("*") if "build" not in path.name)
        needed = pipeline.room_for(case.data, [sent["xlsx"]])
        disks.fill(small / "filler", needed * percent // 100)
        assert refused(case, season.before, case.load()) == []
        now = sorted(path for path in case.data.root.rglob("*") if "build" not in path.name)
        assert now == there
        (small / "filler").unlink()
        assert after_room_was_made(case, season.after) == []


@pytest.mark.slow
def test_the_estimate_covers_what_a_load_takes(season, measured, sent):
    for kind in KINDS:
        data = DataFolder(season.old.root / "nothing") if kind.is_first else season.old
        taken, _ = measured[kind.name]
        estimate = pipeline.room_for(data, [sent[kind.form]])
        assert taken <= estimate, (kind.name, taken, estimate)
