"""What the tests ask for, and quick papers: made of what a snapshot hands out, the same every time."""

import json
from datetime import date, datetime

from etl import queries
from etl.register import BEIJING
from etl.snapshots.make import Wish

NOW = datetime(2026, 2, 1, 9, 0, tzinfo=BEIJING)
YEAR_END = Wish("year-end", 2022, date(2022, 12, 31))
WEEK = Wish("week", 2022, date(2022, 12, 4))


class Plain:
    """One short paper; it says what it was asked and one figure of the version."""

    def __init__(self, word="通报"):
        self.word = word

    def documents(self, order):
        (whole,) = queries.figures(order.con, order.scope, order.season, order.day)
        told = {
            "applied": whole.counts["applied"],
            "seal": order.seal,
            "acts": len(order.lives),
            "counties": len(order.scope.counties),
            "sees_persons": order.scope.sees_persons,
            "question": [order.season, order.day.isoformat(), order.kind],
        }
        return {f"{self.word}.json": json.dumps(told).encode(), "空.txt": b""}

    def fonts(self, data):
        return {path.name: "1" * 64 for path in data.root.glob("templates/*")} | {"Plain": "0" * 64}
