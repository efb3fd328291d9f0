"""What the matrix asks: every question about places that the program has, found by its arguments."""

import importlib
import inspect
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from etl.flags.facts import facts_at
from etl.flags.judge import flags_at
from etl.paths import ROOT
from etl.queries import figures
from etl.scope import office
from etl.seasons import load_season

SEASON, SINCE, DAY = 2025, date(2025, 11, 26), date(2025, 12, 3)
ASKED = {
    "season": SEASON,
    "since": SINCE,
    "first": SINCE,
    "day": DAY,
    "last": DAY,
    "by": "county",
    "file": None,
    "unit": None,
    "rule": None,
    "sender": None,
    "with_old": True,
    "series": None,
    "rules": load_season(SEASON).flags,
    "count_id": "applied",
    "count": "applied",
    "count_ids": ("waiting_paper", "waiting_county", "applied"),
    "way": "way_to_panel",
    "rate_id": "return_rate",
    "reason": "填报错误",
    "key": "reason:填报错误",
    "form": "adjusted",
    "is_past_day": False,
}

# The windows and report days of all counties, from which forecasts of the scope's own are made.
INPUTS = {"etl.forecast.history.read"}
BY_COUNTY = ("dashboard.queries_flags", "dashboard.workbench")


def questions():
    """Find every public function of the program that asks a version under a scope."""
    found = {}
    for path in [*(ROOT / "dashboard").glob("*.py"), *(ROOT / "etl").rglob("*.py")]:
        if "scope: Scope" not in path.read_text("utf-8"):
            continue
        module = importlib.import_module(
            path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        )
        for name, function in inspect.getmembers(module, inspect.isfunction):
            asked = list(inspect.signature(function).parameters)
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and asked[:1] == ["con"] and {"scope", "whole"} & set(asked):
                found[f"{module.__name__}.{name}"] = function
    return {name: found[name] for name in sorted(found.keys() - INPUTS)}


def answer(con, function, scope, whole=None):
    """Ask it with what its arguments are called; flag and fact are those of the whole version."""
    whole = whole or con
    values = ASKED | {"scope": scope, "whole": scope, "chosen": scope}
    values |= {"county": None, "counties": tuple(figures(con, scope, SEASON, DAY, "county"))}
    names = list(inspect.signature(function).parameters)[1:]
    if function.__module__ == "dashboard.funnel":
        values["chosen"] = None
    if function.__module__ == "dashboard.quota":
        values["chosen"] = scope
    if function.__name__ in ("allotted", "read") and function.__module__ in BY_COUNTY:
        values["county"] = min(scope.counties, default="652827")
    if {"flag", "fact"} & set(names):
        values["flag"], values["fact"] = examples(whole)
    return function(con, *(values[name] for name in names))


@cache
def examples(con):
    """A flag and a fact of the whole version."""
    flags, facts = flags_at(con, office(), SEASON, DAY), facts_at(con, office(), SEASON, DAY)
    flag = next(f for f in flags if f.county_code == "652827" and f.observed and not f.unit)
    return flag, next(fact for fact in facts if fact.evidence)


def leaves(found, key=None):
    """Every value in an answer with the name it stands under."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from leaves(name, "key")
            yield from leaves(value, name)
    elif isinstance(found, list | tuple | set | frozenset):
        for each in found:
            yield from leaves(each, key)
    elif is_dataclass(found):
        for field in fields(found):
            if field.name == "names":  # what every code is called, whoever asks
                continue
            yield from leaves(getattr(found, field.name), field.name)
    else:
        yield (key, found)
