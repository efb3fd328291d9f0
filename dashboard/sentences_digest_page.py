"""What stands around the sentences of 周报: headline, headings, captions, and the text to paste."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import PRODUCT, formats
from dashboard import digest_facts as facts
from dashboard.digest import Digest, Moved
from dashboard.selection import Selection, is_day_of
from dashboard.sentences_digest import Told
from dashboard.words import mark, say
from etl.warehouse import Version

HEADLINE_MOVES = {
    "applied": mark("申报新增 {n} 人"),
    "recommended": mark("推荐新增 {n} 人"),
    "accepted": mark("形式审核新通过 {n} 人"),
    "paper_received": mark("纸质材料新到 {n} 件"),
    "voted": mark("新评审 {n} 人"),
    "passed": mark("新取得资格 {n} 人"),
}
MOVES_IN_HEADLINE = 3
LINES_CAPTION = mark(
    "按后果轻重排列：预警、到期未完成、锁定、逾期、浪费、超额、公示，再是延期、未报、更正，最后是变化最大的。"
)
PASTE = mark("可粘贴的文字")
PASTE_CAPTION = mark("点右上角复制，粘贴到聊天或公文里；与上面各句相同，不含个人姓名。")
SHARES_CAPTION = mark(
    "空心点是较早一天，实心点是较晚一天，横轴从 0 到 100%；右边是当天的办结数/应办数。按行政区划排列。"
)
TABLE_CAPTION = mark(
    "每格先是增减，再是“较早一天→较晚一天”；没有变化的只写现数。点有变化的格看名单。"
)
RESTATED_CAPTION = mark(
    "“更正”是同一个较早的日子在两个版本里的差（含补报）；之前＋更正＋变化＝现在。"
)


def span(seen: Digest) -> str:
    """The two days; with the year where it is not the season's."""
    first, last = (_day(seen, day) for day in (seen.base.day, seen.now.day))
    return say("{first}至{last}", first=first, last=last)


def _day(seen: Digest, day: date) -> str:
    return formats.day(day) if day.year == seen.season else formats.day_full(day)


def headline(seen: Digest, told: Told, place: str) -> str:
    """How many things ask for a word, and what moved most."""
    lead = f"{place}{formats.THIN if place else ''}{span(seen)}"
    if not told.lines:
        return formats.sentence(formats.colon(lead, say("没有变化")))
    asking = sum(line.asks for line in told.lines)
    said = [say("{n} 件事要过问", n=asking) if asking else say("没有要过问的新情况")]
    late = [facts.is_all_late(seen, each) for each in facts.restatements(seen)]
    if corrected := late.count(False):
        said.append(say("{n} 项历史数有更正", n=corrected))
    if supplied := late.count(True):
        said.append(say("{n} 项历史数有补报", n=supplied))
    grown = [(count, facts.change(seen, count).whole.change) for count in HEADLINE_MOVES]
    most = sorted((each for each in grown if each[1] > 0), key=lambda each: -each[1])
    kept = [count for count, _ in most[:MOVES_IN_HEADLINE]]
    moves = [say(HEADLINE_MOVES[count], n=change) for count, change in grown if count in kept]
    parts = [formats.comma(said), *([formats.comma(moves)] if moves else [])]
    return formats.sentence(formats.colon(lead, formats.semicolon(parts)))


def lines_caption(seen: Digest) -> str:
    """How the sentences are ordered, and what was left out of the comparison."""
    told = [say(LINES_CAPTION)]
    if seen.against:
        told.append(
            say(
                "对照版本 {version}（{built}）：那时怎样说 {day}，现在又怎样说。",
                version=seen.against.short,
                built=f"{seen.against.built_at:%Y-%m-%d %H:%M}",
                day=formats.day(seen.base.day),
            )
        )
    if seen.series:
        told.append(say("预警把各系列一并检验，选定一个系列时不列。"))
    return formats.sentences(told)


def table_caption(seen: Digest) -> str:
    told = [say(TABLE_CAPTION)]
    return formats.sentences([*told, say(RESTATED_CAPTION)] if seen.is_restated else told)


def lines_title(told: Told) -> str:
    """How many sentences, and that lighter changes stand in the table."""
    if told.left_out:
        n, more = len(told.lines), told.left_out
        return say("{n} 句话；另有 {more} 项较轻的变化没有列出", n=n, more=more)
    return say("{n} 句话说清变化", n=len(told.lines))


