"""Two languages: every text of ours is in the catalogues, and nothing else is."""

from collections import Counter
from functools import cache

import pytest

from dashboard import words
from dashboard.words import catalogue
from dashboard.words.defined import titles
from dashboard.words.filling import fields, fill
from etl.paths import ROOT
from etl.told import told
from tests.texts import HAN, REMEMBERED, SPOKEN, spoken, unspoken

# They speak to whoever starts the program, on a terminal, in Chinese.
TERMINAL = {"dashboard/__main__.py", "dashboard/settings.py"}
# What differs between the languages is written there itself: marks, days, the languages' own names.
HOMES = {"dashboard/formats.py", "dashboard/words/__init__.py"}
# Official papers are Chinese only: what is made there is made in Chinese (dashboard/reports/chinese.py).
PAPERS = "dashboard/reports/"
SCREENS = sorted(
    path
    for path in (ROOT / "dashboard").glob("**/*.py")
    if path.relative_to(ROOT).as_posix() not in TERMINAL | HOMES
    and not path.relative_to(ROOT).as_posix().startswith(PAPERS)
)


def name(path):
    return path.relative_to(ROOT).as_posix()


@cache
def entries():
    return [(path.name, each) for path in catalogue.files() for each in catalogue.messages(path)]


@cache
def in_english():
    known = {("", title): english for title, english in titles().items()}
    return known | {(each.context or "", each.id): each.string for _, each in entries()}


@pytest.mark.parametrize("path", SCREENS, ids=name)
def test_every_text_of_a_screen_is_said_in_the_readers_language(path):
    assert unspoken(path) == []


LOADING = sorted((ROOT / "etl").glob("**/*.py"))


@pytest.mark.parametrize("path", [*SCREENS, *LOADING], ids=name)
def test_every_said_text_has_an_english_one_with_the_same_fields(path):
    known = in_english()
    for (context, text), line in spoken(path, REMEMBERED if path in LOADING else SPOKEN).items():
        english = known.get((context, text))
        assert english, (line, context, text)
        assert fields(english) <= fields(text), (line, text, english)


def test_no_text_stands_twice_in_the_catalogues():
    twice = Counter((each.context, each.id) for _, each in entries())
    assert [text for text, times in twice.items() if times > 1] == []


def test_no_english_text_is_empty_or_holds_chinese():
    assert [(file, each.id) for file, each in entries() if not each.string] == []
    chinese = [(file, each.string) for file, each in entries() if HAN.search(each.string)]
    assert [each for each in chinese if "etl load" not in each[1]] == []


def test_a_number_chooses_its_word():
    assert fill("{n} {n:place|places}", {"n": 1}) == "1 place"
    assert fill("{n} {n:place|places}", {"n": 0}) == "0 places"
    assert fill("{n} {n:place|places}", {"n": "1"}) == "1 place"


def test_a_told_sentence_is_chinese_as_a_text_and_english_where_english_is_spoken():
    said = told("没有语言“{asked}”，现用{shown}", asked="fr", shown="中文")
    assert said == "没有语言“fr”，现用中文"
    with words.speaking("en"):
        assert words.say(said) == "there is no language “fr”; using 中文"


def test_an_unknown_language_is_chinese():
    with words.speaking("zh"):
        words.speak("fr")
        assert words.language() == "zh"
