"""A season told in small text tables: what a test leaves out is completed by ordinary values."""

import itertools
import re

YEAR = 2022
COUNTIES = {"库尔勒": "652801", "轮台": "652822"}
SERIES = {"中小学": "SCH", "幼儿园": "KG"}
SHORT = {
    "no": "application_no",
    "county": "county_code",
    "series": "series_code",
    "try": "submission_no",
}
DAY = {
    "quota": "issued_on",
    "roster": "first_submitted_at",
    "reviews": "reviewed_at",
    "publicity": "ends_on",
    "paper": "received_on",
    "panel": "voted_on",
    "sanctions": "decided_on",
    "adjustments": "recorded_on",
    "appointments": "appointed_on",
}
PLACE = {"season": YEAR, "county_code": "652801", "series_code": "SCH"}
DEFAULTS = {
    "quota": PLACE | {"approved_posts": 0, "allocated": 0, "nature": "下达", "document_no": "文1"},
    "roster": PLACE
    | {"unit": "一中", "unit_kind": "乡镇学校", "first_submitted_at": "11-18 10:00"},
    "reviews": {"submission_no": 1, "problem": "第二页不清楚", "signer": "张三"},
    "publicity": {"level": "县级公示", "starts_on": "11-18"},
    "paper": {"complete": "是"},
    "panel": {"outcome": "通过"},
    "sanctions": {},
    "adjustments": {"season": YEAR, "county_code": "652801"},
    "appointments": {},
}
CODES = COUNTIES | {"州": "652800"}
DUTIES = [
    *[(kind, county) for kind in ("reviews", "publicity") for county in COUNTIES],
    *[(kind, "州") for kind in ("publicity", "paper")],
]
FAR = "2030-12-31"


def read_table(text):
    """Read `a | b` lines under a header line; an empty cell is None."""
    if not text:
        return []
    header, *lines = [
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    ]
    return [dict(zip(header, [cell or None for cell in line], strict=True)) for line in lines]


def with_year(value):
    """Complete `11-20` and `11-20 09:30` to a day or moment of the season."""
    return re.sub(r"^(\d\d-\d\d)\b(?!-)", rf"{YEAR}-\1", value) if isinstance(value, str) else value


def named(stated, kind=None):
    """Give the short column heads and place names of the tests their full names and codes."""
    full = {DAY.get(kind) if key == "on" else SHORT.get(key, key): stated[key] for key in stated}
    for column, codes in (("county_code", COUNTIES), ("series_code", SERIES)):
        if full.get(column) in codes:
            full[column] = codes[full[column]]
    return full


def entry(kind, stated, row_id):
    """Complete what a line states by the defaults of its kind."""
    full = DEFAULTS[kind] | named(stated, kind)
    if kind == "reviews":
        for column in ("submitted", "reviewed"):
            full[f"{column}_has_time"] = ":" in (full.get(f"{column}_at") or "")
    if kind == "roster":
        full["name"] = full.get("name") or full["application_no"]
    return {key: with_year(value) for key, value in full.items()} | {"row_id": row_id}


def told(tables):
    """Complete every line of every table; numbers without a roster line get an ordinary one."""
    read = {kind: read_table(text) for kind, text in tables.items()}
    known = {line["no"] for line in read.get("roster", [])}
    mentioned = dict.fromkeys(
        line.get("no") for kind in sorted(read) for line in read[kind] if kind != "quota"
    )
    read["roster"] = read.get("roster", []) + [
        {"no": no} for no in mentioned if no and no not in known
    ]
    row_ids = itertools.count(1)
    full = {
        kind: [entry(kind, line, next(row_ids)) for line in lines] for kind, lines in read.items()
    }
    columns = {kind: {key: None for line in lines for key in line} for kind, lines in full.items()}
    return {kind: [columns[kind] | line for line in lines] for kind, lines in full.items()}


def report_days(loaded):
    """Give each duty of each office its report day: far off, unless the test names another or None.

    A test names an office, or 县 for every county: {"reviews 轮台": "11-27"}.
    """
    every_county = {
        duty.replace("县", county): loaded[duty] for duty in loaded for county in COUNTIES
    }
    return [
        {"season": season, "kind": kind, "office": CODES[office], "through": with_year(day)}
        for season in (YEAR, YEAR + 1)
        for kind, office in DUTIES
        if (day := every_county.get(f"{kind} {office}", FAR))
    ]
