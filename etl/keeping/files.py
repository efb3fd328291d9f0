"""Files that are kept elsewhere: which ones, copied so that they survive a power cut, listed with hashes.

The list is in the form of `sha256sum`, so that a backup can be checked without this program.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

SUMS = "SHA256SUMS"
# Locks, drafts, what SQLite keeps beside its file, and the one file there that belongs to the program.
LEFT_OUT = re.compile(
    r"\..*|.*\.lock|build\.json|.*\.duckdb\.wal|register\.(sqlite.*|new)|README\.md"
)
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_BLOCK = 1 << 20


def kept(root: Path) -> list[str]:
    """List what a backup takes of a data folder, by its path below it; the register is copied by itself.

    A folder may itself be a link to another disk; links inside it are not followed.
    """
    return sorted(path.relative_to(root).as_posix() for path in _walk(root))


def _walk(root: Path) -> Iterator[Path]:
    for top in root.iterdir():
        if LEFT_OUT.fullmatch(top.name):
            continue
        if top.is_file():
            yield top
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if not LEFT_OUT.fullmatch(name) and path.is_file():
                    yield path


def digest(path: Path) -> str:
    """Hash a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copied(source: Path, target: Path) -> str:
    """Copy a file, readable by its owner only, down to the disk; gives the hash of what was read."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    read = hashlib.sha256()
    with source.open("rb") as file, os.fdopen(os.open(target, flags, 0o600), "wb") as out:
        while block := file.read(_BLOCK):
            read.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    moment = source.stat()
    os.utime(target, ns=(moment.st_atime_ns, moment.st_mtime_ns))
    return read.hexdigest()


def written(path: Path, content: bytes) -> None:
    """Write a new file, readable by its owner only, down to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def settle(folder: Path) -> None:
    """Bring the names in a folder, and in all folders below it, down to the disk."""
    if os.name != "posix":
        return  # Windows cannot open a folder for syncing
    for each, _, _ in os.walk(folder):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def as_sums(sums: Mapping[str, str]) -> bytes:
    """Write hashes by path in the form of `sha256sum`."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def sums_in(folder: Path) -> dict[str, str]:
    """Read the list of hashes. Raises OSError or ValueError where it is missing or not one."""
    return sums_of((folder / SUMS).read_text("utf-8"))


def sums_of(text: str) -> dict[str, str]:
    """Read a list of hashes. Raises ValueError where it is not one."""
    found = {}
    for line in text.splitlines():
        entry = _LINE.fullmatch(line)
        if entry is None or not _is_below(entry[2]):
            raise ValueError(line[:80])
        found[entry[2]] = entry[1]
    return found


def _is_below(path: str) -> bool:
    """A list that somebody has changed must not lead out of its folder."""
    return not path.startswith(("/", "\\")) and ".." not in path.split("/") and ":" not in path


def differences(folder: Path, sums: Mapping[str, str]) -> list[str]:
    """Compare every file of a folder with the list; names each that is missing, changed or not in it."""
    told = []
    for path, expected in sums.items():
        try:
            state = "" if digest(folder / path) == expected else "内容变了"
        except FileNotFoundError:
            state = "不见了"
        except OSError as error:
            state = f"读不出（{error.strerror}）"
        if state:
            told.append(f"{path}：{state}")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    told += [f"{path}：不在清单里" for path in sorted(there - sums.keys() - {SUMS})]
    return told


def size_of(folder: Path, paths: Iterable[str]) -> int:
    """Sum the sizes in bytes; what has just gone counts nothing."""
    total = 0
    for path in paths:
        with suppress(FileNotFoundError):
            total += (folder / path).stat().st_size
    return total
