"""`season`: a year's windows with working days, and what they allow."""

import argparse

from etl.commands import printing
from etl.errors import FINE
from etl.paths import data_folder
from etl.seasons.as_text import print_season


def run(arguments: argparse.Namespace) -> int:
    """Print the windows and the feasibility check."""
    for line in print_season(arguments.season, data_folder(arguments.data).reference):
        printing.say(line)
    return FINE
