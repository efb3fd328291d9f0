"""Two snapshots side by side: every count and rate of the same places, and what has changed in their meaning.

Everything is read from the two archives; neither the warehouse nor today's rules are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.errors import UserError
from etl.paths import SQL, DataFolder
from etl.queries import rows
from etl.snapshots import figures, tables
from etl.snapshots.manifest import Basis, Manifest
from etl.snapshots.shelf import Kept
from etl.snapshots.verify import look, trusted

GRAINS = {
    "none": ("prefecture",),
    "county": ("prefecture", "county"),
    "series": ("prefecture", "series"),
    "county,series": ("county_series",),
}
_RATIO = SQL / "3_results" / "macros" / "0_ratio.sql"
_FILES = {
    "figures": figures.FIGURES_FILE,
    "rates": figures.RATES_FILE,
    "definitions": figures.DEFINITIONS_FILE,
    "places": figures.PLACES_FILE,
}
_COUNTS = """
    with one as (select * from before_figures where list_contains($grains, grain)),
    two as (select * from after_figures where list_contains($grains, grain)),
    paired as (
        select
            coalesce(two.county_code, one.county_code) as county_code,
            coalesce(two.series_code, one.series_code) as series_code,
            coalesce(two.count_id, one.count_id) as id,
            one.value as before,
            two.value as after
        from one full join two
            on two.grain = one.grain and two.count_id = one.count_id
            and two.county_code is not distinct from one.county_code
            and two.series_code is not distinct from one.series_code
    )
    select 'count' as kind, county_code, series_code, id, before, after, after - before as change,
        results.ratio(after - before, before) as growth,
        null::bigint as before_of, null::bigint as after_of,
        null::double as before_share, null::double as after_share, null::double as points
    from paired
"""
_RATES = """
    with one as (select * from before_rates where list_contains($grains, grain)),
    two as (select * from after_rates where list_contains($grains, grain)),
    paired as (
        select
            coalesce(two.county_code, one.county_code) as county_code,
            coalesce(two.series_code, one.series_code) as series_code,
            coalesce(two.rate_id, one.rate_id) as id,
            one.numerator as before,
            two.numerator as after,
            one.denominator as before_of,
            two.denominator as after_of
        from one full join two
            on two.grain = one.grain and two.rate_id = one.rate_id
            and two.county_code is not distinct from one.county_code
            and two.series_code is not distinct from one.series_code
    )
    select 'rate' as kind, county_code, series_code, id, before, after, null::bigint as change,
        null::double as growth, before_of, after_of,
        results.ratio(before, before_of) as before_share,
        results.ratio(after, after_of) as after_share,
        (after_share - before_share) * 100 as points
    from paired
"""
_ORDERED = """
    with place as (
        select * from after_places
        union all by name
        select * from before_places where code not in (select code from after_places)
    ),
    definition as (
        select * from after_definitions
        union all by name
        select * from before_definitions
        where (kind, id) not in (select kind, id from after_definitions)
    )
    select county.name as county, series.name as series, definition.title, definition.unit, found.*
    from (from ({counts}) union all by name from ({rates})) as found
    inner join definition on definition.kind = found.kind and definition.id = found.id
    left join place as county on county.code = found.county_code
    left join place as series on series.code = found.series_code
    order by county.sort nulls first, series.sort nulls first, found.kind, definition.sort, found.id
"""
_MEANINGS = """
    select coalesce(two.title, one.title) as title,
        case when one.id is null then '新增' when two.id is null then '取消' else '改动' end as what,
        one.counts as before_counts, two.counts as after_counts,
        one.leaves_out as before_leaves_out, two.leaves_out as after_leaves_out,
        one.clause as before_clause, two.clause as after_clause,
        one.unit as before_unit, two.unit as after_unit,
        one.numerator as before_numerator, two.numerator as after_numerator,
        one.denominator as before_denominator, two.denominator as after_denominator,
        coalesce(two.id, one.id) as id, coalesce(two.kind, one.kind) as kind
    from before_definitions as one full join after_definitions as two
        on two.kind = one.kind and two.id = one.id
    where one is distinct from two
    order by kind, coalesce(two.sort, one.sort), id
