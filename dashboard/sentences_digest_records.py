"""Sentences on what was put on record between two days: extensions, annulled returns."""

from collections.abc import Sequence
from datetime import date

from dashboard import formats
from dashboard.digest import Digest, Row
from dashboard.digest_facts import Fact, newly_recorded
from dashboard.words import say

Recorded = tuple[str, tuple[Fact, ...]]


def records(seen: Digest) -> list[Recorded]:
    """Extensions of whole counties, of single applications, and returns that were annulled."""
    found = newly_recorded(seen)
    extended = [row for row in found if row["is_extension"]]
    whole = [row for row in extended if row["application_no"] is None]
    single = [row for row in extended if row["application_no"] is not None]
    made = [_of_counties(seen, rows, *key) for key, rows in _grouped(whole).items()]
    made += [_of_persons(seen, rows, *key) for key, rows in _grouped(single).items()]
    annulled = [row for row in found if not row["is_extension"]]
    return [*made, _annulled(seen, annulled)] if annulled else made


def _grouped(rows: Sequence[Row]) -> dict[tuple[str, date], list[Row]]:
    found: dict[tuple[str, date], list[Row]] = {}
    for row in rows:
        found.setdefault((row["milestone"], row["extended_to"]), []).append(row)
    return found


def _facts(kind: str, rows: Sequence[Row]) -> tuple[Fact, ...]:
    is_extension = kind == "extension"
    return tuple(
        Fact(
            "extension" if is_extension else "annulment",
            row["milestone"],
            row["county_code"],
            None,
            row["extended_to"],
            on=row["recorded_on"],
        )
        for row in rows
    )


def _of_counties(seen: Digest, rows: Sequence[Row], milestone: str, until: date) -> Recorded:
    text = say(
        "获准延期：{counties}{milestone}延至 {day}",
        counties=formats.listed([seen.names[row["county_code"]] for row in rows]),
        milestone=say(milestone),
        day=formats.day(until),
    )
    return text, _facts("extension", rows)


def _of_persons(seen: Digest, rows: Sequence[Row], milestone: str, until: date) -> Recorded:
    text = say(
        "获准延期：{n} 份申报{milestone}延至 {day}{where}",
        n=len(rows),
        milestone=say(milestone),
        day=formats.day(until),
        where=_where(seen, rows),
    )
    return text, _facts("extension", rows)


def _annulled(seen: Digest, rows: Sequence[Row]) -> Recorded:
    text = say("登记误退更正 {n} 件{where}", n=len(rows), where=_where(seen, rows))
    return text, _facts("annulment", rows)


def _where(seen: Digest, rows: Sequence[Row]) -> str:
    """Each county with its number, in administrative order."""
    if seen.county:
        return ""
    numbers = {code: sum(row["county_code"] == code for row in rows) for code in seen.names}
    told = [(seen.names[code], number) for code, number in numbers.items() if number]
    if len(told) == 1:
        return formats.brackets(told[0][0])
    return formats.brackets(formats.listed([f"{name} {number}" for name, number in told]))
