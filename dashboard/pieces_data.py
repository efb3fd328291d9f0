"""Pieces of HTML that only 数据质量 and 口径与规则 use."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats
from dashboard.pieces import Cell, Column, style_of, table, tag, text

FATES = (
    ("loaded", "入库", "现在采用的行"),
    ("unchanged", "未变", "与以前报的相同"),
    ("superseded", "被更新", "后来的报送已改"),
    ("quarantined", "未计入", "改好重报后计入"),
)


def balance(total: Mapping[str, Any]) -> str:
    """Rows read as the sum of what became of them, in figures and as one bar."""
    parts = [_part("读入", total["read"], "各表的数据行", "read")]
    for sign, (fate, word, meaning) in zip("=+++", FATES, strict=True):
        parts.append(tag("span", sign if total["adds_up"] or sign == "+" else "≠", class_="sign"))
        parts.append(_part(word, total[fate], meaning, fate))
    bars = [tag("i", class_=fate, style=style_of({"n": total[fate]})) for fate, _, _ in FATES]
    told = "，".join(f"{word} {total[fate]} 行" for fate, word, _ in FATES)
    bar = tag("div", *bars, class_="fates", role="img", aria_label=told)
    return tag("div", tag("div", *parts, class_="sum"), bar, class_="balance")


def _part(word: str, number: int, meaning: str, fate: str) -> str:
    return tag(
        "div",
        tag("div", text(word), class_=f"label {fate}"),
        tag("div", formats.number(number), class_="big", data_fate=fate, data_value=number),
        tag("div", text(meaning), class_="below"),
        class_="part",
    )


def stacked(made: str, kind: str = "") -> str:
    """A table of words: on a narrow screen each line becomes a small list under its own titles."""
    return tag("div", made, class_=f"stacked {kind}".strip())


def words_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell | str | int | None]],
    caption: str,
    kind: str = "",
) -> str:
    """The same from columns and rows."""
    return stacked(table(columns, rows, caption, empty="没有要改的"), kind)
