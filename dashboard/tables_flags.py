"""Tables of the page 预警: the rows behind a flag and their workbook, the acts, the register, a trial."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard import flagged, formats, lists, pieces_data, sentences_acts
from dashboard import sentences_flags as sentences
from dashboard.flagged import Trial
from dashboard.lists import Made, Row
from dashboard.pieces import Cell, Column, Word, figure, found, link, text
from dashboard.words import capital, mark, say
from etl.flags import explain
from etl.flags.facts import Fact
from etl.flags.judge import Flag
from etl.lifecycle.records import Life
from etl.lifecycle.states import RULES
from etl.reference import places
from etl.seasons import BASIS
from etl.seasons.flag_rule import FlagRule

Names = Mapping[str, str]
Address = Callable[..., str]
MOST = 8
BY = {"unit": mark("单位"), "cause": mark("原因")}


def behind(rows: Sequence[Row], flag: Flag, names: Names, count: str) -> Made:
    """The rows of one of both counts: who, where, why, since when, and where it stands in the files."""
    shown = [{"name": None, "cause": None, **row} for row in rows if row["count_id"] == count]
    columns: list[lists.Ask] = [
        (mark("原因"), lambda row: _cause(row["cause"])),
        (lists.SINCE, _since(flag)),
    ]
    return lists.table(shown, names, columns, with_county=False)


def _cause(cause: str | None) -> Cell:
    """A reason of the closed lists is translated, one typed by somebody stands as found."""
    return Cell(capital(say(cause)) if cause else formats.NOTHING, as_found=True)


def _since(flag: Flag) -> Callable[[Row], str]:
    """Days of several seasons need their years."""
    show = formats.day_full if flag.pooled > 1 else formats.day_short
    return lambda row: show(row["from_day"])


def lists_behind(
    rows: Sequence[Row], flag: Flag, rule: FlagRule | None, names: Names, counted: Mapping[str, Any]
) -> list[tuple[str, Made]]:
    """The lists of k and of n with their headings; where units are counted, the units come first.

    What an act has frozen holds the rows of k only.
    """
    made = []
    top, bottom = flag.evidence
    has_both = any(row["count_id"] == bottom for row in rows)
    if rule and rule.by_unit and has_both:
        units = explain.units(rows, flag)
        k = sum(each.counts for each in units)
        title = say(flag.title)
        head = say("{n} 个单位，其中 {k} 个计入“{title}”", n=len(units), k=k, title=title)
        made.append((head, _units(units, flag, counted)))
    for count in (top, bottom) if has_both else (top,):
        shown = behind(rows, flag, names, count)
        title = say(counted[count]["title"])
        weight = sum(row["weight"] for row in rows if row["count_id"] == count)
        head = say("计入“{title}”的 {n} 行", n=len(shown[1]), title=title)
        if weight != len(shown[1]):
            head = say("{head}，合计 {n}", head=head, n=weight)
        made.append((head, shown))
    return made


def _units(units: Sequence[explain.Unit], flag: Flag, counted: Mapping[str, Any]) -> Made:
    """Every unit with its persons under both counts, and whether it is one of k."""
    top, bottom = (say(counted[count]["title"]) for count in flag.evidence)
    columns = [Column(say("单位")), Column(say("年度"))][: 2 if flag.pooled > 1 else 1]
    columns += [Column(top, is_figure=True), Column(bottom, is_figure=True), Column(say("计入"))]
    lines: list[list[Any]] = []
    for each in units:
        season = [f"{each.season}"] if flag.pooled > 1 else []
        word = Word(say("计入"), "blue") if each.counts else Word(say("不计入"), "quiet")
        name = Cell(each.unit, as_found=True)
        lines.append([name, *season, each.k, each.n, Cell("", words=(word,))])
    return columns, lines


def carried(rows: Sequence[Row], flag: Flag, by: str, counted: Mapping[str, Any]) -> Made:
    """Which units or causes carry it: k and, for units, n."""
    found_by = flagged.carried(rows, flag, by)
    top, bottom = (say(counted[count]["title"]) for count in flag.evidence)
    columns = [Column(say(BY[by])), Column(top, is_figure=True)]
    if any(n for _, _, n in found_by) and by == "unit":
        columns.append(Column(bottom, is_figure=True))
    made: list[list[Any]] = [
        [Cell(name, as_found=True) if by == "unit" else _cause(name), k, n][: len(columns)]
        for name, k, n in found_by[:MOST]
    ]
    if rest := found_by[MOST:]:
        sums = [sum(each[1] for each in rest), sum(each[2] for each in rest)]
        made.append([say("另 {n} 个", n=len(rest)), *sums[: len(columns) - 1]])
    return columns, made


def acts(life: Life, names: Names, address: Address) -> str:
    """Every act of the flag, oldest first, each with a link to what was on the screen then."""
    heads = [say("时间"), say("办理"), say("谁"), say("说了什么"), say("数据版本"), ""]
    lines = [
        [
            text(f"{act.at:%Y-%m-%d %H:%M}"),
            text(capital(say(RULES[act.step].title))),
            found(sentences_acts.who(act.name)),
            sentences_acts.act_words(act, names),
            text(act.warehouse_version.split("-")[-1]),
            link(text(capital(say("当时的样子"))), address(act=act.act_no)),
        ]
        for act in life.acts
    ]
    return pieces_data.worded(heads, lines, say("办理经过"), "acts")


def register(known: Sequence[Life], titles: Names, names: Names, address: Address) -> Made:
    """Every flag hinted this season, in administrative order."""
    heads = (
        say("县市"),
        say("单位"),
        say("规则", "one"),
        say("判定日"),
        say("状态"),
        say("最近办理"),
    )
    columns = [Column(title) for title in heads]
    order = [place.code for place in places("counties")]
    lines: list[list[Any]] = []
    for life in sorted(known, key=lambda each: (order.index(each.id.county_code), each.id.key)):
        pooled = say("近 {n} 个年度合并", n=life.id.pooled) if life.id.pooled > 1 else ""
        title = say(titles.get(life.id.rule_id, life.id.rule_id))
        there = address(flag=flagged.life_key(life), day=life.id.decision_day)
        lines.append(
            [
                Cell(names[life.id.county_code], link=there),
                Cell(life.id.unit or formats.NOTHING, as_found=True),
                capital(title + formats.brackets(pooled)),
                formats.day_full(life.id.decision_day),
                capital(sentences_acts.state(life)),
                f"{life.acts[-1].at:%Y-%m-%d}",
            ]
        )
    return columns, lines


def facts(found_facts: Sequence[Fact], names: Names, address: Callable[[Fact], str]) -> str:
    """One line a breach with its counties in administrative order; each number opens its list."""
    grouped: dict[str, list[Fact]] = {}
    for fact in found_facts:
        grouped.setdefault(fact.fact_id, []).append(fact)
    lines = []
    for of_one in grouped.values():
        first = of_one[0]
        told = formats.listed([_fact(fact, names, address) for fact in of_one])
        basis = BASIS["local" if first.basis == "local" else "notice"]
        lines.append(
            [
                text(capital(say(first.title))),
                text(formats.clause(first.clause)),
                text(capital(say(basis))),
                told,
            ]
        )
    heads = [say("事实"), say("条款", "clause"), say("依据"), say("县市与件数")]
    return pieces_data.worded(heads, lines, say("可以逐件查实的事实"), "facts")


def _fact(fact: Fact, names: Names, address: Callable[[Fact], str]) -> str:
    """A county with its number; for a county that sent nothing the name says all."""
    county = names[fact.county_code]
    if fact.number is None:
        return text(say("{county}暂不评价", county=county))
    if not fact.evidence:
        return text(county)
    count = fact.evidence[0] if len(fact.evidence) == 1 else ""
    number = link(figure(fact.number, count, fact.county_code), address(fact))
    told = text(say("{county} {n} {measure}", county=county, n="{n}", measure=say(fact.measure)))
    return told.replace("{n}", number)


def fact_rows(rows: Sequence[Row], names: Names) -> Made:
    """The rows behind a breach; those that are subtracted have a weight below nothing."""
    shown = [{"name": None, **row} for row in rows]
    columns: list[lists.Ask] = [lists.since(lists.SINCE)]
    if any(lists.detail(row) for row in rows):
        columns.insert(0, (mark("环节"), lambda row: lists.detail(row) or formats.NOTHING))
    if any(row["weight"] != 1 for row in rows):
        columns.append((mark("数"), lambda row: formats.number(row["weight"])))
    return lists.table(shown, names, columns, with_county=False)


def trial(found: Trial, names: Names) -> Made:
    """What would appear, vanish or change."""
    heads = (say("县市"), say("单位"), say("口径"), say("现在"), say("模拟"))
    columns = [Column(title) for title in heads]
    pairs = [(None, flag) for flag in found.appear] + [(flag, None) for flag in found.vanish]
    lines: list[list[Any]] = []
    for before, after in [*pairs, *found.change]:
        flag = after or before
        if flag is None:
            continue
        pooled = say("近 {n} 个年度合并", n=flag.pooled) if flag.pooled > 1 else say("本年度")
        words = [sentences.level(each.level if each else "none") for each in (before, after)]
        cells = [Cell("", words=(word,)) for word in words]
        unit = Cell(flag.unit or formats.NOTHING, as_found=True)
        lines.append([names[flag.county_code], unit, capital(pooled), *cells])
    return columns, lines
