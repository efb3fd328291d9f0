"""告知书 on a county's breaches that are counted, not tested; it starts no clock."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from dashboard import formats, queries_flags, sentences_facts
from dashboard.queries import chinese_names
from dashboard.reports import notice_rows
from dashboard.reports.articles import NOTICE, gist, numbers
from dashboard.reports.chinese import in_chinese
from dashboard.reports.issuer import ISSUER
from dashboard.reports.paper import Block, Column, Origin, Paper, Paragraph, Row, Section, Table
from etl.errors import UserError
from etl.flags.facts import Fact
from etl.scope import Scope

BASES = {"notice": "通知规定", "local": "本地设定"}
ASKED = (
    "逐件查实。记录有误或漏报的，改正后在“报送预检”重新报送；属实的，按通知要求改正，并书面说明原因。",
    "这些不是预警，不起算说明期限；同一条款的后果以通知为准。",
)


@in_chinese
def fact_letter(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    facts: Sequence[Fact],
    origin: Origin,
    issued_on: date,
) -> Paper:
    """Write one letter on all breaches of a county on a day; what cannot be told yet is left out."""
    found = [fact for fact in facts if fact.number]
    if not found:
        raise UserError("没有可以告知的事实。", "换一天，或看“预警”中的违规事实。")
    names = chinese_names(con)
    place, day = names[found[0].county_code], found[0].day
    shown = f"{day.year}年{formats.day(day)}"
    return Paper(
        kind="notice",
        title=f"关于核实{place}有关事实的告知书",
        subtitle="",
        addressee=f"{place}人力资源和社会保障局：",
        opening=f"根据{NOTICE}，现将{place}截至 {shown}可以逐件查实的事实告知如下，请查实改正。",
        sections=(
            Section("事实", (_table(found), *_gists(found))),
            Section("含义和限度", (Paragraph(sentences_facts.CAPTION),)),
            Section("请查实和改正", tuple(Paragraph(each) for each in ASKED)),
        ),
        closing="特此告知。",
        issuer=ISSUER,
        issued_on=issued_on,
        origin=origin,
        annexes=tuple(_annexes(con, scope, found, names)),
    )


def _table(found: Sequence[Fact]) -> Table:
    columns = (
        Column("fact", "事实", "text", width=14),
        Column("number", "数", width=4),
        Column("measure", "单位", "text", width=4),
        Column("clause", "条款", "text", width=8),
        Column("basis", "依据", "text", width=6),
    )
    rows = tuple(
        Row(
            (
                fact.title,
                fact.number,
                fact.measure,
                formats.clause(fact.clause) or None,
                BASES.get(fact.basis),
            ),
            fact.county_code,
        )
        for fact in found
    )
    return Table("表1", "可以逐件查实的事实", "", columns, rows)


def _gists(found: Sequence[Fact]) -> list[Block]:
    """Each clause once, in our own words."""
    cited = dict.fromkeys(number for fact in found for number in numbers(fact.clause))
    return [Paragraph(gist(number)) for number in cited]


def _annexes(
    con: duckdb.DuckDBPyConnection, scope: Scope, found: Sequence[Fact], names: Mapping[str, str]
) -> list[Table]:
    """The rows behind all of them, by application number; a county's silence has none."""
    rows = [
        {**row, "fact": fact.title}
        for fact in found
        if fact.evidence
        for row in queries_flags.fact_lines(con, scope, fact)
    ]
    if not rows:
        return []
    place = names[found[0].county_code]
    told = f"共 {len(rows)} 行；各项的数见表1，“数”列按事实合计就是表1的数。"
    return [notice_rows.evidence("附表", f"事实背后的行（{place}）", rows, names, told)]
