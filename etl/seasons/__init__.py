"""The rules of a season are data: one file a year, read typed and frozen; clauses by number."""

from etl.seasons.clauses import Clause, clauses
from etl.seasons.season import BASIS, Season, Window, load_season, season_of, seasons

__all__ = [
    "BASIS",
    "Clause",
    "Season",
    "Window",
    "clauses",
    "load_season",
    "season_of",
    "seasons",
]
