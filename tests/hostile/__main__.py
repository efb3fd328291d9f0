"""`python -m tests.hostile FOLDER`: the parser over every file of a folder; what must never come of it."""

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from etl.reading import limits
from etl.reading.gathering import gather
from tests.hostile.outcomes import KNOWN_WORDS
from tests.hostile.wild import AS_ROSTERS, AS_WRITTEN, outcomes

RULES = {"unreadable", "password", "not_a_spreadsheet", "no_known_sheet", "no_rows", "too_large"}
MOST_SECONDS, MOST_MEGABYTES = 20, 512


def faults_of(each):
    """What must not be: a fault of ours, no word, a foreign word, an empty success, too long, too large."""
    said = re.sub(r"“.*?”|[A-Z]+ 列", "", each.words, flags=re.DOTALL)
    found = {
        "a fault of ours": "未能处理" in each.words or "代码" in each.words,
        "no rule of the contract": bool(each.rule) and each.rule not in RULES,
        "refused without a word": bool(each.rule) and not each.words,
        "foreign words": bool({*re.findall(r"[A-Za-z]{3,}", said)} - KNOWN_WORDS),
        "a success without a row": not each.rule and not each.rows and not each.is_empty_allowed,
        "too long": each.seconds > MOST_SECONDS,
        "too much memory": each.peak > MOST_MEGABYTES,
    }
    return [name for name, is_so in found.items() if is_so]


def main(words=None):
    """Print counts by rule, the slowest and the largest; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("folder")
    parser.add_argument("--as-rosters", action="store_true", help="read every sheet to its end")
    parser.add_argument("--to", metavar="FILE", help="a line of JSON for each file")
    asked = parser.parse_args(words)
    started = time.monotonic()
    gathered = gather([asked.folder])
    module = AS_ROSTERS if asked.as_rosters else AS_WRITTEN
    found = list(outcomes(gathered.files, module=module))
    if asked.to:
        lines = [json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in found]
        Path(asked.to).write_text("".join(lines), "utf-8")
    say(f"{len(found)} 份，{time.monotonic() - started:.0f} 秒；没有读 {len(gathered.left_out)} 个")
    for rule, count in Counter(each.rule or "读出" for each in found).most_common():
        say(f"  {rule} {count}")
    for each in sorted(found, key=lambda e: -e.seconds)[:3]:
        say(f"  {each.seconds:.1f} 秒（上限 {limits.WALL_SECONDS:.0f}）{each.file}")
    for each in sorted(found, key=lambda e: -e.peak)[:3]:
        say(f"  {each.peak} MB（上限 {MOST_MEGABYTES}）{each.file}")
    wrong = [(fault, each) for each in found for fault in faults_of(each)]
    for fault, each in wrong:
        say(f"!! {fault}: {each.file}: {each.words}")
    return int(bool(wrong))


def say(text):
    print(text.encode("utf-8", "replace").decode("utf-8"), flush=True)


if __name__ == "__main__":
    sys.exit(main())
