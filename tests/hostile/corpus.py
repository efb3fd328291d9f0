"""All cases, each with a number of an application that is its own."""

from tests.hostile import bombs, cells, encodings, formats, layouts, texts

ALL = [*encodings.CASES, *formats.CASES, *bombs.CASES, *layouts.CASES, *cells.CASES, *texts.CASES]


def numbers(cases):
    """Give each case its number; a file is named by it (no day, no number of a person)."""
    return [(case, f"2022{at:05d}") for at, case in enumerate(cases, start=1)]
