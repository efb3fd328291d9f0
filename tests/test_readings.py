"""Open readings of the notice: each names a clause and the setting or count that holds it."""

import re

import msgspec
import pytest

from etl import catalog
from etl.seasons import clauses, seasons
from etl.seasons.readings import Reading, present, readings


def test_what_must_be_open_is_there():
    held = {reading.setting or reading.count for reading in readings()}
    assert {"material_reasons", "publicity_borderline", "borderline_files", "flags"} <= held
    questions = [reading.question for reading in readings()]
    assert len(set(questions)) == len(questions)


def test_every_reading_cites_a_clause_and_what_holds_it():
    counts = {count.id for count in catalog.counts()}
    for reading in readings():
        assert reading.clause in clauses()
        if reading.count:
            assert reading.count in counts
        else:
            assert all(hasattr(season, reading.setting) for season in seasons())


@pytest.mark.parametrize("season", seasons(), ids=lambda season: str(season.year))
def test_the_present_reading_shows_the_values_of_the_season(season):
    told = {reading.setting: present(reading, season) for reading in readings()}
    assert f"{season.submission_limit.value} 次提交" in told["submission_limit"]
    assert f"{season.review_wait_days.value} 个工作日" in told["review_wait_days"]
    assert told["required_publicity"] == "、".join(season.required_publicity.value)
    assert all(reason in told["material_reasons"] for reason in season.material_reasons.value)
    assert not [text for text in told.values() if re.search(r"[{}]", text)]


def test_the_pooled_readings_are_those_of_the_rules():
    """The words of readings.toml speak of three seasons and of half a unit's persons."""
    for season in seasons():
        pooled = {rule.pooled_seasons for rule in season.flags if rule.grain == "county"}
        assert pooled == {3}
        assert any(rule.by_unit for rule in season.flags if rule.ground == "拖延报送")


@pytest.mark.parametrize(
    "wrong",
    [
        {"clause": "九(九)", "setting": "flags"},
        {"clause": "三", "setting": "nothing"},
        {"clause": "三", "count": "nothing"},
        {"clause": "三"},
        {"clause": "三", "setting": "flags", "count": "wasted"},
    ],
)
def test_a_reading_without_hold_is_refused(wrong):
    known = {"question": "问", "present": "这样", "other": "那样"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(known | wrong, Reading)
