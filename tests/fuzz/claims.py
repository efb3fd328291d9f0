"""Every claim with what it draws from."""

from tests.fuzz import of_cells, of_files

CLAIMS = of_cells.CLAIMS | of_files.CLAIMS
