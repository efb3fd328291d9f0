"""A reader as a page is one: it takes the current version, and asks it several things, one after the other.

`python -m tests.faults.readers DATA STOP` writes a line for every page: when it began, the version's name,
the numbers on it. It ends when the file STOP is there.
"""

import sys
import time
from datetime import date
from pathlib import Path

from etl import queries, warehouse
from etl.paths import DataFolder
from etl.scope import office

DAY = date(2022, 12, 31)


def page(data):
    """Put a page together: its total, the sum of its cells, the rows of its list, its fingerprint."""
    from etl import evidence

    version = warehouse.find(data.warehouse, None)
    with warehouse.open_version(version) as con:
        total = queries.figures(con, office(), 2022, DAY)[0].counts["applied"]
        cells = queries.figures(con, office(), 2022, DAY, "county,series")
        listed = evidence.cases(con, office(), "applied", 2022, DAY)
        (mark,) = con.execute("select fingerprint from meta.version").fetchone()
    return version.name, total, sum(cell.counts["applied"] for cell in cells), len(listed), mark[:8]


if __name__ == "__main__":
    data, stop = DataFolder(Path(sys.argv[1])), Path(sys.argv[2])
    while not stop.exists():
        began = time.time()
        sys.stdout.write(f"{began} {' '.join(map(str, page(data)))}\n")
        sys.stdout.flush()
