"""Pieces of HTML of the page 预警: rules by county, one flag's explanation, its life as a line of steps."""

from collections.abc import Callable, Mapping, Sequence

from dashboard import formats
from dashboard import sentences_flags as sentences
from dashboard.flagged import NOT_EVALUATED, Sheet, raised
from dashboard.pieces import link, tag, text, words
from dashboard.words import ENGLISH, capital, language, mark, say
from etl.commands.flags import WORDS
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.lifecycle.states import State
from etl.seasons import BASIS, clauses
from etl.seasons.flag_rule import FlagRule

HEADS = (mark("结论"), mark("实际"), mark("应有"), mark("差"))
END = mark("确认或撤销")
POOLED = mark("近 {n} 个年度合并")
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
        tag("td"),
        tag("th", capital(say("本年度")), scope="colgroup", colspan=len(HEADS)),
        tag("th", text(capital(say(POOLED, n=seasons))), scope="colgroup", colspan=len(HEADS)),
        class_="groups",
    )
    is_quiet = bool(made.units) and not raised(made.flags)
    names_of = [] if is_quiet else HEADS * (2 if has_pool else 1)
    heads = [tag("th", capital(say(name)), scope="col") for name in names_of]
    body = []
    for code in made.counties:
        if code in made.units:
            body += _units(made.units[code], names[code], address, chosen)
            continue
        cells = _cells(made.alone.get(code), address, chosen)
        if has_pool:
            cells += _cells(made.pooled.get(code), address, chosen, "pooled")
        body.append(tag("tr", tag("th", text(names[code]), scope="row"), *cells))
    title = capital(sentences.sheet_title(made))
    county = tag("th", say("县市"), scope="col")
    table = tag(
        "table",
        tag("caption", text(title)),
        tag("thead", above if has_pool else "", tag("tr", county, *heads)),
        tag("tbody", *body),
        class_=f"flagged {'double' if has_pool else 'single'}",
    )
    return tag("div", subtitle(title, sentences.sheet_caption(made)), table, class_="sheet")


def _cells(flag: Flag | None, address: Address, chosen: str | None, kind: str = "") -> list[str]:
    if flag is None:
        return [tag("td", formats.NOTHING, class_=kind), *[tag("td", class_=kind)] * 3]
    chosen_mark = "chosen" if address(flag) == chosen else ""
    word = sentences.level(flag.level)
    level = link(words([word]), address(flag), aria_label=word.text)
    if flag.level == NOT_EVALUATED:
        shown = [formats.NOTHING] * 3
    else:
        fraction = tag("b", formats.number(flag.observed)) + tag(
            "span", f"/{formats.number(flag.n)}", class_="of"
        )
        shown = [fraction, formats.decimal(flag.expected), formats.signed(flag.excess)]
    first = tag(
        "td",
        level,
        class_=f"level {kind} {chosen_mark}".strip(),
        data_level=flag.level,
        data_title=say("{n} 年合并", n=flag.pooled) if kind else None,
    )
    rest = [
        tag("td", value, class_=f"figure {kind}".strip(), data_title=capital(say(title)))
        for value, title in zip(shown, HEADS[1:], strict=True)
    ]
    return [first, *rest]


def _units(flags: Sequence[Flag], name: str, address: Address, chosen: str | None) -> list[str]:
    """The county in sum, then each of its units that stands out."""
    if flags[0].level == NOT_EVALUATED:
        return [tag("tr", tag("th", text(name), scope="row"), *_cells(flags[0], address, chosen))]
    counted = {level: sum(flag.level == level for flag in flags) for level in WORDS}
    numbers = [
        say("{n} 个{level}", n=n, level=say(WORDS[level])) for level, n in counted.items() if n
    ]
    told = formats.colon(say("{n} 个单位", n=len(flags)), formats.comma(numbers))
    lines = [
        tag(
            "tr",
            tag("th", text(name), scope="row"),
            tag("td", tag("span", text(told), class_="quiet"), colspan=len(HEADS), class_="told"),
        )
    ]
    for flag in raised(flags):
        head = tag("th", in_place(text(flag.unit), flag), scope="row", class_="unit")
        lines.append(tag("tr", head, *_cells(flag, address, chosen)))
    return lines


def heading(flag: Flag, names: Names, caption: str) -> str:
    """What is flagged and how it was measured; the unit's name stands as found."""
    shown = text(capital(sentences.flag_title(flag, names)))
    read = tag("p", text(capital(caption)), class_="caption")
    return tag("h2", in_place(shown, flag), class_="finding") + read


def in_place(shown: str, flag: Flag) -> str:
    """Mark the unit's name, among English, as Chinese; `shown` is escaped already."""
    unit = text(flag.unit) if flag.unit and language() == ENGLISH else ""
    return shown.replace(unit, tag("span", unit, lang="zh-Hans")) if unit else shown


def explanation(flag: Flag, rule: FlagRule | None, told: Sequence[tuple[str, str]]) -> str:
    """The clause in our own words, the rule and its version, and the figures in words."""
    clause = clauses()[flag.clause]
    head = f"{formats.clause(flag.clause)} {say(clause.title)}"
    basis = formats.sentence(say(BASIS["local" if flag.basis == "local" else "notice"]))
    why = capital(say(rule.why)) if rule else ""
    lines = [
        (say("条款", "clause"), formats.colon(head, say(clause.told))),
        (say("门槛"), formats.sentences([basis, why])),
        *told,
    ]
    pairs = [
        tag("dt", text(capital(name))) + tag("dd", text(capital(said))) for name, said in lines
    ]
    version = say("第 {n} 版，{title}", n=flag.rule_version, title=say(flag.title))
    code = tag("dt", text(capital(say("规则", "one")))) + tag(
        "dd", tag("code", flag.rule_id), text(f" {version}")
    )
    return tag("dl", pairs[0], code, *pairs[1:], class_="explained")


def subtitle(shown: str, below: str = "") -> str:
    """A heading inside a flag's explanation."""
    read = tag("p", text(capital(below)), class_="caption") if below else ""
    return tag("h3", text(capital(shown)), class_="subtitle") + read


def past(told: str, back: str) -> str:
    """Mark what is shown as it was, with the way back to now."""
    shown = [text(capital(told)), link(text(say("看现在的")), back)]
    return tag("p", formats.sentences(shown), class_="notice onward", role="status")


def to_decision_day(flag: Flag, there: str) -> str:
    day = formats.day(flag.decision_day)
    shown = link(text(say("看 {day} 判定的这一条", day=day)), there)
    lead = text(say("登记和办理以判定日的数字为准："))
    return tag("p", formats.sentences([lead, shown]), class_="caption onward")


def lifeline(life: Life | None) -> str:
    """The six steps with the days on which they were taken; the words say which is reached."""
    taken = {act.state: act for act in life.round} if life else {}
    now = life.state if life else None
    ends = [state for state in (State.CONFIRMED, State.WITHDRAWN) if state in taken]
    made = []
    for state in [*STEPS, ends[0] if ends else END]:
        act = taken.get(State(state)) if state != END else None
        kind = "now" if state == now else "done" if act else "todo"
        below = formats.day_full(act.at.date()) if act else say("未办")
        made.append(
            tag(
                "li",
                tag("b", text(capital(say(state)))),
                tag("small", text(below)),
                class_=kind,
                aria_current="step" if state == now else None,
            )
        )
    return tag("ol", *made, class_="lifeline")
