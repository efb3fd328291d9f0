"""The fonts of papers: the bundled ones, and before them an office's own from `data/fonts` or BZ_FONTS.

Own fonts stay with the office: they are never part of the program. Fonts of the system are never used, since
a paper would then look otherwise on another machine.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from etl.errors import UserError
from etl.paths import DataFolder, data_folder

BUNDLED = Path(__file__).parent / "fonts"
ENDINGS = (".ttf", ".otf", ".ttc")
BODY, TITLE, STRONG, KAI, CHART = "body", "title", "strong", "kai", "chart"
# What GB/T 9704 asks for, under the names that its fonts bear in either language, and what stands in.
ROLES: Mapping[str, tuple[tuple[str, ...], str]] = {
    BODY: (
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体"),
        "Noto Serif SC",
    ),
    TITLE: (
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        "Noto Serif SC",
    ),
    STRONG: (("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体"), "Noto Sans SC"),
    KAI: (
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体"),
        "Gongwen Kai",
    ),
    CHART: ((), "Noto Sans SC"),  # their labels are measured in this one
}
_FAMILY_NAMES = (1, 4, 16)
CURE = "换一份完好的 TTF、OTF 或 TTC 字体，或把它移走；没有它也能排版，用的是程序自带的字体。"


@dataclass(frozen=True)
class Typefaces:
    """The fonts that a paper is set in; one without a role of its own lends its rare characters."""

    own: Path
    files: tuple[Path, ...]
    chains: Mapping[str, tuple[str, ...]]
    covered: frozenset[int]

    @property
    def typst(self) -> typst.Fonts:
        return _fonts_in(self.own, BUNDLED)

    def hashes(self) -> dict[str, str]:
        """File to SHA-256, for a manifest: other fonts make other bytes of the same paper."""
        return {
            f"own/{path.relative_to(self.own).as_posix()}"
            if path.is_relative_to(self.own)
            else path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.files
        }


def typefaces(data: DataFolder | None = None) -> Typefaces:
    """The office's own fonts before the bundled ones; read again only when a file has changed."""
    named = os.environ.get("BZ_FONTS")
    own = Path(named) if named else (data or data_folder()).root / "fonts"
    if named and not own.is_dir():
        raise UserError(f"环境变量 BZ_FONTS 指的文件夹“{named}”不存在。", "改正或去掉这个变量。")
    return _read(own, tuple(_stamped(own)), tuple(_stamped(BUNDLED)))


def _stamped(folder: Path) -> Iterator[tuple[Path, int, int]]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in ENDINGS:
            found = path.stat()
            yield path, found.st_size, found.st_mtime_ns


Stamped = tuple[tuple[Path, int, int], ...]


@lru_cache(maxsize=4)
def _read(folder: Path, own: Stamped, bundled: Stamped) -> Typefaces:
    """The stamps are there for the cache: a file that has changed is read again.

    A font without a role is in no chain: typst takes it where all of a chain lack a character.
    """
    inside = {path: _inside(path) for path, _, _ in (*own, *bundled)}
    known_as = {Path(each.path): each.family for each in _fonts_in(folder).fonts() if each.path}
    families: dict[str, list[str]] = {role: [] for role in ROLES}
    for path, _, _ in own:
        if path not in known_as:
            raise UserError(f"字体文件“{path.name}”排版时不能用（{folder}）。", CURE)
        for role, (known, _) in ROLES.items():
            if inside[path].names & set(known):
                families[role].append(known_as[path])
    stand_ins = list(dict.fromkeys(stand_in for _, stand_in in ROLES.values()))
    chains = {
        role: tuple(dict.fromkeys([*families[role], stand_in, *families[BODY], *stand_ins]))
        for role, (_, stand_in) in ROLES.items()
    }
    covered = frozenset[int]().union(*(found.characters for found in inside.values()))
    return Typefaces(folder, tuple(inside), chains, covered)


def _fonts_in(*folders: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[folder for folder in folders if folder.is_dir()],
    )


@dataclass(frozen=True)
class _Inside:
    names: set[str]
    characters: set[int]


def _inside(path: Path) -> _Inside:
    """The names of a file's fonts in every language, and the characters that they have."""
    try:
        fonts = TTCollection(path).fonts if path.suffix.lower() == ".ttc" else [TTFont(path)]
        records = [record for font in fonts for record in font["name"].names]
        names = {f"{record}" for record in records if record.nameID in _FAMILY_NAMES}
        return _Inside(names, {code for font in fonts for code in font.getBestCmap() or ()})
    except (TTLibError, OSError, KeyError, AssertionError, ValueError) as problem:
        raise UserError(f"字体文件“{path.name}”读不出来（{path.parent}）。", CURE) from problem
