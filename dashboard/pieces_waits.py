"""The heat map of 进度: stages against working days waited, every cell a number and a way to its list."""

from collections.abc import Callable, Mapping

from dashboard import formats, waits
from dashboard.lists import LEVELS
from dashboard.pieces import figure, link, tag, text
from dashboard.waits import AGES, Row
from dashboard.words import capital, say

STEPS = 5
Address = Callable[..., str]


def heat(
    ages: Mapping[str, Row], counts: Mapping[str, int | None], address: Address, caption: str
) -> str:
    """Shade by number, on one scale over all cells; the sum, the median and the longest stand apart."""
    most = max((row[age] for row in ages.values() for age in AGES), default=0)
    titles = [say(waits.AGE_TITLES[age]) for age in AGES]
    titles += [say("合计"), say("中位"), say("最久")]
    head = [tag("th", text(capital(say("在等什么"))), scope="col")]
    head += [tag("th", text(capital(title)), scope="col") for title in titles]
    lines = [
        _line(count, ages.get(count), counts[count] or 0, most, address)
        for count in LEVELS
        if count != "waiting_unknown" or counts[count]
    ]
    made = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", tag("tr", *head)),
        tag("tbody", *lines),
        class_="matrix shade heat",
    )
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _line(count: str, row: Row | None, total: int, most: int, address: Address) -> str:
    """One stage; where nobody waits nothing is shaded and no days are told."""

    def to(age: str) -> str:
        asked = {"waits": say(LEVELS[count])}
        return address(**asked, age=say(waits.AGE_TITLES[age]) if age != waits.EVERY else None)

    cells = [_cell(row[age] if row else 0, most, to(age)) for age in AGES]
    whole = figure(total, count)
    days = [formats.number(row[key] if row else None) for key in ("median", "oldest")]
    return tag(
        "tr",
        tag("th", text(capital(say(LEVELS[count], "short"))), scope="row"),
        *cells,
        tag("td", link(whole, to(waits.EVERY)) if total else whole, class_="sum"),
        *(tag("td", text(day), class_="sum") for day in days),
    )


def _cell(number: int, most: int, address: str) -> str:
    if not number:
        return tag("td", tag("span", "0", class_="quiet"))
    shade = 1 + sum(number * STEPS > most * step for step in range(1, STEPS))
    return tag("td", link(text(number), address), class_=f"shade{shade}")
