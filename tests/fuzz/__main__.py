"""`python -m tests.fuzz --minutes 5`: draw inputs and damage files until the time is over.

A file that breaks something is left in build/fuzz, values are printed: both belong into tests/hostile.
"""

import argparse
import itertools
import os
import random
import sys
import time
import traceback

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from etl.paths import ROOT
from tests.fuzz.claims import CLAIMS
from tests.fuzz.damage import Damage

KEPT = ROOT / "build" / "fuzz"
AT_ONCE, FILES_AT_ONCE, ENOUGH = 100, 5, 20


def drawn(claim, number):
    """Try a claim on many drawn inputs; gives how many, and what went wrong."""
    tried = [0]

    def counted(values):
        tried[0] += 1
        claim(*values)

    options = settings(
        max_examples=AT_ONCE, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    try:
        seed(number)(options(given(st.tuples(*CLAIMS[claim]))(counted)))()
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what we look for)
        notes = "\n".join(getattr(error, "__notes__", []))
        return tried[0], f"{notes}\n{''.join(traceback.format_exception(error)[-3:])}"
    return tried[0], None


def main(words=None):
    """Run until the time is over; exit code 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args(words)
    os.environ.setdefault("BZ_ID_KEY", "key of no one")
    number = random.SystemRandom().randrange(10**9) if asked.seed is None else asked.seed
    say(f"种子 {number}，{asked.minutes:g} 分钟")
    KEPT.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + asked.minutes * 60
    damage = Damage(KEPT, number)
    counts, broken = dict.fromkeys(CLAIMS, 0), {}
    for claim in itertools.cycle(CLAIMS):
        number += 1
        tried, fault = drawn(claim, number) if claim not in broken else (0, None)
        counts[claim] += tried
        if fault:
            broken[claim] = fault
            say(f"!! {claim.__name__}\n{fault}")
        for _ in range(FILES_AT_ONCE):
            path, fault = damage.once()
            if fault:
                broken[path] = fault
                say(f"!! {path}: {fault}")
        if time.monotonic() >= until or len(broken) >= ENOUGH:
            break
    damage.close()
    for claim, tried in counts.items():
        say(f"{tried:>8} {claim.__name__}")
    say(f"{damage.count:>8} 份改坏的文件，其中 {damage.read} 份仍可读")
    say(f"发现 {len(broken)} 处。")
    return int(bool(broken))


def say(text):
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"), flush=True)


if __name__ == "__main__":
    sys.exit(main())
