"""Which program made a snapshot: its own files, its commit, the versions of the tools that shape bytes."""

import hashlib
import platform
import ssl
import subprocess
import zlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from etl import catalog
from etl.paths import ROOT
from etl.snapshots.manifest import Code, hash_of

_PARTS = ("etl", "dashboard")
_ENDINGS = {".py", ".sql", ".toml", ".txt", ".csv", ".po", ".typ", ".css", ".template", ".docx"}
_TOOLS = (
    "pyarrow", "scipy", "numpy", "typst", "docxtpl", "python-docx", "lxml", "XlsxWriter", "fonttools",
    "cryptography",
)  # fmt: skip
_SHOWN = 12


def code() -> Code:
    """Name the program by what it consists of, and by its commit where it runs from a checkout."""
    return Code(contents(), _commit())


def contents() -> str:
    """Hash the program's own files, in the first signs of a hash."""
    whole = hashlib.sha256()
    for path in sorted(_files()):
        whole.update(f"{path.relative_to(ROOT).as_posix()} {hash_of(path.read_bytes())}\n".encode())
    return whole.hexdigest()[:_SHOWN]


def _files() -> list[Path]:
    return [
        path
        for part in _PARTS
        for path in (ROOT / part).rglob("*")
        if path.suffix in _ENDINGS and path.is_file()
    ]


def _commit() -> str | None:
    if not (ROOT / ".git").exists():
        return None
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607 whichever git this machine has
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None


def tools() -> dict[str, str]:
    """Name what writes the bytes: another version of it may write the same tables otherwise."""
    found = {
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "openssl": ssl.OPENSSL_VERSION,
    }
    for name in _TOOLS:
        try:
            found[name.lower()] = version(name)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


def counting() -> dict[str, str]:
    """Hash each count as it is counted now, so that a later snapshot can tell that one has changed."""
    dated = {
        each.id: catalog.count_statement(each.id)
        for each in catalog.counts()
        if not each.is_derived
    }
    return {count: hash_of(text.encode())[:_SHOWN] for count, text in sorted(dated.items())}
