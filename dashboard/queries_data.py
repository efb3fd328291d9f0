"""What the page 数据质量 asks: files, what became of their rows, what was found and who is to mend it."""

from datetime import date
from typing import Any

import duckdb

from etl import evidence
from etl.queries import rows
from etl.scope import PREFECTURE, Scope

Row = dict[str, Any]

# A sheet tells its seasons; a finding without one (a refused file, a hidden sheet) takes those of its
# file, else the year in the file's name; where nothing tells, it shows in every season.
_SEASONS = """
    with sheet_season as (
        select receipt_no, sheet_no, unnest(seasons) as season from quality.sheet
    ),
    file_season as (
        select receipt_no, season from sheet_season
        union
        select receipt_no, season from quality.file
        where season is not null and receipt_no not in (select receipt_no from sheet_season)
    ),
    here as (
        select file.receipt_no, 0 as sheet_no from quality.file as file
        where file.receipt_no in (select receipt_no from file_season where season = $season)
            or file.receipt_no not in (select receipt_no from file_season)
        union
        select receipt_no, sheet_no from quality.sheet
        where list_contains(seasons, $season) or len(seasons) = 0
    )
"""
_MINE = """
    and ($all_counties or list_contains($counties, {office})) and ($file is null or {file} = $file)
"""
# Counties report anew each time what they reported before: only their newest report of a kind is to be
# mended. Quota documents and the prefecture's own sheets add to each other and are never old.
_FINDINGS = (
    _SEASONS
    + """
    , sheet as (
        select
            sheet.receipt_no, sheet.sheet_no,
            sheet.kind in ('roster', 'reviews', 'publicity') and sheet.office <> $prefecture
                and sheet.report_date < max(sheet.report_date) over (
                    partition by sheet.office, sheet.kind
                ) as is_old
        from quality.sheet as sheet
        inner join here on sheet.receipt_no = here.receipt_no and sheet.sheet_no = here.sheet_no
    )
    , old_file as (select receipt_no from sheet group by receipt_no having bool_and(is_old))
    , finding as (
        select
            finding.*, registry.precedence,
            coalesce(sheet.is_old, old_file.receipt_no is not null) as is_old
        from quality.finding as finding
        inner join rule.contract_rule as registry on finding.rule = registry.rule
        left join sheet
            on finding.receipt_no = sheet.receipt_no and finding.sheet_no = sheet.sheet_no
        left join old_file on finding.receipt_no = old_file.receipt_no
        inner join here
            on finding.receipt_no = here.receipt_no and coalesce(sheet.sheet_no, 0) = here.sheet_no
        where true"""
    + _MINE.format(office="finding.office", file="finding.file")
    + ")"
)
_LIST = """
    select finding.* exclude (precedence) from finding
    left join rule.county as county on finding.office = county.county_code
    where ($rule is null or rule = $rule) and ($with_old or not is_old)
        and ($sender is null or coalesce(office, '') = $sender)
    order by county.sort nulls last, receipt_no, sheet_no nulls first, row_no nulls first,
        precedence, col_no
"""
_TALLY = """
    select
        rule, severity, coalesce(office, '') as office, count(*) as found,
        count(*) filter (where not is_old) as open
    from finding
    group by rule, severity, office, precedence
    order by array_position(['file', 'row', 'cell', 'sheet'], severity), precedence, office
"""
_SHEETS = (
    _SEASONS
    + """
    , sheet as (
        select sheet.* from quality.sheet as sheet
        inner join here on sheet.receipt_no = here.receipt_no and sheet.sheet_no = here.sheet_no
        where true"""
    + _MINE.format(office="sheet.office", file="sheet.file")
    + ")"
)
_BALANCES = """
    select file, sheet, kind, office, rows_read as read, loaded, unchanged, superseded, quarantined,
        report_date, report_date_from,
        loaded + unchanged + superseded + quarantined = rows_read as adds_up
    from sheet order by receipt_no, sheet_no
"""
_TOTAL = """
    select count(distinct receipt_no) as files, count(*) as sheets,
        coalesce(sum(rows_read), 0)::integer as read, coalesce(sum(loaded), 0)::integer as loaded,
        coalesce(sum(unchanged), 0)::integer as unchanged,
        coalesce(sum(superseded), 0)::integer as superseded,
        coalesce(sum(quarantined), 0)::integer as quarantined,
        coalesce(sum(loaded + unchanged + superseded + quarantined) = sum(rows_read), true) as adds_up
    from sheet
"""
_WAITING = """
    select finding.rule, finding.kind, finding.office, finding.file, finding.sheet, finding.row_no,
        row.application_no, any_value(doubt.name) as name
    from finding
    left join rule.county as county on finding.office = county.county_code
    inner join quality.row as row
        on finding.receipt_no = row.receipt_no and finding.sheet_no = row.sheet_no
        and finding.row_no = row.row_no
    left join accepted.doubt as doubt on row.row_id = doubt.row_id
    where finding.rule in ('orphan', 'missing_key', 'ambiguous_link') and finding.kind <> 'roster'
        and not finding.is_old
    group by finding.rule, finding.kind, finding.office, finding.file, finding.sheet, finding.row_no,
        row.application_no, county.sort
    order by county.sort nulls last, finding.file, finding.row_no
"""
_INFERRED = """
    select row.kind, roster.county_code as office, row.file, row.sheet, row.row_no,
        row.application_no, roster.name
    from quality.row as row
    inner join accepted.roster as roster on row.application_no = roster.application_no
    where row.is_inferred and row.outcome in ('loaded', 'superseded')
        and roster.season = $season and list_contains($counties, roster.county_code)
        and ($file is null or row.file = $file)
    order by roster.county_code, row.file, row.row_no
"""


