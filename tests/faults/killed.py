"""A load that is killed: what a reader finds then, and what the next load makes of it."""

import json
import shutil
from itertools import count

from etl import warehouse
from tests.faults.conftest import MOMENT, content

KILLED = -9
_numbers = count()


def points(forge, season, folder):
    """Watch one load from its beginning to its end: [kind, what, seconds since it began]."""
    data = season.copy(folder / "watched")
    seen = folder / "points.json"
    ended = load(forge, season, data, record=str(seen))
    assert ended.code in (0, 1), ended.told
    assert content(data) == season.after
    return json.loads(seen.read_text())


def load(forge, season, data, **mishaps):
    return forge.run("load", season.more, "--quick", data=data, clock={"at": MOMENT}, **mishaps)


def tried(forge, season, folder, **kill):
    """Kill a load and load again; tells in words what is not as promised, and whether it was killed."""
    data = season.copy(folder / f"killed-{next(_numbers)}")
    ended = load(forge, season, data, kill=kill)
    wrong = []
    if ended.code not in (KILLED, 0, 1):
        wrong.append(f"ended with {ended.code}: {ended.told}")
    if content(data) not in (season.before, season.after):
        wrong.append("a reader finds neither the old version nor the new one")
    if bad := [
        each.name for each in warehouse.versions(data.warehouse) if warehouse.fault_of(each)
    ]:
        wrong.append(f"half versions lie there: {bad}")
    again = load(forge, season, data)
    if again.code not in (0, 1) or again.err.count("Traceback"):
        wrong.append(f"the next load: {again.code} {again.told}")
    if content(data) != season.after:
        wrong.append("the next load comes to another content than one that nobody killed")
    wrong += [f"left over: {each}" for each in leftovers(data)]
    shutil.rmtree(data.root)
    return [f"{kill}: {each}" for each in wrong], ended.code == KILLED


def leftovers(data):
    """What no load is to leave behind."""
    drafts = [path for path in data.root.rglob(".*") if path.is_file() and path.name != ".lock"]
    notes = [data.warehouse / "build.json", *data.warehouse.glob("*.wal")]
    seals = [p for p in data.warehouse.glob("*.sha256") if not p.with_suffix(".duckdb").exists()]
    return [path.name for path in [*drafts, *notes, *seals] if path.exists()]
