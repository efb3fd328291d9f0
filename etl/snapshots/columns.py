"""Which columns of a version go into a snapshot: numbers of applications and units, no names of persons.

A text column that is named nowhere here stays out, so that a new one cannot bring a name along.
"""

from typing import Literal

# Written by the project itself, not out of anybody's file.
OURS = {"rule", "definition", "meta"}
OUR_TABLES = {"results.catalog", "results.rate", "results.milestone"}

# Codes, closed lists, numbers of documents, units.
KEPT = frozenset(
    "application_no case_id county_code series_code unit unit_kind office kind level outcome cause measure"
    " complete objection finding nature document_no milestone waits_for replacement_for count_id grain"
    " rule severity header type list reader refused sha256 file_sha report_date_from post panel".split()
)
# Kept unless they hold a name out of a roster, or a long number.
SEARCHED = {
    "accepted.sanctions.kind",
    "accepted.paper.missing",
    "accepted.reviews.reason",
    "quality.finding.header",
    "quality.finding.expected",
    "quality.finding.detail",
}
# Only that there was something is kept.
HIDDEN = {
    "accepted.roster.name",
    "accepted.roster.note",
    "accepted.doubt.name",
    "accepted.reviews.problem",
    "accepted.reviews.signer",
    "accepted.adjustments.reason",
    "accepted.paper.receiver",
    "accepted.publicity.place",
    "core.application.name",
    "quality.finding.value",
}
# What describes a person, and the hash that tells persons apart.
LEFT_OUT = {
    "accepted.roster.person",
    "accepted.roster.sex",
    "accepted.roster.township",
    "accepted.roster.specialty",
    "accepted.roster.current_title",
    "accepted.roster.current_title_on",
    "accepted.roster.target_title",
    "accepted.roster.grassroots_years",
    "core.application.person",
}
# A file and a sheet go by their numbers: their names are the senders' own.
NUMBERED = {"file": "receipt_no", "sheet": "sheet_no"}
OMITTED = "（略）"

Treatment = Literal["kept", "searched", "hidden", "left out", "numbered", "unknown"]


def treatment(schema: str, table: str, column: str) -> Treatment:
    """Tell what becomes of a text column."""
    full = f"{schema}.{table}.{column}"
    if schema in OURS or f"{schema}.{table}" in OUR_TABLES:
        return "kept"
    if full in LEFT_OUT:
        return "left out"
    if full in HIDDEN:
        return "hidden"
    if full in SEARCHED:
        return "searched"
    if schema == "quality" and column in NUMBERED:
        return "numbered"
    return "kept" if column in KEPT else "unknown"
