"""Titles that their definitions give in both languages; they stand in no catalogue."""

from etl import catalog
from etl.contract.model import contract
from etl.seasons import seasons


def titles() -> dict[str, str]:
    """Map Chinese titles of counts, rates, milestones, sheets and flags to English, fit for a sentence."""
    defined: list[catalog.Count | catalog.Ratio] = [
        *catalog.counts(),
        *catalog.rates(),
        *catalog.milestones(),
    ]
    known = {each.title: each.title_en for each in defined}
    known |= {kind.title: kind.title_en for kind in contract().kinds.values()}
    known |= {rule.title: rule.title_en for season in seasons() for rule in season.flags}
    return {title: english[:1].lower() + english[1:] for title, english in known.items()}
