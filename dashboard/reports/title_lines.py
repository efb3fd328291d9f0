"""Where a long title breaks: after a word, its lines about equally long."""

import math

from dashboard import formats

# After these a title of an official paper may break.
_ENDS = (
    "关于", "自治州", "年度", "年", "的", "工作", "情况", "评价", "使用", "名额", "职称", "系列", "基层",
    "、", "，", "）", "》", "”", "县", "市", "局", "和", "及",
)  # fmt: skip
_OPENING, _SHUTTING = "“《（〔", "”》）〕"
_NEVER_FIRST = f"{_SHUTTING}、，。：；的度"
_PERCENT = 0.95
_FAR = 5


def lines(title: str, most: int) -> list[str]:
    """Lines of at most `most` full-width characters; a figure never parts from its unit."""
    number = math.ceil(width(title) / most)
    if number <= 1:
        return [title]
    made, rest = [], title
    for left in range(number, 1, -1):
        cut = _cut(rest, width(rest) / left, most, (left - 1) * most)
        made.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*made, rest]


def _cut(text: str, wanted: float, most: int, after: int) -> int:
    """The place nearest to `wanted` that ends a word; without one near, that place itself."""
    places = [
        n
        for n in range(1, len(text))
        if width(text[:n]) <= most and width(text[n:]) <= after
        if text[n] not in _NEVER_FIRST and text[n - 1] not in _OPENING
    ]
    good = [n for n in places if text[:n].endswith(_ENDS) and not _is_inside(text, n)]
    near = [n for n in good if abs(width(text[:n]) - wanted) <= _FAR]
    return min(near or places, key=lambda n: abs(width(text[:n]) - wanted), default=len(text))


def _is_inside(text: str, n: int) -> bool:
    """Tell whether quotes or brackets are open at a place."""
    before = text[:n]
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _SHUTTING))


def width(text: str) -> float:
    """In full-width characters, with the quarter that typst keeps between Chinese and figures."""
    closed = text.replace(formats.THIN, "")
    wide = [sign >= "\u2e80" or sign in "“”—…" for sign in closed]
    borders = sum(
        wide[n] != wide[n - 1] and " " not in closed[n - 1 : n + 1] for n in range(1, len(closed))
    )
    signs = zip(closed, wide, strict=True)
    return borders / 4 + sum(
        1 if is_wide else _PERCENT if sign == "%" else 0.5 for sign, is_wide in signs
    )
