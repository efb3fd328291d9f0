"""The definitions as one document: terms, counts, rates and progress, from where each is defined.

`python -m etl.definitions` writes docs/metrics.md anew.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from etl import catalog
from etl.paths import ROOT

TERMS_FILE = Path(__file__).with_name("terms.toml")
DOCUMENT = ROOT / "docs" / "metrics.md"
BASIS = {"notice": "通知", "local": "本地设定"}
BETTER = {"higher": "越高越好", "lower": "越低越好", "neither": "不分好坏"}
OPENING = """# 计数与比率口径

本文由 `python -m etl.definitions` 写出，勿直接修改。计数改 `etl/sql/2_counts/` 里各文件的文件头，
相减得出的数、比率和进度改 `etl/sql/3_results/` 里的清单，共用的词改 `etl/terms.toml`。"""
RATES = """比率不存储，只指明两个计数；先把各处的数相加，最后相除，分母为零显示“—”。
每个比率都连同分子、分母一起显示。"""
PROGRESS = """对照各窗口看办到几成，同时显示还剩几个自然日和工作日。"""


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that several counts share; no clause where it is our way of counting."""

    title: str
    told: str
    clause: str = ""


@cache
def terms() -> tuple[Term, ...]:
    """Every shared word, in reading order."""
    stated = tomllib.loads(TERMS_FILE.read_text("utf-8"))["terms"]
    return tuple(msgspec.convert(stated, list[Term]))


def metrics_document() -> str:
    """Write out docs/metrics.md as Markdown."""
    named = {count.id: f"{count.title} `{count.id}`" for count in catalog.counts()}
    sections = [
        OPENING,
        "## 共用的词",
        "\n".join(_told(term) for term in terms()),
        "## 计数",
        *(_count(count, named) for count in catalog.counts()),
        "## 比率",
        RATES,
        _table(
            ("比率", "分子", "分母", "条款", "用于"),
            (_ratio(rate, named, rate.ground or rate.use) for rate in catalog.rates()),
        ),
        "## 进度",
        PROGRESS,
        _table(
            ("环节", "分子", "分母", "条款"),
            (_ratio(milestone, named) for milestone in catalog.milestones()),
        ),
    ]
    return "\n\n".join(sections) + "\n"


def _told(term: Term) -> str:
    clause = f"（{term.clause}）" if term.clause else ""
    return f"- **{term.title}**{clause}：{term.told}"


def _count(count: catalog.Count, named: dict[str, str]) -> str:
    clause = f"条款 {count.clause}" if count.clauses else "通知未列"
    kept_in = f"etl/sql/2_counts/{count.id}.sql"
    lines = [
        f"### {count.id} · {count.title} · {count.title_en}",
        "",
        f"- 计入：{count.counts}。",
        f"- 不计入：{count.leaves_out}。",
        f"- 单位 {count.unit} · {clause} · 依据 {BASIS[count.basis]} · {BETTER[count.better]}",
    ]
    if isinstance(count, catalog.Difference):
        kept_in = "etl/sql/3_results/differences.toml"
        lines.append(
            f"- 算法：{named[count.plus]} 减 {named[count.minus]}，先按县市和系列逐格算，再相加"
        )
    return "\n".join([*lines, f"- 定义 `{kept_in}` · 验证 `{count.spec}`"])


def _ratio(ratio: catalog.Ratio, named: dict[str, str], *more: str) -> Sequence[str]:
    counted = named[ratio.numerator], named[ratio.denominator]
    return (f"{ratio.title} `{ratio.id}`", *counted, ratio.clause, *more)


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    DOCUMENT.write_text(metrics_document(), "utf-8", newline="\n")
