"""Past counties as a yardstick: which of them may be compared with, and how far they had come."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from etl.forecast.band import Shares
from etl.forecast.history import History
from etl.forecast.window import Path

ENOUGH_SEASONS = 2
ENOUGH_COUNTIES = 6


@dataclass(frozen=True)
class Pool:
    """The windows that are over, by season; only seasons with enough counties are kept."""

    seasons: dict[int, tuple[Path, ...]]
    fewest_seasons: int = ENOUGH_SEASONS

    def without(self, season: int) -> "Pool":
        """Leave a whole season out, for a test; what is left suffices if it is one season fewer."""
        kept = {year: paths for year, paths in self.seasons.items() if year != season}
        return Pool(kept, self.fewest_seasons - 1)

    @property
    def suffices(self) -> bool:
        return len(self.seasons) >= self.fewest_seasons

    def shares_at(self, elapsed: int, total: int) -> Shares:
        """List what share each had at the same working-day share of its window."""
        return np.array(
            [each.share_at(elapsed, total) for paths in self.seasons.values() for each in paths]
        )

    @property
    def size(self) -> int:
        return sum(map(len, self.seasons.values()))


def pool(everywhere: History, milestone_id: str, before: int) -> Pool:
    """Gather the counties of all seasons earlier than one; `everywhere` holds every county and series."""
    found: dict[int, list[Path]] = defaultdict(list)
    for (season, each), milestone in everywhere.milestones.items():
        if each != milestone_id or season >= before:
            continue
        walked = (everywhere.past_path(milestone, county) for county in everywhere.counties)
        found[season] = [one for one in walked if one]
    return Pool(_with_enough_counties(found))


def _with_enough_counties(found: dict[int, list[Path]]) -> dict[int, tuple[Path, ...]]:
    return {
        season: tuple(paths) for season, paths in found.items() if len(paths) >= ENOUGH_COUNTIES
    }


def pools(everywhere: History, before: int) -> dict[str, Pool]:
    """Gather the pool of every milestone."""
    ids: Collection[str] = {milestone_id for _, milestone_id in everywhere.milestones}
    return {milestone_id: pool(everywhere, milestone_id, before) for milestone_id in ids}
