"""Read one file in this process and look up what became of a cell."""

from etl.paths import REFERENCE
from etl.reading.one_file import read_file


class ReadBack:
    """A file's description and its cells by (row_no, fact_no, column_id)."""

    def __init__(self, path, name=None):
        self.records = []
        self.parsed = read_file(path, name or path.name, REFERENCE, self._take)

    def _take(self, sheet_no, kind, records):
        self.records += [(sheet_no, kind, *record) for record in records]

    @property
    def sheet(self):
        return self.parsed.sheets[0]

    @property
    def refused(self):
        return self.parsed.refusal and self.parsed.refusal.rule

    @property
    def notes(self):
        return [note.rule for note in self.parsed.notes]

    def cell(self, column, row_no=2, fact_no=0):
        """Return (value, state, shown) of one cell of the first sheet that has it, else None."""
        return next((r[6:] for r in self.records if r[2:5] == (row_no, fact_no, column)), None)

    def values(self, column):
        return [record[6] for record in self.records if record[4] == column]

    def rows(self, kind):
        return sum(sheet.rows for sheet in self.parsed.sheets if sheet.kind == kind)
