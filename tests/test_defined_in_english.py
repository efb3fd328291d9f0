"""What stands as data (definitions, clauses, seasons, the contract) is told in English too."""

import pytest

from dashboard import words
from etl import catalog
from etl.contract.judging import rules
from etl.contract.model import contract
from etl.definitions import terms
from etl.seasons import BASIS, clauses, limits, season_facts, seasons
from etl.seasons.readings import present, readings
from tests.texts import HAN

DEFINED = [*catalog.counts(), *catalog.rates(), *catalog.milestones()]


def chinese_left(*texts, context=""):
    with words.speaking("en"):
        said = [(text, words.say(text, context)) for text in texts if text]
    return [text for text, english in said if HAN.search(english)]


@pytest.mark.parametrize("each", DEFINED, ids=lambda each: each.id)
def test_a_definition_has_its_english_title(each):
    with words.speaking("en"):
        said = words.say(each.title)
    assert not HAN.search(said)
    assert said[0].islower()


@pytest.mark.parametrize("count", catalog.counts(), ids=lambda count: count.id)
def test_what_a_count_counts_and_leaves_out_is_told_in_english(count):
    assert chinese_left(count.counts, count.leaves_out) == []
    assert chinese_left(count.unit, context="unit") == []


def test_grounds_uses_and_shared_terms_are_told_in_english():
    grounds = {rate.ground or rate.use for rate in catalog.rates()}
    assert chinese_left(*grounds, context="ground") == []
    assert chinese_left(*(text for term in terms() for text in (term.title, term.told))) == []


def test_clauses_are_retold_in_english():
    told = [text for clause in clauses().values() for text in (clause.title, clause.told)]
    assert chinese_left(*told, *BASIS.values()) == []


@pytest.mark.parametrize("season", seasons(), ids=lambda season: str(season.year))
def test_a_season_is_told_in_english(season):
    facts = season_facts(season.year)
    texts = [text for each in facts.findings for text in (each.state, each.sentence)]
    texts += [each.what for each in facts.latest_starts]
    texts += [each.title for each in facts.steps]
    texts += [text for told, value in limits(season) for text in (told, value.why)]
    texts += [text for rule in season.flags for text in (rule.title, rule.why)]
    assert chinese_left(*texts, *facts.sources) == []
    assert chinese_left(*(rule.ground for rule in season.flags), context="ground") == []
    assert chinese_left(*(rule.measure for rule in season.flags), context="unit") == []


def test_readings_are_told_in_english_with_the_values_of_the_season():
    season = seasons()[-1]
    told = [text for each in readings() for text in (each.question, each.other)]
    assert chinese_left(*told, *(present(each, season) for each in readings())) == []
    with words.speaking("en"):
        said = [words.say(present(each, season)) for each in readings()]
    assert f"{season.blacklist_years.value} years" in said


def test_rules_lists_and_headings_of_the_contract_are_told_in_english():
    texts = [text for rule in rules().values() for text in (rule.title, rule.message, rule.cure)]
    texts += [value for values in contract().lists.values() for value in values]
    texts += [kind.title for kind in contract().kinds.values()] + contract().scope.unit_kinds
    assert chinese_left(*texts) == []
    headers = {c.header for kind in contract().kinds.values() for c in kind.columns.values()}
    assert chinese_left(*headers, context="header") == []
