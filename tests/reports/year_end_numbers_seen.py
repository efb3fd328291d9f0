"""The year-end reports whose numbers are counted again."""

from etl import catalog

COUNTS = {each.id for each in catalog.counts()}
RATES = {each.id for each in catalog.rates()}
TOLD = {
    "approved_posts": r"核定职数(\d+)个",
    "allocated": r"下达名额(\d+)个",
    "applied": r"申报(\d+)人，推荐",
    "recommended": r"，推荐(\d+)人",
    "accepted": r"形式审核通过(\d+)人",
    "wasted": r"推荐不当浪费名额(\d+)个",
    "ineligible": r"终止资格(\d+)人",
    "locked": r"三次退回锁定(\d+)人",
    "publicity_short": r"公示不足(\d+)次",
    "unsigned": r"审核未签名(\d+)条",
    "in_process": r"(?:年底未办结|未见办结|在办)(\d+)人",
}
SHARES = {
    "return_rate": r"被退回(\d+)/(\d+)",
    "escape_rate": r"县级通过后被州级退回(\d+)/(\d+)",
    "late_rate": r"纸质材料逾期(\d+)/(\d+)",
}


def by_county(paper):
    """The tables whose lines are counties, and that add up."""
    return [
        each
        for each in paper.tables()
        if any(row.is_total for row in each.rows)
        and any(row.county and not row.series for row in each.rows)
        and each.columns[1].key != "unit"
    ]
