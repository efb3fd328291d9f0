"""The facts of the year-end report, asked once under a scope."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from dashboard import (
    queries,
    queries_data,
    queries_digest,
    queries_flags,
    queries_progress,
    queries_quality,
    queries_quota,
    queries_rules,
    queries_ways,
    queries_year_end,
    way,
)
from dashboard.overview import same_day_last_year
from dashboard.reports.flag_lines import Register
from dashboard.reports.year_end_seen import Against, Before, Restated, Row, YearEnd
from etl import evidence
from etl import queries as figures_of
from etl.calendar_days import PROVISIONAL, working_days
from etl.errors import UserError
from etl.flags import readiness, tallies
from etl.flags.decision_days import decision_days
from etl.flags.facts import fact_rules
from etl.flags.judge import Flag
from etl.forecast.predict import forecasts_at
from etl.lifecycle.records import Life
from etl.paths import data_folder
from etl.queries import Figures
from etl.scope import Scope
from etl.seasons import load_season
from etl.seasons.season import Season
from etl.snapshots.acts import nameless, without_names

# Who stands behind these is listed one by one, by number and unit, for whoever may see persons.
LISTED = ("locked", "ineligible", "wasted")


def read(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    lives: Mapping[str, Life] | None = None,
    against: Against | None = None,
) -> YearEnd:
    """Ask for all of it under a scope; refused where a version knows nothing of the season."""
    whole = figures_of.figures(con, scope, season, day)
    if not whole:
        raise UserError(f"没有 {season} 年度的数据，写不出通报。", "先载入名额分配表或花名册。")
    rules, asked = load_season(season), (con, scope, season, day)
    known_to = min(day, queries_digest.knows(con, season) or day)
    counties = tuple(figures_of.figures(*asked, "county"))
    calendar, persons = working_days(data_folder().reference), queries_year_end.persons(con)
    known = _nameless(lives or {}, scope, persons)
    return YearEnd(
        season=rules,
        day=day,
        scope=scope,
        names=queries.chinese_names(con),
        known_to=known_to,
        total=whole[0],
        counties=counties,
        series=tuple(figures_of.figures(*asked, "series")),
        cells=tuple(figures_of.figures(*asked, "county,series")),
        units=tuple(figures_of.figures(*asked, "unit")) if scope.sees_persons else (),
        allotted=queries_quota.allotted(*asked),
        silent=frozenset(
            code for code, row in queries.last_reports(*asked).items() if row["through"] is None
        ),
        whole=_whole(con, season, counties),
        before=_before(con, scope, season, known_to),
        ways=_ways(*asked, counties),
        punctual={
            (row["milestone_id"], row["county_code"]): row
            for row in queries_year_end.punctuality(*asked)
        },
        ahead={
            each.milestone_id: each
            for each in forecasts_at(*asked)
            if each.county_code is None or len(counties) == 1
        },
        extensions=tuple(queries_progress.extensions(*asked)),
        recorded=tuple(queries_digest.recorded(*asked)),
        reasons=tuple(queries_quality.reasons(*asked)),
        sanctions={
            (row["county_code"], row["measure"]): row["persons"]
            for row in queries_year_end.sanctions(*asked)
        },
        signing=tuple(queries_year_end.signing(*asked)),
        ages={row["count_id"]: row for row in queries_progress.ages(*asked)},
        listed=_listed(*asked, persons),
        flags=_flags(con, scope, season, day, rules),
        facts=queries_flags.facts(*asked),
        lives=tuple(known.values()),
        register=Register(known, day, rules.flag_life, calendar),
        restated=_restated(con, scope, season, against),
        through=queries_data.through(con, scope, season),
        balances=tuple(queries_data.balances(con, scope, season, None)),
        rows_read=queries_data.total(con, scope, season, None),
        definitions=tuple(queries_rules.definitions(con)),
        is_provisional=any(
            row["source"] == PROVISIONAL
            for row in queries_rules.calendar_sources(con, rules.first_day, rules.year_end.on)
        ),
    )


def _before(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, known_to: date
) -> Before | None:
    """Ask for the season before, as far into it as this season's reports reach."""
    day = same_day_last_year(known_to)
    asked = (con, scope, season - 1, day)
    whole = figures_of.figures(*asked)
    if not whole or not any(whole[0].counts.values()):
        return None
    counties = {each.county_code or "": each for each in figures_of.figures(*asked, "county")}
    return Before(day, whole[0], counties, queries_ways.ways(*asked))


def _ways(
    con: duckdb.DuckDBPyConnection,
    scope: Scope,
    season: int,
    day: date,
    counties: Sequence[Figures],
) -> dict[str | None, Mapping[str, int]]:
    codes = [each.county_code for each in counties]
    return {
        code: queries_ways.ways(con, scope.narrowed(code), season, day) for code in (None, *codes)
    }


def _whole(
    con: duckdb.DuckDBPyConnection, season: int, counties: Sequence[Figures]
) -> frozenset[str]:
    [rule] = [rule for rule in fact_rules() if rule.id == "cross_year"]
    codes = [each.county_code or "" for each in counties]
    return frozenset(readiness.whole_counties(con, rule, season, codes))


def _listed(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, persons: list[str]
) -> dict[str, tuple[Row, ...]]:
    """List the cases of the counts that are told one by one, with the cause that the sheets state.

    A sheet's own words may name somebody; a paper does not.
    """
    found: dict[str, tuple[Row, ...]] = {}
    lost = {
        row["case_id"]: title
        for key, title in way.CAUSES.items()
        if scope.sees_persons
        for row in queries_ways.way_cases(con, scope, key, season, day)
    }
    for count in LISTED if scope.sees_persons else ():
        causes = lost if count == "wasted" else tallies.causes(con, season, count, day)
        found[count] = tuple(
            {**row, "cause": without_names(causes.get(row["case_id"], ""), persons)}
            for row in evidence.cases(con, scope, count, season, day)
        )
    return found


def _nameless(lives: Mapping[str, Life], scope: Scope, persons: list[str]) -> dict[str, Life]:
    """Keep the acts on flags of the scope, without whoever acted and without names in what was written."""
    return {
        key: Life(life.id, tuple(nameless(act, persons) for act in life.acts))
        for key, life in lives.items()
        if life.id.county_code in scope.counties and scope.sees_all_series
    }


def _flags(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, day: date, rules: Season
) -> tuple[Flag, ...]:
    """Judge every rule on its last day of decision; before the first one, as a hint of the day."""
    known = decision_days(con, season, day)
    last = [max((on for on in known.of(rule) if on <= day), default=day) for rule in rules.flags]
    found = [
        flag
        for on in sorted(set(last))
        for flag in queries_flags.flags(
            con,
            scope,
            season,
            on,
            [rule for rule, its in zip(rules.flags, last, strict=True) if its == on],
        )
    ]
    order = [(rule.id, rule.version) for rule in rules.flags]
    return tuple(sorted(found, key=lambda flag: order.index((flag.rule_id, flag.rule_version))))


def _restated(
    con: duckdb.DuckDBPyConnection, scope: Scope, season: int, against: Against | None
) -> Restated | None:
    if against is None:
        return None
    then, now = (
        {
            each.county_code or "": each
            for each in figures_of.figures(each_con, scope, season, against.day, "county")
        }
        for each_con in (against.con, con)
    )
    return Restated(against.label, against.day, then, now)
