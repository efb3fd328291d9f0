"""What versions answer, kept for every reader who may ask the same: whoever asks is part of the question."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

import duckdb

from dashboard import signed_in
from etl import warehouse
from etl.warehouse import Version

ANSWERS_KEPT, PICTURES_KEPT, VERSIONS_OPEN = 2048, 256, 4
Question = Callable[..., Any]
Args = tuple[Hashable, ...]


@lru_cache(maxsize=VERSIONS_OPEN)
def _database(version: Version) -> duckdb.DuckDBPyConnection:
    return warehouse.open_version(version)


def asked(version: Version, question: Question, args: Args) -> Any:
    """Ask `question(con, *args)`; raises DamagedError where the file is not what was published."""
    try:
        with warehouse.asking(version), _database(version).cursor() as cursor:
            return question(cursor, *args)
    except warehouse.DamagedError:
        _database.cache_clear()
        raise


@lru_cache(maxsize=ANSWERS_KEPT)
def answer(version: Version, _language: str, question: Question, args: Args) -> Any:
    """Give what the version answers, kept; words in it are of the language."""
    return asked(version, question, args)


@lru_cache(maxsize=ANSWERS_KEPT)
def cases(version: Version, language: str, question: Question, args: Args) -> int:
    """Count the persons in an answer."""
    return signed_in.cases_in(answer(version, language, question, args))


@lru_cache(maxsize=PICTURES_KEPT)
def picture(
    version: Version, language: str, draw: Callable[[Any], Any], question: Question, args: Args
) -> Any:
    """Give the picture of an answer, kept; a figure kept is never changed afterwards."""
    return draw(answer(version, language, question, args))
