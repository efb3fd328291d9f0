"""People's acts on the season's flags, as the register held them when the snapshot was made.

Who acted goes by role, not by name; what people wrote is kept without names out of the rosters.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from etl.lifecycle.frozen import FlagId
from etl.lifecycle.records import FlagAct, Life
from etl.lifecycle.states import State, Step
from etl.reading.masking import masked
from etl.register_chain import canonical
from etl.snapshots.columns import OMITTED

FILE = "register/acts.json"


def written(lives: Iterable[Life], persons: Iterable[str]) -> bytes:
    """Write the acts; `persons` are the names that are taken out of free text."""
    longest_first = sorted(persons, key=lambda name: (-len(name), name))
    told = [
        {
            "flag": asdict(life.id),
            "acts": [asdict(nameless(act, longest_first)) for act in life.acts],
        }
        for life in sorted(lives, key=lambda life: life.id.key)
    ]
    return canonical(json.loads(json.dumps(told, default=_text))).encode()


def read(content: bytes) -> dict[str, Life]:
    """Read them back as the register gives them, by key."""
    found = {}
    for each in json.loads(content):
        flag = FlagId(
            **{**each["flag"], "decision_day": date.fromisoformat(each["flag"]["decision_day"])}
        )
        found[flag.key] = Life(flag, tuple(map(_act, each["acts"])))
    return found


def _act(held: Mapping[str, Any]) -> FlagAct:
    typed = {
        "at": datetime.fromisoformat(held["at"]),
        "step": Step(held["step"]),
        "state": State(held["state"]),
    }
    return FlagAct(**{**held, **typed})


def nameless(act: FlagAct, persons: list[str]) -> FlagAct:
    """Take out who acted, and the names of persons (longest first) of what was written."""
    return replace(
        act,
        account_id="",
        name="",
        note=without_names(act.note, persons),
        reply=None if act.reply is None else without_names(act.reply, persons),
        reason=None if act.reason is None else without_names(act.reason, persons),
    )


def without_names(text: str, persons: list[str]) -> str:
    """Take names and long numbers out of what people wrote."""
    for name in persons:
        text = text.replace(name, OMITTED)
    return masked(text)


def _text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