"""
ASPECTS = {
    "counts": "数什么",
    "leaves_out": "不含",
    "clause": "条款",
    "unit": "单位",
    "numerator": "分子",
    "denominator": "分母",
}


@dataclass(frozen=True)
class Side:
    """A snapshot that has been checked, with its members."""

    basis: Basis
    members: Mapping[str, bytes]


@dataclass(frozen=True)
class Compared:
    """Lines in administrative order, totals first; `meanings` and `notes` say what stands between them."""

    before: Basis
    after: Basis
    lines: list[dict[str, Any]]
    meanings: list[tuple[str, str, str, str]]
    notes: list[str]


def side(data: DataFolder, kept: Kept) -> Side:
    """Open a snapshot to be compared. Refuses one that is not whole."""
    looked = look(kept.content(), trusted(data))
    manifest: Manifest | None = looked.manifest
    if looked.faults or manifest is None:
        raise UserError(
            f"快照 {kept.id} 核对不符，没有对比：{looked.faults[0]}。",
            "先用 snapshot verify 逐处查看。",
        )
    return Side(manifest.basis, looked.members)


def compared(before: Side, after: Side, by: str = "county") -> Compared:
    """Compare figures of the same name and place; what only one of the two has is None in the other."""
    held = {
        f"{when}_{name}": one.members[path]
        for when, one in (("before", before), ("after", after))
        for name, path in _FILES.items()
    }
    with tables.reading(held) as con:
        con.execute("create schema results")
        con.execute(_RATIO.read_text("utf-8"))
        asked = _ORDERED.format(counts=_COUNTS, rates=_RATES)
        lines = rows(con, asked, grains=list(GRAINS[by]))
        meanings = _meanings(con)
    return Compared(
        before.basis,
        after.basis,
        lines,
        [
            *meanings,
            *_recounted(before.basis, after.basis, {line["id"]: line["title"] for line in lines}),
        ],
        _notes(before.basis, after.basis),
    )


def _meanings(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    """Tell each changed definition: its title, what changed, as it was, as it is."""
    told = []
    for row in rows(con, _MEANINGS):
        if row["what"] != "改动":
            counts = row["after_counts"] or row["before_counts"] or ""
            sides = ("", counts) if row["what"] == "新增" else (counts, "")
            told.append((row["title"], row["what"], *sides))
            continue
        for aspect, name in ASPECTS.items():
            pair = row[f"before_{aspect}"] or "", row[f"after_{aspect}"] or ""
            if pair[0] != pair[1]:
                told.append((row["title"], name, *pair))
    return told


def _recounted(
    before: Basis, after: Basis, titles: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    """Name counts that are counted otherwise although their definition reads the same."""
    if before.counting is None or after.counting is None:
        return []
    return [
        (titles.get(count, count), "计数的写法", before.counting[count], after.counting[count])
        for count in sorted(before.counting.keys() & after.counting.keys())
        if before.counting[count] != after.counting[count]
    ]


def _notes(before: Basis, after: Basis) -> list[str]:
    """Tell what a reader has to know before reading a difference."""
    notes = []
    for one in (before, after):
        if one.is_sample:
            notes.append(f"{one.label}是示例数据。")
        if one.not_evaluated:
            offices = "、".join(dict.fromkeys(each.name for each in one.not_evaluated))
            notes.append(
                f"{one.label}有 {len(one.not_evaluated)} 张表没有载入到当天（暂不评价）：{offices}。"
            )
        if one.counting is None:
            notes.append(f"{one.label}依据的版本在存快照时已不是最新的算法，计数的写法无从对照。")
    for name, pair in {
        "规则": (before.rules_version, after.rules_version),
        "日历": (before.calendar_version, after.calendar_version),
        "报送约定": (before.contract_version, after.contract_version),
    }.items():
        if pair[0] != pair[1]:
            notes.append(f"两份的{name}不同：{pair[0]}，{pair[1]}。")
    if before.kind != after.kind:
        notes.append("两份不是同一种快照，截至的时点不同：差别里有一部分只是还没有到时候。")
    return notes