def _of(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None) -> Row:
    return {
        "season": season,
        "file": file,
        "counties": scope.parameters()["counties"],
        "all_counties": evidence.sees_all(con, scope),
    }


def files(con: duckdb.DuckDBPyConnection, scope: Scope, season: int) -> list[str]:
    """Name the files of a season that the scope's offices sent, refused ones among them."""
    found = rows(
        con,
        _SEASONS + "select distinct file.file, file.receipt_no from quality.file as file"
        " inner join here on file.receipt_no = here.receipt_no where true"
        + _MINE.format(office="file.office", file="file.file")
        + "order by file.receipt_no",
        **_of(con, scope, season, None),
    )
    return list(dict.fromkeys(row["file"] for row in found))


def total(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None) -> Row:
    """Add up what became of every row read: loaded, unchanged, superseded, quarantined."""
    return rows(con, _SHEETS + _TOTAL, **_of(con, scope, season, file))[0]


def balances(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None
) -> list[Row]:
    """Give the same per file and sheet, in the order of receipt."""
    return rows(con, _SHEETS + _BALANCES, **_of(con, scope, season, file))


def findings(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    file: str | None = None,
    rule: str | None = None,
    with_old: bool = False,  # noqa: FBT001, FBT002 arguments of a cached question are positional
    sender: str | None = None,
) -> list[Row]:
    """List what is to be mended in a season's files, of one rule or sender; old reports on request."""
    asked = {"rule": rule, "sender": sender, "with_old": with_old, "prefecture": PREFECTURE}
    return rows(con, _FINDINGS + _LIST, **asked, **_of(con, scope, season, file))


def tally(con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None) -> list[Row]:
    """Count each rule's findings by office ('' where the sender is unknown), gravest first.

    `open` are those not in a county's older reports, which its newest report has replaced.
    """
    asked = _of(con, scope, season, file)
    return rows(con, _FINDINGS + _TALLY, prefecture=PREFECTURE, **asked)


def waiting(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None
) -> list[Row]:
    """List event rows that no application answers to yet; names only for who may see persons."""
    asked = _of(con, scope, season, file)
    return named(rows(con, _FINDINGS + _WAITING, prefecture=PREFECTURE, **asked), scope)


def inferred(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, file: str | None
) -> list[Row]:
    """List loaded rows without a number that were linked by county and name; names as in `waiting`."""
    asked = {"season": season, "file": file, "counties": scope.parameters()["counties"]}
    return named(rows(con, _INFERRED, **asked), scope)


def named(found: list[Row], scope: Scope) -> list[Row]:
    """Keep names for who may see persons."""
    return [row if scope.sees_persons else row | {"name": None} for row in found]


def through(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int
) -> dict[str, dict[str, date]]:
    """Map each office of the scope, and the prefecture's own, to its kinds and their last report day."""
    offices: dict[str, dict[str, date]] = {}
    for row in rows(
        con,
        "select office, kind, through from accepted.data_through where season = $season"
        " and (list_contains($counties, office) or (office = $prefecture and len($counties) > 0))",
        season=season,
        prefecture=PREFECTURE,
        counties=scope.parameters()["counties"],
    ):
        offices.setdefault(row["office"], {})[row["kind"]] = row["through"]
    return offices
