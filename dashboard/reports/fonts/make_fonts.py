"""Cut the bundled fonts again from the full ones: `python -m dashboard.reports.fonts.make_fonts FOLDER`.

Run by who maintains the fonts, never by an office. Fetches nothing: FOLDER holds the unpacked sources that
`sources.toml` names; another file than those, by its hash, is refused. The same sources make the same bytes.
"""

import hashlib
import io
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
CHARACTERS, SOURCES = HERE / "characters.txt", HERE / "sources.toml"
THIN, THIN_WIDTH = 0x2009, 0.2
LATIN = 2  # so many of the blocks are letters and figures
VARIANTS = 14  # the format of a table of glyph variants
# Blocks of which a font's own signs are kept: Latin, marks, arrows, circled figures, full-width forms.
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x3000, 0x303F),
    (0x3380, 0x33DF), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
)  # fmt: skip
NAMED = (1, 3, 4, 6, 16, 17)  # name records that hold a font's own name
GB2312_ROWS = range(0xA1, 0xF8)


def levels() -> tuple[str, ...]:
    """The 8,105 characters of 通用规范汉字表 (2013) in its three levels."""
    return tuple(CHARACTERS.read_text("utf-8").split())


def gb2312() -> set[int]:
    """Every character of GB 2312: signs, Greek, Cyrillic and 6,763 Chinese characters."""
    made = set()
    for row in GB2312_ROWS:
        text = bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell))
        made |= {ord(sign) for sign in text.decode("gb2312", "ignore")}
    return made


def wanted(deepest: int, *, has_latin: bool) -> set[int]:
    """Signs, and Chinese characters down to a level; all of GB 2312 with the third."""
    blocks = BLOCKS if has_latin else BLOCKS[LATIN:]
    signs = {ord(" "), *(code for first, last in blocks for code in range(first, last + 1))}
    signs |= {code for code in gb2312() if deepest == len(levels()) or not is_han(code)}
    return signs | {ord(sign) for level in levels()[:deepest] for sign in level}


def is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF  # noqa: PLR2004 Unicode's blocks


def cut(source: Path, wish: dict[str, Any]) -> bytes:
    """One font with fewer characters and, where its licence reserves the name, another name."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern"]
    options.name_IDs = options.name_languages = ["*"]
    options.hinting = options.glyph_names = options.recalc_timestamp = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "STAT", "BASE"]
    _with_half_width_figures(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(wish["levels"], has_latin=wish["latin"]))
    cutter.subset(font)
    _with_thin_space(font)
    if wish["family"] != wish["source_family"]:
        _renamed(font, wish["family"], wish["style"])
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _with_half_width_figures(font: TTFont) -> None:
    """Figures as wide as half a Chinese character, as official papers have them; columns line up."""
    if "GSUB" not in font:
        return
    swapped: dict[str, str] = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "hwid":
            for number in record.Feature.LookupListIndex:
                for rule in table.LookupList.Lookup[number].SubTable:
                    swapped |= getattr(rule, "ExtSubTable", rule).mapping
    for mapping in _mappings(font):
        for code in map(ord, string.digits):
            mapping[code] = swapped.get(mapping[code], mapping[code])


def _with_thin_space(font: TTFont) -> None:
    """Papers set a thin space between Chinese and figures; a font without one gets an empty glyph."""
    name, width = "uni2009", round(font["head"].unitsPerEm * THIN_WIDTH)
    if THIN in font.getBestCmap():
        return
    blank = font.getBestCmap()[ord(" ")]
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = font["glyf"][blank]
    font["hmtx"][name] = (width, 0)
    for mapping in _mappings(font):
        mapping[THIN] = name


def _mappings(font: TTFont) -> Iterator[dict[int, str]]:
    """From character to glyph, as every system reads it; variants of glyphs are left alone."""
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != VARIANTS:
            yield table.cmap


def _renamed(font: TTFont, family: str, style: str) -> None:
    joined = f"{family.replace(' ', '')}-{style}"
    said = {1: family, 3: joined, 4: f"{family} {style}", 6: joined, 16: family, 17: style}
    table = font["name"]
    table.names = [each for each in table.names if each.nameID not in NAMED]
    for number, text in said.items():
        table.setName(text, number, 3, 1, 0x409)


def found(folder: Path, wish: dict[str, Any]) -> Path:
    """The source file, wherever it lies below the folder; known by its hash."""
    for path in sorted(folder.rglob(wish["source_file"])):
        if digest(path.read_bytes()) == wish["source_sha256"]:
            return path
    raise SystemExit(
        f"{wish['source_file']} with sha256 {wish['source_sha256']} is not in {folder}"
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(folder: Path) -> int:
    """Cut every font and write it here; tells which differ from what `sources.toml` holds."""
    changed = 0
    for wish in tomllib.loads(SOURCES.read_text("utf-8"))["font"]:
        content = cut(found(folder, wish), wish)
        (HERE / wish["file"]).write_bytes(content)
        is_same = digest(content) == wish["sha256"]
        changed += not is_same
        told = "as before" if is_same else f"CHANGED, sha256 {digest(content)}"
        sys.stdout.write(f"{wish['file']}  {len(content):,} bytes  {told}\n")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
