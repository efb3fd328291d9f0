"""A sentence of the digest: its place among the others, its words, and the facts that it tells."""

from dataclasses import dataclass

from dashboard.digest_facts import Fact

# In order of consequence.
RED, AMBER, EASED, MISSED, COUNTED, RECORDED, SILENT, RESTATED, BETTER, MOVED = range(10)


@dataclass(frozen=True)
class Line:
    """A sentence without its full stop, its rank (the smallest first), and the facts that it tells."""

    rank: tuple[int, int]
    text: str
    facts: tuple[Fact, ...]

    @property
    def asks(self) -> bool:
        """Tell whether someone must be asked about it."""
        return self.rank[0] in (RED, AMBER, MISSED, COUNTED)