def paste(seen: Digest, told: Told, chosen: Selection, place: str) -> str:
    """The same sentences as plain text, headed by season, days and version."""
    days = [
        f"{_day(seen, day)}{formats.brackets(formats.weekday(day))}"
        for day in (seen.base.day, seen.now.day)
    ]
    head = [
        *([say("示例数据")] if chosen.is_sample else []),
        say(PRODUCT),
        say("周报"),
        say("{season} 年度", season=seen.season),
        place or chosen.place,
    ]
    between = [
        say("{first} 至 {last}", first=days[0], last=days[1]),
        f"{say('版本')} {chosen.version.short}",
    ]
    if seen.against:
        between.append(say("对照版本 {version}", version=seen.against.short))
    lines = [f"{n}. {formats.sentence(line.text)}" for n, line in enumerate(told.lines, 1)]
    return "\n".join(
        [
            " · ".join(each for each in head if each),
            " · ".join(between),
            *(lines or [formats.sentence(say("没有变化"))]),
        ]
    )


def shares_title(seen: Digest, milestone: str, title: str) -> str:
    """From which k of n to which, and in how many places it moved."""
    before, now = (side.shares.get((milestone, None)) for side in (seen.base, seen.now))
    if before is None or now is None:
        return say("{title}还没有数", title=title)
    pairs = [(each.numerator, each.denominator) for each in (before, now)]
    if pairs[0] == pairs[1]:
        return say("{title}没有变化：{now}", title=title, now=formats.fraction(*pairs[1]))
    first, last = (
        f"{formats.fraction(*pair)}{formats.brackets(formats.percent(each.rate))}"
        for pair, each in zip(pairs, (before, now), strict=True)
    )
    return say("{title}由 {first}，到 {last}", title=title, first=first, last=last)


def shares_alt(seen: Digest, milestone: str, title: str) -> str:
    """Every place with its two fractions, for whoever hears the page."""
    told = []
    for code in seen.places:
        pair = [side.shares.get((milestone, code)) for side in (seen.base, seen.now)]
        first, last = (
            formats.fraction(each.numerator, each.denominator) if each else formats.NOTHING
            for each in pair
        )
        told.append(
            say("{place} {first} 到 {last}", place=seen.names[code], first=first, last=last)
        )
    return say("点线图，{title}：{places}", title=title, places=formats.comma(told))


def table_title(changed: int, every: int) -> str:
    return say("{every} 项计数中 {changed} 项有变化", every=every, changed=changed)


def list_title(seen: Digest, count: str, moved: Sequence[Moved]) -> str:
    """From which figure to which, with who came and who went."""
    came = sum(each.has_come for each in moved)
    return say(
        "{title}由 {before} 到 {now}：来 {came}，去 {went}",
        title=say(seen.titles[count]),
        before=seen.then.count(count),
        now=seen.now.count(count),
        came=came,
        went=len(moved) - came,
    )


LIST_CAPTION = mark("来：较晚一天在内、较早一天不在的；去：较早一天在内、较晚一天不在的。")


def not_begun(season: int) -> tuple[str, str]:
    """Before the first window there is nothing to compare."""
    return (
        say("{season} 年度还没有开始", season=season),
        say("申报开放以后，这里说明任意两天之间的变化。"),
    )


def not_earlier(since: date, day: date) -> tuple[str, str]:
    """The earlier day is not earlier."""
    return (
        say("较早的一天要早于截至日"),
        say(
            "现在选的是{since}和{day}，没有可比的变化。请改“从”或“截至”。",
            since=formats.day_full(since),
            day=formats.day_full(day),
        ),
    )


def not_in_version(version: str, season: int) -> tuple[str, str]:
    return (
        say("版本 {version} 里没有 {season} 年度的数据", version=version, season=season),
        say("请另选一个版本，或只比较两天。"),
    )


def not_so_far(version: str, reaches: date, since: date) -> tuple[str, str]:
    """The older version knows nothing of the earlier day."""
    return (
        say("版本 {version} 只载入到 {day}", version=version, day=formats.day_full(reaches)),
        say(
            "它还不知道 {since} 的情况，不能当作历史来比。请把“从”改到 {day} 或以前。",
            since=formats.day_full(since),
            day=formats.day_full(reaches),
        ),
    )


def version_title(version: Version) -> str:
    """When it was built and its name, as the choice and the address have it."""
    return f"{version.built_at:%Y-%m-%d %H:%M} · {version.short}"


def version_titles(versions: Mapping[str, Version]) -> dict[str | None, str]:
    """None first: only the two days, in one version."""
    return {None: mark("不比版本")} | {name: version_title(each) for name, each in versions.items()}


def unknown_day(asked: str | None, chosen: Selection, shown: date) -> str:
    """Tell in words an earlier day in the address that is none of the season's."""
    if asked is None or is_day_of(asked, chosen.span):
        return ""
    return say(
        "“{asked}”不是 {year} 年度可看的日期（{first} 至 {last}），现显示 {shown}",
        asked=asked,
        year=chosen.season,
        first=formats.day_full(chosen.span.first),
        last=formats.day_full(chosen.span.last),
        shown=formats.day_full(shown),
    )
