"""年终通报: one season on one day, from the same figures as the pages; every number has its k and n."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import duckdb

from dashboard import formats, quota, way
from dashboard.reports import (
    flag_lines,
    scopes,
    year_end_breaches,
    year_end_compare,
    year_end_counties,
    year_end_course,
    year_end_data,
    year_end_facts,
    year_end_findings,
    year_end_flags,
    year_end_places,
    year_end_whole,
)
from dashboard.reports.articles import NOTICE
from dashboard.reports.chinese import in_chinese
from dashboard.reports.issuer import ISSUER
from dashboard.reports.paper import (
    Block,
    Heading,
    Origin,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
)
from dashboard.reports.year_end_finding import Finding
from dashboard.reports.year_end_parts import solid
from dashboard.reports.year_end_seen import Against, YearEnd
from etl.lifecycle.records import Life
from etl.scope import Scope

WORK = "“定向评价 定向使用”职称评审工作"
OFFICES = "人力资源和社会保障局、教育局、卫生健康委员会、农业农村局、畜牧兽医局"
_SEE = re.compile(r"（见@(\w+)）|见@(\w+)|@(\w+)")


@in_chinese
def year_end(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    origin: Origin,
    lives: Mapping[str, Life] | None = None,
    against: Against | None = None,
) -> Paper:
    """Write the report of a day; before the year's end it tells of the progress so far.

    Persons are counted, never named; lists by number and unit stand only where the scope sees persons.
    `against` is the earlier version whose figures are compared for corrections.
    """
    scopes.require_places(scope)
    seen = year_end_facts.read(con, scope, season, day, lives, against)
    steps = way.steps(quota.read(con, scope, scope, season, day)) if seen.is_known else []
    found = year_end_findings.findings(seen)
    annexes = tuple(_annexes(seen))
    paper = Paper(
        kind="year-end",
        title=_title(seen),
        subtitle=f"（截至{_long(day)}）",
        addressee=_addressee(seen),
        opening=_opening(seen),
        sections=(
            Section("总体情况", tuple(year_end_whole.blocks(seen, steps))),
            Section(
                "县市情况" if seen.is_one_place else "各县市情况",
                tuple(year_end_counties.blocks(seen)),
            ),
            Section("存在问题", tuple(_problems(seen, found))),
            Section("下一步工作要求", tuple(year_end_findings.asks(seen, found))),
        ),
        closing="特此通报。",
        issuer=ISSUER,
        issued_on=day,
        origin=origin,
        annexes=annexes,
    )
    return _referred(replace(paper, definitions=year_end_data.definitions(seen, _shown(paper))))


def _title(seen: YearEnd) -> str:
    place = seen.name(seen.counties[0].county_code) if seen.is_one_place else ""
    one_series = f"{seen.name(seen.series[0].series_code)}系列" if len(seen.series) == 1 else ""
    what = "情况" if seen.is_over else "进展情况"
    return f"关于{place}{seen.season.year}年度{one_series}{WORK}{what}的通报"


def _addressee(seen: YearEnd) -> str:
    place = seen.name(seen.counties[0].county_code) if seen.is_one_place else "各县（市）"
    return f"{place}{OFFICES}："


def _opening(seen: YearEnd) -> str:
    return (
        f"根据{NOTICE}（以下简称《通知》，所引条款均指《通知》），"
        f"现将{seen.season.year}年度工作截至{_long(seen.day)}的有关情况通报如下："
    )


def _long(day: date) -> str:
    return f"{day.year}年{formats.day(day)}"


def _problems(seen: YearEnd, found: list[Finding]) -> Iterable[Block]:
    if year_end_flags.to_check(seen):
        yield Paragraph(flag_lines.MEANING, "预警。")
    for each in year_end_findings.problems(seen, found):
        if isinstance(each, Paragraph):
            yield each
        else:
            yield Heading(each.title)
            yield from each.told


def _annexes(seen: YearEnd) -> Iterable[Table]:
    """In the order of reading; what the season cannot fill yet is left out with its number."""
    if not seen.is_known:
        if seen.allotted:
            yield year_end_places.six_by_cell(seen)
        yield year_end_data.sources(seen)
        return
    yield year_end_places.six_by_cell(seen)
    yield year_end_places.funnel(seen)
    yield year_end_places.ways(seen)
    yield year_end_places.rates(seen)
    yield year_end_places.unused(seen)
    yield year_end_course.windows(seen)
    yield year_end_course.punctual(seen)
    yield year_end_course.returns(seen)
    yield year_end_course.reasons(seen)
    yield year_end_course.publicity(seen)
    yield year_end_breaches.measures(seen)
    yield year_end_breaches.signing(seen)
    if seen.scope.sees_persons:
        yield year_end_breaches.units(seen)
    if seen.scope.sees_all_series:
        yield year_end_breaches.facts(seen)
        yield year_end_flags.table(seen)
        yield year_end_flags.answers(seen)
    yield year_end_course.left_open(seen)
    if seen.before:
        yield year_end_compare.counts(seen, seen.before)
        yield year_end_compare.rates(seen, seen.before)
        yield year_end_compare.by_county(seen, seen.before)
        yield year_end_compare.made_of(seen, seen.before)
    yield year_end_data.corrections(seen)
    if seen.scope.sees_persons:
        yield year_end_breaches.cases(seen)
    yield year_end_data.sources(seen)


def _shown(paper: Paper) -> set[str]:
    """The counts and rates that stand in any table."""
    columns = {column.key for table in paper.tables() for column in table.columns}
    is_compared = any(table.number == "before" for table in paper.annexes)
    return columns | ({*year_end_compare.COUNTS, *year_end_compare.RATES} if is_compared else set())


def _referred(paper: Paper) -> Paper:
    """Number tables and pictures as they come, turn @key into their numbers, take stray blanks out."""
    numbers: dict[str, str] = {}
    for key, kind in _body(paper):
        same = sum(number.startswith(kind) for number in numbers.values())
        numbers[key] = f"{kind}{same + 1}"
    numbers |= {table.number: f"附表{n}" for n, table in enumerate(paper.annexes, start=1)}
    sections = tuple(
        Section(each.title, tuple(_settled(block, numbers) for block in each.blocks))
        for each in paper.sections
    )
    annexes = tuple(_table(table, numbers) for table in paper.annexes)
    return replace(paper, sections=sections, annexes=annexes)


def _body(paper: Paper) -> Iterable[tuple[str, str]]:
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table | Picture):
                yield block.number, "表" if isinstance(block, Table) else "图"


def _settled(block: Block, numbers: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_told(block.text, numbers), block.lead)
    if isinstance(block, Table):
        return _table(block, numbers)
    if isinstance(block, Picture):
        return replace(block, number=numbers[block.number])
    return block


def _table(table: Table, numbers: Mapping[str, str]) -> Table:
    notes: Sequence[str] = [_told(note, numbers) for note in table.notes]
    return replace(table, number=numbers[table.number], notes=tuple(notes))


def _told(text: str, numbers: Mapping[str, str]) -> str:
    """A reference to a table that this edition does not have is left out."""

    def number(found: re.Match[str]) -> str:
        key = found[1] or found[2] or found[3]
        return found[0].replace(f"@{key}", numbers[key]) if key in numbers else ""

    return solid(_SEE.sub(number, text))
