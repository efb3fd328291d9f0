"""How fair the flags are at the loaded sizes: measured by simulation, kept beside the versions.

The result is a pure function of sizes, rates, rules and seed: its file is named by them, so versions with
the same sizes share it, and a lost file is computed again to the same numbers.
"""

import hashlib
from pathlib import Path

import duckdb
import msgspec
import numpy as np
from numpy.typing import NDArray

from etl.flags import tallies
from etl.flags.population import Population, population, season_of_sizes
from etl.flags.simulate import Drawn, Model, red
from etl.seasons import load_season

SEED = 20221118
SEASONS, SEASONS_OF_POWER = 2000, 400
TIMES = (2, 3, 4)
PLAIN_SHARE, PLAIN_WORST = 0.2, 2
REVISION = 1


class RuleHonesty(msgspec.Struct, frozen=True):
    """Shares of innocent seasons in which the rule shows red anywhere; the plain thresholds beside it."""

    rule_id: str
    rule_version: int
    title: str
    alone: float
    pooled: float
    plain_share: float
    plain_worst: float


class Power(msgspec.Struct, frozen=True):
    """The chance that a county some times as bad is red by the year's end, and by a plain threshold."""

    rule_id: str
    county_code: str
    n: int
    times: int
    one_season: float
    three_seasons: float
    plain_share: float


class Honesty(msgspec.Struct, frozen=True):
    """`innocent_red`: the share of seasons with any red of an innocent county, all rules, grains and days."""

    season: int
    season_of_sizes: int
    seasons: int
    seasons_of_power: int
    seed: int
    innocent_red: float
    innocent_red_of_county: dict[str, float]
    rules: list[RuleHonesty]
    power: list[Power]


def honesty(con: duckdb.DuckDBPyConnection, season: int) -> Honesty:
    """Take the kept result, else simulate (some tens of seconds) and keep it beside the version's file."""
    people = _people(con, season)
    path = _file(con, season, people)
    if path and path.exists():
        return msgspec.json.decode(path.read_bytes(), type=Honesty)
    measured = _measured(con, season, people)
    if path:
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_bytes(msgspec.json.encode(measured))
        draft.replace(path)
    return measured


def kept_honesty(con: duckdb.DuckDBPyConnection, season: int) -> Honesty | None:
    """Take the kept result only. Never simulates."""
    path = _file(con, season, _people(con, season))
    if path and path.exists():
        return msgspec.json.decode(path.read_bytes(), type=Honesty)
    return None


def _people(con: duckdb.DuckDBPyConnection, season: int) -> list[Population]:
    rules = load_season(season).flags
    source = season_of_sizes(con, season, rules)
    return [population(con, source, rule) for rule in rules]


def _file(con: duckdb.DuckDBPyConnection, season: int, people: list[Population]) -> Path | None:
    """Name the file by everything the result depends on; none for a version in memory."""
    digest = hashlib.sha256(f"{REVISION} {SEED} {SEASONS} {SEASONS_OF_POWER} {TIMES}".encode())
    for each in people:
        digest.update(msgspec.json.encode(each.rule))
        for numbers in (each.county, each.series, each.unit, each.entry, each.rate, each.seen):
            digest.update(numbers.tobytes())
    database = tallies.file_of(con)
    name = f"{season}-{digest.hexdigest()[:12]}.json"
    return Path(database).parent / "honesty" / name if database else None


def _measured(con: duckdb.DuckDBPyConnection, season: int, people: list[Population]) -> Honesty:
    counties, _ = tallies.places(con)
    models = [Model(each, len(counties)) for each in people if len(each.county)]
    rng = np.random.default_rng(SEED)
    accused = np.zeros((SEASONS, len(counties)), np.bool_)
    rules = [_innocent(rng, model, accused) for model in models]
    power = [
        found
        for model in models
        if model.people.rule.grain == "county"
        for number, code in enumerate(counties)
        for found in _power(rng, model, number, code)
    ]
    return Honesty(
        season=season,
        season_of_sizes=season_of_sizes(con, season, load_season(season).flags),
        seasons=SEASONS,
        seasons_of_power=SEASONS_OF_POWER,
        seed=SEED,
        innocent_red=float(accused.any(axis=1).mean()),
        innocent_red_of_county=dict(zip(counties, accused.mean(axis=0).tolist(), strict=True)),
        rules=rules,
        power=power,
    )


def _innocent(rng: np.random.Generator, model: Model, accused: NDArray[np.bool_]) -> RuleHonesty:
    """Simulate seasons in which all are equal; marks the accused counties in `accused`."""
    rule, last = model.people.rule, len(model.people.seen) - 1
    now, *past = _seasons(rng, model, SEASONS, np.ones(model.counties))
    alone = np.zeros(SEASONS, np.bool_)
    together = np.zeros(SEASONS, np.bool_)
    for look in range(last + 1):
        found, pooled = red(model, now, past, look)
        alone |= found.any(axis=1)
        together |= pooled.any(axis=1)
        home = model.place_of_unit if rule.grain == "unit" else np.arange(model.counties)
        for county in range(model.counties):
            accused[:, county] |= (found | pooled)[:, home == county].any(axis=1)
    x, n = now.tables(last)
    rates, judged_by = _plain(x, n)
    share = float((rates[:, judged_by] > PLAIN_SHARE).any(axis=1).mean())
    worst = float((rates[:, judged_by] > 0).any(axis=1).mean())
    return RuleHonesty(
        rule.id, rule.version, rule.title, float(alone.mean()), float(together.mean()), share, worst
    )


def _power(rng: np.random.Generator, model: Model, county: int, code: str) -> list[Power]:
    """Simulate one bad county among equals, in this season and in the two before."""
    found, last = [], len(model.people.seen) - 1
    for times in TIMES:
        worse = np.ones(model.counties)
        worse[county] = times
        now, *past = _seasons(rng, model, SEASONS_OF_POWER, worse)
        alone, together = red(model, now, past, last)
        x, n = now.tables(last)
        found.append(
            Power(
                model.people.rule.id, code, int(n[county].sum()), times,
                float(alone[:, county].mean()),
                float((alone | together)[:, county].mean()),
                float((_plain(x, n)[0][:, county] > PLAIN_SHARE).mean()),
            )
        )  # fmt: skip
    return found


def _seasons(
    rng: np.random.Generator, model: Model, seasons: int, times: NDArray[np.float64]
) -> list[Drawn]:
    """Draw the season and the earlier ones that the rule pools, all of the same sizes."""
    return [model.draw(rng, seasons, times) for _ in range(model.people.rule.pooled_seasons)]


def _plain(
    x: NDArray[np.int64], n: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give plain rates per place, and the places that have one."""
    sizes = n.sum(axis=1)
    return x.sum(axis=2) / np.maximum(sizes, 1), sizes > 0
