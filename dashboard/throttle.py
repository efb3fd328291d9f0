"""Log-in slowed down, never locked: each failure of one account from one address makes the next try wait.

Other addresses do not wait for it, so an outsider cannot keep anyone out.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

FREE, LONGEST_WAIT, REMEMBERED, MOST_WAITING = 3, 30.0, 10_000, 4
_FORGOTTEN_AFTER = 15 * 60
Key = tuple[str, str]


class TooMany(Exception):  # noqa: N818 it is no error, only too many
    """As many tries as may wait are waiting."""


class Throttle:
    """Failures by account and address, in memory: a restart forgives."""

    def __init__(self, unit: float = 1.0) -> None:
        self.unit = unit
        self._failed: OrderedDict[Key, tuple[int, float]] = OrderedDict()
        self._waiting: dict[Key, int] = {}

    def wait(self, key: Key, at: float) -> float:
        """Seconds that the next try waits: none for the first few, then doubling up to half a minute."""
        count, since = self._failed.get(key, (0, at))
        if at - since > _FORGOTTEN_AFTER:
            count = 0
        behind = count + self._waiting.get(key, 0) - FREE
        return 0.0 if behind < 0 else min(2.0**behind, LONGEST_WAIT) * self.unit

    @asynccontextmanager
    async def turn(self, key: Key, at: float) -> AsyncIterator[None]:
        """Wait for one's turn."""
        seconds = self.wait(key, at)
        if self._waiting.get(key, 0) >= MOST_WAITING:
            raise TooMany
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            await asyncio.sleep(seconds)
            yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]

    def failed(self, key: Key, at: float) -> None:
        count, since = self._failed.pop(key, (0, at))
        fresh = at - since > _FORGOTTEN_AFTER
        self._failed[key] = (1 if fresh else count + 1, at)
        while len(self._failed) > REMEMBERED:
            self._failed.popitem(last=False)

    def passed(self, key: Key) -> None:
        self._failed.pop(key, None)
