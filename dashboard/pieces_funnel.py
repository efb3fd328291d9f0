"""The funnel on a narrow screen: one line a county, its rate as a dot on its exact interval."""

from dashboard import formats, funnel
from dashboard.funnel import Seen
from dashboard.pieces import fraction, style_of, tag, text, words
from dashboard.words import capital, say
from etl.flags.funnel import Point


def intervals(seen: Seen) -> str:
    """Counties in administrative order on one scale; the thin line is the whole's rate."""
    found = seen.found
    longest = max((point.upper or 0.0 for point in found.points), default=0.0)
    if found.whole is None or not longest:
        return ""
    scale = {"max": longest, "whole": found.whole}
    lines = [_line(seen, point) for point in found.points]
    said = say(
        "竖线：全州 {whole}，右端 {end}；横线：95% 精确区间",
        whole=formats.percent(found.whole),
        end=formats.percent(longest),
    )
    return tag("p", text(capital(said)), class_="caption") + tag(
        "ul", *lines, class_="intervals", style=style_of(scale)
    )


def _line(seen: Seen, point: Point) -> str:
    found = seen.found
    where = words([funnel.word(seen, point)])
    head = [tag("b", text(seen.name(point)))]
    if point.county_code not in seen.unreported:
        pair = ((found.numerator, point.observed), (found.denominator, point.size))
        head.append(fraction(*pair, point.county_code))
    return tag("li", tag("div", *head, where, class_="of-county"), _track(point))


def _track(point: Point) -> str:
    if point.rate is None:
        return ""
    kinds = {"few": not point.is_compared, "beyond": point.beyond is not None}
    at = {"low": point.lower, "high": point.upper, "at": point.rate}
    return tag(
        "div",
        tag("i", class_="whole"),
        tag("i", class_="interval"),
        tag("i", class_="dot"),
        class_=" ".join(["track", *(name for name, holds in kinds.items() if holds)]),
        style=style_of(at),
        role="img",
        aria_label=say(
            "{share}，95% 区间 {interval}",
            share=formats.percent_of(point.rate, point.size),
            interval=funnel.interval(point),
        ),
    )
