"""What the year-end report rests on: files and rows by office, days loaded, corrections, definitions."""

from collections.abc import Collection
from datetime import date

from dashboard import formats, rule_book, timeliness
from dashboard.reports.paper import Cell, Column, Row, Table
from dashboard.reports.year_end_parts import nothing, solid, titles_of
from dashboard.reports.year_end_seen import YearEnd
from etl.scope import PREFECTURE

OFFICE, UNKNOWN = "州职改办", "未注明单位"
ROWS = {
    "read": "读入",
    "loaded": "载入",
    "unchanged": "未变",
    "superseded": "被替代",
    "quarantined": "隔离",
}


def sources(seen: YearEnd) -> Table:
    """Files, sheets and rows of each office, and through which day its sheets are loaded."""
    kinds = timeliness.COUNTY_KINDS
    columns = (
        Column("office", "单位", "text", width=7),
        Column("files", "文件", group="收到", width=3),
        Column("sheets", "表", group="收到", width=3),
        *(Column(key, title, group="数据行", width=4) for key, title in ROWS.items()),
        *(Column(kind, timeliness.title(kind), "day", "载入至", 6) for kind in kinds),
    )
    rows = [
        Row(tuple(_source(seen, office, name)), office or "") for office, name in _offices(seen)
    ]
    whole = [seen.rows_read[key] for key in ("files", "sheets", *ROWS)]
    rows.append(Row(("合计", *whole, *[None] * len(kinds)), is_total=True))
    return Table(
        "data", "数据来源和载入情况", "份、张、行", columns, tuple(rows), _notes(seen), is_wide=True
    )


def _offices(seen: YearEnd) -> list[tuple[str | None, str]]:
    """The counties in order, the prefecture's office, and whoever did not say."""
    sent = {row["office"] for row in seen.balances}
    made: list[tuple[str | None, str]] = [
        (each.county_code, seen.name(each.county_code)) for each in seen.counties
    ]
    made += [(PREFECTURE, OFFICE)] if PREFECTURE in sent else []
    return [*made, (None, UNKNOWN)] if None in sent else made


def _source(seen: YearEnd, office: str | None, name: str) -> list[Cell]:
    own = [row for row in seen.balances if row["office"] == office]
    reached = seen.through.get(office or "", {})
    return [
        name,
        len({row["file"] for row in own}),
        len(own),
        *(sum(row[key] for row in own) for key in ROWS),
        *(reached.get(kind) for kind in timeliness.COUNTY_KINDS),
    ]


def _notes(seen: YearEnd) -> tuple[str, ...]:
    told = [
        "读入等于载入、未变、被替代、隔离四项之和；一份文件可含几张表，也可由几个单位的表组成，故文件合计不等于各单位相加。",
        "隔离的行改正重报后自动计入；以“没有”为条件的问题只认定到载入之日。",
    ]
    if not seen.is_one_place:
        told.append(timeliness.prefecture_line(seen.through, seen.season.year))
    told.append(rule_book.not_covered())
    return tuple(told)


def behind(seen: YearEnd) -> str:
    """Say which counties' sheets are not loaded through the day, and since when; nothing where all are."""
    late: dict[str, list[str]] = {}
    for each in seen.counties:
        reached = seen.through.get(each.county_code or "", {})
        days = [reached.get(kind) for kind in timeliness.COUNTY_KINDS]
        if not all(day and day >= seen.day for day in days):
            known = [day for day in days if day]
            until = "未报送"
            if len(known) == len(days):
                until = f"载入至{formats.day(min(known))}"
            elif known:
                until = "部分报表未报送"
            late.setdefault(until, []).append(seen.name(each.county_code))
    told = [f"{formats.listed(names)}{until}" for until, names in late.items()]
    parts = []
    if told:
        lead = f"各县市的花名册、审核记录和公示情况表没有全部载入至{formats.day(seen.day)}"
        parts.append(formats.colon(lead, formats.semicolon(told)))
    if own := _own_behind(seen):
        parts.append(f"州职改办的{formats.listed(own)}")
    if not parts:
        return ""
    return (
        f"{formats.semicolon(parts)}（见@data）。"
        "其后的情况没有反映，以“没有”为条件的问题只认定到载入之日。"
    )


