"""The season's fixed days of decision, as known on a day: recorded extensions move them."""

from dataclasses import dataclass
from datetime import date

import duckdb

from etl.flags import tallies
from etl.seasons.flag_rule import FlagRule, Milestone


@dataclass(frozen=True)
class DecisionDays:
    """After online review, after the paper window's borderline day, at the year's end."""

    online_review: date
    paper: date
    year_end: date

    def on(self, milestone: Milestone) -> date:
        return {
            "online_review": self.online_review,
            "paper": self.paper,
            "year_end": self.year_end,
        }[milestone]

    def of(self, rule: FlagRule) -> list[date]:
        """List the days on which the rule decides, earliest first."""
        return sorted(self.on(milestone) for milestone in rule.decided_on)


def decision_days(con: duckdb.DuckDBPyConnection, season: int, day: date) -> DecisionDays:
    """Compute them from what was recorded by `day`.

    Online review and paper are decided on the first working day after the last end (with extensions; for
    paper after the borderline day of that end) and after the day on which the last extension was recorded.
    """
    ends = tallies.window_ends(con, season, day)
    return DecisionDays(
        ends["online_review_decided_on"], ends["paper_decided_on"], ends["year_end"]
    )
