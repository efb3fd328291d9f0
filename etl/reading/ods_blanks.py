"""An .ods without the blanks between its cells: pretty-printed files have them, the reader stumbles."""

import io
import re
import zipfile
from pathlib import Path

_CONTENT = "content.xml"
_BLANKS = re.compile(
    rb"(<(?:\w+:)?(?:table-row|table-cell|covered-table-cell)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>"
    rb"|</(?:\w+:)?(?:table-cell|covered-table-cell)>)\s+(?=<)"
)


def without(path: Path) -> io.BytesIO:
    """Pack anew, in memory, what the reader needs; only blanks that stand between elements are gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(made, "w") as out:
        for name in whole.namelist():
            if name == _CONTENT:
                out.writestr(name, _BLANKS.sub(rb"\1", whole.read(name)))
            elif name in ("mimetype", "META-INF/manifest.xml"):
                out.writestr(name, whole.read(name))
    made.seek(0)
    return made
