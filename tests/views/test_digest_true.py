"""周报: every sentence of successive weeks, counted again from two tables of `etl metrics`."""

import contextlib
import io
import json
import re
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest

from dashboard import sentences_digest, words
from dashboard.digest_line import COUNTED, MOVED, RESTATED
from dashboard.sentences_digest_counts import GRAVE, MOVES
from etl.__main__ import main
from etl.flags.judge import flags_at
from etl.reference import places
from etl.scope import office
from tests.sparing import sparing
from tests.views.digest_weeks import (
    COUNTIES,
    LARGE,
    SMALL,
    WEEK,
    WEEKS,
    by,
    con,
    seen_between,
    side,
    small_whole,
)

__all__ = ["con", "small_whole"]

LEVELS = ["not_evaluated", "none", "amber", "red"]
DAYS_AND_CLAUSES = re.compile(
    r"\d+月\d+日|\d\d-\d\d|[0-3]?\d (?:Jan|Feb|Oct|Nov|Dec)|第三次|\d{4}-\d\d-\d\d"
)


@pytest.fixture(scope="module")
def metrics(small_data, season_2022_folder):
    """(day, county) → place code or None → counts, as the command line prints them."""

    @cache
    def ask(day, county):
        data = season_2022_folder if day.year == LARGE[0].year else small_data
        names = {each.code: each.name for kind in ("counties", "series") for each in places(kind)}
        with_county = ["--county", names[county]] if county else []
        found = {}
        for grain in ("none", by(county)):
            asked = ["metrics", "--season", f"{day.year}", "--as-of", f"{day}", "--by", grain]
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                code = main([*asked, "--format", "json", "--data", str(data.root), *with_county])
            assert code == 0
            for row in json.loads(printed.getvalue()):
                found[row.get("county") or row.get("series")] = row
        told = {code: found[name] for code, name in names.items() if name in found}
        return told | {None: found[None]}

    return ask


NAMES = {each.code: each.name for each in places("counties")}


@cache
def highest(con, county, day):
    found = {}
    for flag in flags_at(con, office().narrowed(county), day.year, day):
        key, level = (flag.county_code, flag.unit, flag.ground), flag.level.replace("grey", "none")
        found[key] = max(found.get(key, "not_evaluated"), level, key=LEVELS.index)
    return found


def recorded(con, since, day, county, *, is_extension):
    found = con.execute(
        "select milestone, county_code, extended_to, recorded_on from accepted.adjustments"
        " where season = ? and recorded_on > ? and recorded_on <= ? and (kind = '延期') = ?"
        " and (? is null or county_code = ?)",
        [day.year, since, day, is_extension, county, county],
    ).fetchall()
    return sorted(found, key=str)


def check(fact, con, metrics, since, day, county):
    """Count one fact again, without the code that told it."""
    if fact.kind == "count":
        assert fact.before == metrics(since, county)[fact.place][fact.what], fact
        assert fact.now == metrics(day, county)[fact.place][fact.what], fact
    elif fact.kind == "milestone":
        ratio = {
            "applications": ("applied", "allocated"),
            "online_review": ("review_closed", "applied"),
            "paper": ("accepted_with_paper", "accepted"),
            "panel": ("voted", "accepted_with_paper"),
            "year_end": ("closed", "applied"),
        }[fact.what]
        table = metrics(fact.on, county)[fact.place]
        assert (fact.before, fact.now) == tuple(table[count] for count in ratio), fact
        assert since <= fact.on <= day
    elif fact.kind == "flag":
        key = fact.place, fact.unit, fact.what
        for told, on in ((fact.before, since), (fact.now, day)):
            assert told.replace("grey", "none") == highest(con, county, on).get(
                key, "not_evaluated"
            ), fact
    elif fact.kind in ("extension", "annulment"):
        rows = recorded(con, since, day, county, is_extension=fact.kind == "extension")
        assert (fact.what, fact.place, fact.now, fact.on) in rows, fact
    elif fact.kind == "silent":
        [(through,)] = con.execute(
            "select through from results.reported where season = ? and county_code = ?"
            " and kind = 'roster'",
            [day.year, fact.place],
        ).fetchall()
        monday = day - timedelta(days=day.weekday())
        assert fact.now == through
        assert through is None or through < monday
    else:
        raise AssertionError(fact)


