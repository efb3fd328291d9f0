"""The page 县市工作台 as one HTML file: its own style, no script, nothing fetched, nothing to follow."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from dashboard import PRODUCT, formats, lists
from dashboard import sentences_workbench as sentences
from dashboard.pieces import tag, text
from dashboard.selection import Selection
from dashboard.words import ENGLISH, capital, language, say
from dashboard.workbench import Desk
from dashboard.workbench_aside import Marked
from dashboard.workbench_pieces import whole

LOOK = ("look.css", "look_data.css", "look_workbench.css")
META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
BESIDES = 'body { margin: 0 auto; padding: 24px; max-width: 1320px; background: var(--paper); color: var(--ink); font-family: system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; }'  # noqa: E501
_BLOCK = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
_COMMA = re.compile(r",(?![^(]*\))")
_CLASS = re.compile(r"\.([\w-]+)")
_ALWAYS = {"stMain", "stHtml"}


def document(desk: Desk, marked: Sequence[Marked], chosen: Selection) -> bytes:
    """Write the file in the language of the page, with the same pieces and every row of every list."""
    place = lists.place(chosen.names, desk.county, chosen.series)
    title = capital(f"{place} · {say('县市工作台')}")
    body = tag(
        "main",
        tag("p", *_about(chosen, place), class_="frame"),
        tag("h1", text(capital(sentences.headline(desk, place))), class_="headline"),
        whole(desk, marked, None),
        class_="stHtml",
    )
    tongue = ENGLISH if language() == ENGLISH else "zh-Hans"
    style = tag("style", BESIDES, *_subset(body))
    page = tag(
        "html",
        tag("head", META, tag("title", text(f"{title} {chosen.day}")), style),
        tag("body", body, class_="stMain"),
        lang=tongue,
    )
    return f"<!doctype html>{page}".encode()


def _about(chosen: Selection, place: str) -> list[str]:
    """Whose, as of when, from which version: what a reader of a file must know."""
    version = chosen.version
    told = [
        say(PRODUCT),
        place,
        say("数据截至 {day}", day=formats.day_full(chosen.day)),
        say(
            "版本 {short}，{built} 生成",
            short=version.short,
            built=f"{version.built_at:%Y-%m-%d %H:%M}",
        ),
        say("规则 {version}", version=chosen.rules_version),
    ]
    sample = [tag("span", text(say("示例数据")), class_="mark")] if chosen.is_sample else []
    return [*sample, " · ".join(text(capital(each)) for each in told)]


def file_name(place: str, chosen: Selection) -> str:
    return f"{place}_{say('县市工作台')}_{chosen.day:%Y%m%d}.html".replace(" ", "_")


def _subset(body: str) -> Iterator[str]:
    """Only the rules that something in the file answers to."""
    used = set(" ".join(re.findall(r'class="([^"]*)"', body)).split()) | _ALWAYS
    for selector, rules in _blocks():
        if selector.startswith("@media"):
            inner = "".join(f"{s}{{{r}}}" for s, r in _split(rules) if _is_used(s, used))
            if inner:
                yield f"{selector}{{{inner}}}"
        elif _is_used(selector, used):
            yield f"{selector}{{{rules}}}"


def _is_used(selector: str, used: set[str]) -> bool:
    """Tell whether any of the selectors can meet something; :not(...) asks for nothing."""
    return selector == ":root" or any(
        "[" not in one and (named := set(_CLASS.findall(one))) and named <= used
        for one in _COMMA.split(re.sub(r":not\([^)]*\)", "", selector))
    )


@cache
def _blocks() -> tuple[tuple[str, str], ...]:
    folder = Path(__file__).parent
    sheets = "\n".join((folder / name).read_text("utf-8") for name in LOOK)
    return tuple(_split(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)))


def _split(sheet: str) -> Iterator[tuple[str, str]]:
    for selector, rules in _BLOCK.findall(sheet):
        yield " ".join(selector.split()), " ".join(rules.split())
