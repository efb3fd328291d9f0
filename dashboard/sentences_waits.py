"""Sentences about who waits where on 进度: the way, the heat map, the list."""

from collections.abc import Sequence

from dashboard import formats, waits
from dashboard.figures_way import Stage, age
from dashboard.lists import LEVELS
from dashboard.progress import Progress
from dashboard.sentences_progress import oldest
from dashboard.words import mark, say


def way_title(seen: Progress) -> str:
    """Say how many are still open and where most of them wait."""
    counts = seen.total.counts
    if not counts["in_process"]:
        return say("没有在办的申报") if counts["applied"] else say("还没有申报")
    places = [(counts[count] or 0, count) for count in LEVELS if counts[count]]
    number, most = max(places)
    return say(
        "在办 {n} 件，其中{level} {k} 件", n=counts["in_process"], level=say(LEVELS[most]), k=number
    )


WAY_CAPTION = mark(
    "条长是到过这一步的人数，右边是停在这一步、等下一步的人数和等了几个工作日。"
    "办结含终止、撤回和锁定的。点横条看停在这里的名单。"
)


def way_alt(steps: Sequence[Stage]) -> str:
    told = formats.comma(_step(step) for step in steps)
    return formats.sentence(say("横条图，各环节人数：{told}", told=told))


def _step(step: Stage) -> str:
    told = f"{step.title} {step.reached}"
    if not step.waiting:
        return told
    waiting = f"{step.waits_for} {step.waiting}"
    if step.median is not None:
        waiting = formats.comma([waiting, age(step)])
    return told + formats.brackets(waiting)


def ages_title(seen: Progress) -> str:
    """Say what has waited longest."""
    if not seen.ages:
        return say("没有人在等")
    count, row = oldest(seen)
    return say("等得最久的{level}，{n} 个工作日", level=say(LEVELS[count]), n=row["oldest"])


AGES_CAPTION = mark(
    "按已等的工作日分档，起始当日不计；县市未报到的日子不算等，纸质材料从受理开始算起。"
    "县级审核以报到后 2 个工作日为限（五（二），本地设定）。颜色越深人越多，点数字看名单。"
)


def waiting_title(n: int, stage: str, age: str, *, is_asked: bool) -> str:
    """Name the list and its length."""
    if not n:
        return say("没有在等的申报")
    if not is_asked and n > waits.LONGEST:
        return say("等得最久的 {most} 件（共 {n} 件，选一个县市看全部）", most=waits.LONGEST, n=n)
    if stage == age == waits.EVERY:
        return say("在等的 {n} 件，等得久的在前", n=n)
    asked = [
        say(titles[key])
        for titles, key in ((waits.STAGE_TITLES, stage), (waits.AGE_TITLES, age))
        if key != waits.EVERY
    ]
    return say("{what}的 {n} 件，等得久的在前", what=formats.comma(asked), n=n)


WAITING_CAPTION = mark("等的是谁的下一步，写在“在等什么”；每件注明来自哪个文件第几行。")
