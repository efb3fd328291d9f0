"""Where things lie: the project's own files, and one data folder that a command may name."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SQL = ROOT / "etl" / "sql"
SEASONS = ROOT / "etl" / "seasons"
REFERENCE = ROOT / "data" / "reference"


@dataclass(frozen=True)
class DataFolder:
    """One season store: what landed, what was parsed, what is published. Creates nothing by itself."""

    root: Path

    @property
    def landing(self) -> Path:
        """Files as they came, by content hash, and the ledger of receipts."""
        return self.root / "landing"

    @property
    def inbox(self) -> Path:
        """Files handed in on a page, by sender, waiting for the next load; and the records of them."""
        return self.root / "inbox"

    @property
    def parsed(self) -> Path:
        """Cells by content hash and contract version; ID numbers are already keyed hashes."""
        return self.root / "parsed"

    @property
    def warehouse(self) -> Path:
        """Published versions and the pointer to the current one."""
        return self.root / "warehouse"

    @property
    def snapshots(self) -> Path:
        """Signed archives of a day's figures and papers; written once, never changed."""
        return self.root / "snapshots"

    @property
    def logs(self) -> Path:
        """What the program itself has to tell, a file a day; people's acts stand in the register."""
        return self.root / "logs"

    @property
    def reference(self) -> Path:
        """The office's own counties, series and calendar where the folder has them, else the project's."""
        own = self.root / "reference"
        return own if own.is_dir() else REFERENCE


def data_folder(named: str | os.PathLike[str] | None = None) -> DataFolder:
    """Take the folder named on the command line, else BZ_DATA, else the project's `data/`."""
    return DataFolder(Path(named or os.environ.get("BZ_DATA") or ROOT / "data").resolve())
