"""Ways in which a published file is damaged, each told from the next by its name."""

from random import Random

FLIPS, CUTS = 200, 64


def flipped(content, number):
    """One bit flipped, at a place that goes evenly through the file."""
    found = bytearray(content)
    place = (len(found) - 1) * number // (FLIPS - 1)
    found[place] ^= 1 << (number % 8)
    return bytes(found)


def cut(content, number):
    """Cut off after so many parts of the whole."""
    return content[: len(content) * number // CUTS]


def foreign(content):
    """Another file of the same kind in its place: a version that was never published here."""
    found = bytearray(content)
    chance = Random(0)
    found[len(found) // 2 : len(found) // 2 + 4096] = chance.randbytes(4096)
    return bytes(found)


def damage(path, how, number=0):
    """Damage a file."""
    content = path.read_bytes()
    if how == "flip":
        path.write_bytes(flipped(content, number))
    elif how == "cut":
        path.write_bytes(cut(content, number))
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "text":
        path.write_text("这不是数据库\n" * 1000, "utf-8")
    elif how == "another":
        path.write_bytes(foreign(content))
    elif how == "wal":
        path.with_name(f"{path.name}.wal").write_bytes(Random(1).randbytes(4096))
    elif how == "gone":
        path.unlink()
    else:
        raise ValueError(how)


ALL = (
    *(("flip", number) for number in range(FLIPS)),
    *(("cut", number) for number in range(CUTS)),
    *((how, 0) for how in ("empty", "text", "another", "wal", "gone")),
)
