"""The entry: tells the seasons and writes the offices' files of them into a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.sample.books import save
from etl.sample.faults import Fault
from etl.sample.model import SeasonStory
from etl.sample.season import tell_seasons
from etl.sample.timetable import timetable
from etl.sample.waves import Post

SAMPLE_AS_OF = date(2025, 12, 3)
SAMPLE_SEASONS = (2022, 2023, 2024, 2025)
SAMPLE_SEED = 20221118


@dataclass(frozen=True)
class Sample:
    """The files with the truth behind them: the whole stories, and the mistakes planted in the files."""

    files: list[Path]
    stories: list[SeasonStory]
    faults: list[Fault]


def generate(
    out: Path,
    seed: int = SAMPLE_SEED,
    seasons: Sequence[int] | None = None,
    scale: int | None = None,
) -> list[Path]:
    """Write the files into a folder a season; `scale` is about the number of places, else 240."""
    return generate_sample(out, seed, seasons, scale).files


def generate_sample(
    out: Path,
    seed: int = SAMPLE_SEED,
    seasons: Sequence[int] | None = None,
    scale: int | None = None,
) -> Sample:
    """Write the files and give the truth back; the same arguments give the same bytes."""
    stories = tell_seasons(seed, list(seasons or SAMPLE_SEASONS), scale)
    files, faults = [], []
    for story in stories:
        post = Post(story, timetable(story.season), SAMPLE_AS_OF, seed)
        folder = out / str(story.season)
        files += [save(folder / file.name, file.content) for file in post.files()]
        faults += post.faults
    return Sample(files, stories, faults)