def numbers_of(line):
    """The numbers that a sentence may hold: those of its facts, and how many they are."""
    known = {len(line.facts), len(line.facts) - 1}
    units = [(fact.place, fact.unit) for fact in line.facts if fact.unit]
    known |= {sum(place == each for each, _ in set(units)) for place, _ in units}
    counties = [fact.place for fact in line.facts]
    known |= {counties.count(place) for place in counties}
    for fact in line.facts:
        known |= {n for n in (fact.before, fact.now, abs(fact.change)) if isinstance(n, int)}
    return known


@pytest.mark.parametrize(("day", "county"), sparing(product(WEEKS, COUNTIES), 8))
def test_every_sentence_of_a_week_is_true(con, metrics, day, county):
    since = day - WEEK
    seen = seen_between(con, since, day, county)
    told = sentences_digest.tell(seen)
    assert len(told.lines) <= 12
    assert list(told.lines) == sorted(told.lines, key=lambda line: line.rank)
    for line in told.lines:
        assert line.facts, line
        for fact in line.facts:
            check(fact, con, metrics, since, day, county)
        for number in re.findall(r"\d+", DAYS_AND_CLAUSES.sub("", line.text)):
            assert int(number) in numbers_of(line), (number, line)


def test_the_weeks_hold_every_kind_of_sentence(small_whole, season_2022):
    found = {
        fact.kind
        for con, days in ((small_whole, SMALL), (season_2022, LARGE))
        for day in days
        for line in sentences_digest.tell(seen_between(con, day - WEEK, day, None)).lines
        for fact in line.facts
    }
    assert found == {"count", "milestone", "flag", "extension", "annulment", "silent"}


@pytest.mark.parametrize("day", WEEKS)
def test_nothing_grave_is_left_out_that_the_tables_show(con, metrics, day):
    seen = seen_between(con, day - WEEK, day, None)
    told = sentences_digest.tell(seen)
    lines = {line.facts[0].what for line in told.lines if line.facts[0].kind == "count"}
    before, now = metrics(day - WEEK, None), metrics(day, None)
    moved = {
        count for count in (*GRAVE, *MOVES) if any(now[c][count] != before[c][count] for c in now)
    }
    assert lines <= moved
    grave = {
        count
        for count in GRAVE
        if any(now[code][count] > before[code][count] for code in now if code)
    }
    assert grave <= lines or told.left_out


@pytest.mark.parametrize("day", WEEKS)
def test_a_grown_count_says_by_how_much_and_where(con, metrics, day):
    seen = seen_between(con, day - WEEK, day, None)
    before, now = metrics(day - WEEK, None), metrics(day, None)
    for line in sentences_digest.tell(seen).lines:
        if line.rank[0] not in (COUNTED, MOVED):
            continue
        whole, *parts = line.facts
        changed = {
            code: now[code][whole.what] - before[code][whole.what]
            for code in now
            if code and now[code][whole.what] != before[code][whole.what]
        }
        assert {part.place: part.change for part in parts} == changed
        named = [code for code in changed if NAMES[code] in line.text]
        assert named == list(changed)[: len(named)]
        assert len(named) == min(3, len(changed))


def test_a_correction_always_finds_room_among_graver_things(small_whole):
    since, day = date(2024, 11, 20), date(2024, 12, 31)
    calm = seen_between(small_whole, since, day, None)
    other = side(small_whole, 2024, since - WEEK, None)
    told = sentences_digest.tell(seen_between(small_whole, since, day, None, then=other))
    before = [line.rank[0] for line in sentences_digest.tell(calm).lines]
    ranks = [line.rank[0] for line in told.lines]
    assert before.count(RESTATED) == 0
    assert len([rank for rank in before if rank < RESTATED]) > 8
    assert ranks.count(RESTATED) == 2
    assert ranks.count(MOVED) == 2
    assert len(ranks) == 12
    assert told.left_out > 0


@pytest.mark.parametrize("day", WEEKS)
def test_in_english_no_sentence_holds_chinese(con, day):
    with words.speaking("en"):
        for line in sentences_digest.tell(seen_between(con, day - WEEK, day, None)).lines:
            assert not re.search(r"[\u4e00-\u9fff（），；：、]", line.text), line.text
