"""Pieces of HTML of the page 预警: rules by county, one flag's explanation, its life as a line of steps."""

from collections.abc import Callable, Mapping, Sequence

from dashboard import formats
from dashboard import sentences_flags as say
from dashboard.flagged import NOT_EVALUATED, Sheet, raised
from dashboard.pieces import link, tag, text, words
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.lifecycle.states import State
from etl.seasons import BASIS, clauses
from etl.seasons.flag_rule import FlagRule

HEADS = ("结论", "实际", "应有", "差")
END = "确认或撤销"
STEPS = (
    State.HINTED,
    State.CHECKED,
    State.NOTIFIED,
    State.EXPLAINED,
    State.REVIEWED,
)
Names = Mapping[str, str]
Address = Callable[[Flag], str]


def sheet(made: Sheet, names: Names, address: Address, chosen: str | None) -> str:
    """One rule: its nine counties in administrative order, this season and pooled, units below theirs."""
    has_pool = bool(made.pooled)
    seasons = next((flag.pooled for flag in made.pooled.values()), 1)
    above = tag(
        "tr",
        tag("th", "", scope="col"),
        tag("th", "本年度", scope="colgroup", colspan=len(HEADS)),
        tag("th", text(f"近 {seasons} 个年度合并"), scope="colgroup", colspan=len(HEADS)),
        class_="groups",
    )
    is_quiet = bool(made.units) and not raised(made.flags)
    names_of = [] if is_quiet else HEADS * (2 if has_pool else 1)
    heads = [tag("th", name, scope="col") for name in names_of]
    body = []
    for code in made.counties:
        if code in made.units:
            body += _units(made.units[code], names[code], address, chosen)
            continue
        cells = _cells(made.alone.get(code), address, chosen)
        if has_pool:
            cells += _cells(made.pooled.get(code), address, chosen, "pooled")
        body.append(tag("tr", tag("th", text(names[code]), scope="row"), *cells))
    title = say.sheet_title(made)
    table = tag(
        "table",
        tag("caption", text(title)),
        tag("thead", above if has_pool else "", tag("tr", tag("th", "县市", scope="col"), *heads)),
        tag("tbody", *body),
        class_=f"flagged {'double' if has_pool else 'single'}",
    )
    return tag("div", subtitle(title, say.sheet_caption(made)), table, class_="sheet")


def _cells(flag: Flag | None, address: Address, chosen: str | None, kind: str = "") -> list[str]:
    if flag is None:
        return [tag("td", formats.NOTHING, class_=kind), *[tag("td", class_=kind)] * 3]
    mark = "chosen" if address(flag) == chosen else ""
    level = link(
        words([say.LEVELS[flag.level]]), address(flag), aria_label=say.LEVELS[flag.level].text
    )
    if flag.level == NOT_EVALUATED:
        shown = [formats.NOTHING] * 3
    else:
        fraction = tag("b", formats.number(flag.observed)) + tag(
            "span", f"/{formats.number(flag.n)}", class_="of"
        )
        shown = [fraction, formats.decimal(flag.expected), formats.signed(flag.excess)]
    first = tag("td", level, class_=f"level {kind} {mark}".strip(), data_level=flag.level)
    titles = HEADS[1:]
    rest = [
        tag("td", value, class_=f"figure {kind}".strip(), data_title=title)
        for value, title in zip(shown, titles, strict=True)
    ]
    return [first, *rest]


def _units(flags: Sequence[Flag], name: str, address: Address, chosen: str | None) -> list[str]:
    """The county in sum, then each of its units that stands out."""
    if flags[0].level == NOT_EVALUATED:
        return [tag("tr", tag("th", text(name), scope="row"), *_cells(flags[0], address, chosen))]
    numbers = [
        f"{len(found)} 个{word.text}"
        for level, word in say.LEVELS.items()
        if (found := [flag for flag in flags if flag.level == level])
    ]
    told = f"{len(flags)} 个单位：{'，'.join(numbers)}"
    lines = [
        tag(
            "tr",
            tag("th", text(name), scope="row"),
            tag("td", tag("span", text(told), class_="quiet"), colspan=len(HEADS), class_="told"),
        )
    ]
    for flag in raised(flags):
        head = tag("th", text(flag.unit), scope="row", class_="unit")
        lines.append(tag("tr", head, *_cells(flag, address, chosen)))
    return lines


def explanation(flag: Flag, rule: FlagRule | None, told: Sequence[tuple[str, str]]) -> str:
    """The clause in our own words, the rule and its version, and the figures in words."""
    clause = clauses()[flag.clause]
    lines = [("条款", f"{formats.clause(flag.clause)} {clause.title}：{clause.told}")]
    basis = BASIS["local" if flag.basis == "local" else "notice"]
    lines.append(("门槛", f"{basis}。{rule.why if rule else ''}"))
    lines += told
    pairs = [tag("dt", text(name)) + tag("dd", text(said)) for name, said in lines]
    code = tag("dt", "规则") + tag(
        "dd", tag("code", flag.rule_id), text(f" 第 {flag.rule_version} 版，{flag.title}")
    )
    return tag("dl", pairs[0], code, *pairs[1:], class_="explained")


def subtitle(shown: str, below: str = "") -> str:
    """A heading inside a flag's explanation."""
    read = tag("p", text(below), class_="caption") if below else ""
    return tag("h3", text(shown), class_="subtitle") + read


def past(told: str, back: str) -> str:
    """Mark what is shown as it was, with the way back to now."""
    return tag("p", text(told), link("看现在的", back), class_="notice onward", role="status")


def to_decision_day(flag: Flag, there: str) -> str:
    day = formats.day(flag.decision_day)
    shown = link(text(f"看 {day} 判定的这一条"), there)
    return tag("p", text("登记和办理以判定日的数字为准："), shown, class_="caption onward")


def lifeline(life: Life | None) -> str:
    """The six steps with the days on which they were taken; the words say which is reached."""
    taken = {act.state: act for act in life.round} if life else {}
    now = life.state if life else None
    ends = [state for state in (State.CONFIRMED, State.WITHDRAWN) if state in taken]
    made = []
    for state in [*STEPS, ends[0] if ends else END]:
        act = taken.get(State(state)) if state != END else None
        kind = "now" if state == now else "done" if act else "todo"
        below = formats.day_full(act.at.date()) if act else "未办"
        made.append(
            tag(
                "li",
                tag("b", text(state)),
                tag("small", text(below)),
                class_=kind,
                aria_current="step" if state == now else None,
            )
        )
    return tag("ol", *made, class_="lifeline")