def _own_behind(seen: YearEnd) -> list[str]:
    """The prefecture's own sheets that should tell of the day and do not."""
    own, told = seen.through.get(PREFECTURE, {}), []
    for kind, title in due_of_prefecture(seen).items():
        if (reached := own.get(kind)) is None:
            told.append(f"{title}没有载入")
        elif reached < seen.day:
            told.append(f"{title}载入至{formats.day(reached)}")
    return told


def due_of_prefecture(seen: YearEnd) -> dict[str, str]:
    """Which of its sheets must have come by a day: paper from its window on, the panel's at the end."""
    due = (
        {"paper": timeliness.title("paper")}
        if seen.day >= seen.season.windows.paper.starts_on
        else {}
    )
    return due | (
        {"panel": timeliness.title("panel"), "publicity": "结果公示"} if seen.is_over else {}
    )


def is_loaded(seen: YearEnd, milestone: str, county: str | None = None) -> bool:
    """Tell whether its end has passed and the sheets that tell of it reach there, in one county or all."""
    if milestone == "year_end":
        return seen.is_closed
    end: date = getattr(seen.season.windows, milestone).ends_on
    if seen.day <= end:
        return False
    if milestone == "paper":
        return seen.through.get(PREFECTURE, {}).get("paper", date.min) >= end
    kind = "roster" if milestone == "applications" else "reviews"
    codes = [county] if county else [each.county_code for each in seen.counties]
    return all(seen.through.get(code or "", {}).get(kind, date.min) >= end for code in codes)


def definitions(seen: YearEnd, shown: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """Shared words, then every count and rate that a table shows, as this version defines them."""
    counts = {row["id"]: row["title"] for row in seen.definitions if row["sort_of"] == "count"}
    made: list[tuple[str, str, str]] = [
        (title, told, clause) for title, told, clause in rule_book.told_terms()
    ]
    for row in seen.definitions:
        if row["id"] not in shown:
            continue
        clause = formats.clause(row["clause"])
        if row["sort_of"] == "count":
            told = f"{row['counts']}。不计入：{row['leaves_out']}。"
            made.append((row["title"], told, clause))
        elif row["sort_of"] == "rate":
            over = f"{counts[row['numerator_id']]}/{counts[row['denominator_id']]}。"
            made.append((row["title"], over, clause))
    return tuple((title, solid(told), formats.clause(clause)) for title, told, clause in made)


def corrections(seen: YearEnd) -> Table:
    """What an earlier version said of a day and this one says otherwise, by county."""
    titles = titles_of(seen)
    columns = (
        Column("count", "指标", "text", width=10),
        Column("county", "县市", "text", width=7),
        Column("then", "原数", width=4),
        Column("now", "现数", width=4),
        Column("change", "更正", "text", width=4),
    )
    rows: list[Row] = []
    notes = [_recorded(seen)]
    restated = seen.restated
    if restated is None:
        notes.append("本次没有指定以前的快照或版本作对照，只列登记的更正。")
    else:
        day = formats.day_full(restated.day)
        notes.append(f"对照{restated.label}：同是截至{day}的数，原数为当时所报，现数为本版本所载。")
        for count in (row["id"] for row in seen.definitions if row["sort_of"] == "count"):
            for code, now in restated.now.items():
                then = restated.then.get(code)
                old, new = (then.counts.get(count) if then else None), now.counts[count]
                if old != new:
                    moved = (
                        formats.change(new - old) if old is not None and new is not None else None
                    )
                    rows.append(Row((titles[count], seen.name(code), old, new, moved), code))
    made = tuple(rows) or nothing(len(columns))
    return Table("corrections", "快照以后的更正", "人、个、件", columns, made, tuple(notes))


def _recorded(seen: YearEnd) -> str:
    """Count what is on record as corrected: annulled returns, extensions, rows since replaced."""
    annulled = sum(not row["is_extension"] for row in seen.recorded)
    extended = len(seen.recorded) - annulled
    superseded = seen.rows_read["superseded"]
    return (
        f"登记的误退更正{annulled}件、延期{extended}项；报送后又以新报表更正、被替代的数据行{superseded}行，"
        "更正后过去各天一律按更正后的数计。"
    )
