"""The rules of a season are data: one file a year, read typed and frozen; clauses by number."""

from etl.seasons.as_text import limits, print_season
from etl.seasons.clauses import Clause, clauses
from etl.seasons.feasibility import Feasibility, season_facts
from etl.seasons.season import BASIS, Season, Window, load_season, season_of, seasons

__all__ = [
    "BASIS",
    "Clause",
    "Feasibility",
    "Season",
    "Window",
    "clauses",
    "limits",
    "load_season",
    "print_season",
    "season_facts",
    "season_of",
    "seasons",
]
