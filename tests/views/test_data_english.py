"""数据质量 and 口径与规则 in English: nothing Chinese but what files say, and that is marked."""

import re

import pytest

from dashboard import fix_lists, pieces_findings, pieces_rules, queries_data, words
from dashboard.words import say
from etl.contract.model import contract
from etl.scope import office
from tests.texts import HAN
from tests.views.test_data import listed, numbers_with_links

FOUND = r'<(span|a)\b[^>]*lang="zh-Hans"[^>]*>.*?</\1>|href="[^"]*"'


def bare(page):
    return re.sub(FOUND, "", page.html)


def plain(html):
    return re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"county": "Qiemo"},
        {"rule": "Optional date not readable", "old": "true"},
        {"sender": "prefecture office", "old": "true"},
        {"season": "2024"},
        {"day": "2025-11-15"},
    ],
)
def test_data_quality_shows_chinese_only_where_it_is_marked_as_found(open_page, asked):
    assert HAN.findall(bare(open_page("data", lang="en", **asked))) == []


@pytest.mark.parametrize("season", ["2024", "2025"])
def test_definitions_and_rules_show_chinese_only_where_it_is_marked_as_found(open_rules, season):
    page = open_rules(lang="en", season=season, county="Hejing")
    assert HAN.findall(bare(page)) == []
    assert "by local setting" in page.headline()


def test_the_sentences_of_data_quality_are_told(open_page):
    page = open_page("data", lang="en")
    assert re.match(r"\d+ rows read, \d+ quarantined; ", page.headline())
    assert page.headline().endswith("Qiemo, Hoxud, Bohu not reported in full.")
    for told in ("every row is accounted for", "Not judged yet", "6 of 9 counties"):
        assert told in page.text


def test_a_finding_is_told_around_its_value_and_heading(small_version):
    found = queries_data.findings(small_version, office(), 2025, None, None, True)
    row = next(row for row in found if row["rule"] == "bad_optional_date")
    with words.speaking("en"):
        shown = pieces_findings.message(row)
    assert f'“<span lang="zh-Hans">{row["value"]}</span>” under' in shown
    assert f'<span lang="zh-Hans">{row["header"]}</span> is not a date; not used' in shown


def test_every_finding_of_the_sample_is_told_in_english(small_version):
    for row in queries_data.findings(small_version, office(), 2025, None, None, True):
        with words.speaking("en"):
            told = pieces_findings.message(row) + pieces_findings.cure(row)
        assert not HAN.search(re.sub(FOUND, "", told)), row["rule"]
        assert "\ue000" not in told
        assert "{" not in told


def test_a_value_that_looks_like_html_stays_a_value():
    row = {
        "rule": "unknown_outcome",
        "severity": "row",
        "value": "<b>待定</b>",
        "header": "审核结论",
        "expected": None,
        "detail": None,
        "type": "list",
        "list": "review_outcome",
    }
    with words.speaking("en"):
        assert "&lt;b&gt;待定&lt;/b&gt;" in pieces_findings.message(row)
    assert "&lt;b&gt;待定&lt;/b&gt;" in pieces_findings.message(row)


def test_each_number_opens_a_list_of_that_length_in_english_too(open_page):
    opened = numbers_with_links(open_page("data", lang="en"))
    assert len(opened) > 5
    for address, number in opened[::5]:
        asked = dict(pair.split("=") for pair in address.replace("+", " ").split("&"))
        assert asked["lang"] == "en"
        assert len(listed(open_page("data", **asked))) == number, address


def test_an_address_of_the_other_language_is_understood(open_page):
    chinese = listed(open_page("data", rule="选填日期无法识别", old="true"))
    assert chinese
    english = open_page("data", rule="选填日期无法识别", old="true", lang="en")
    assert len(listed(english)) == len(chinese)
    assert "is not a date" in english.text


def test_the_workbook_that_goes_to_a_county_is_named_in_chinese(open_page, monkeypatch):
    named = []
    monkeypatch.setattr(fix_lists, "file_name", lambda name, _chosen: named.append(name) or "x")
    (button,) = open_page("data", lang="en").app.get("download_button")
    assert button.proto.label == "Download the fix-list for Korla"
    assert named == ["库尔勒市"]


def test_the_search_finds_english_words(open_rules):
    page = open_rules(lang="en", q="borderline day")
    assert "late_files" in page.text
    assert "approved_posts" not in page.text


def test_headings_of_the_contract_stay_as_files_have_them_with_their_meaning(open_rules):
    page = open_rules(lang="en")
    for kind in contract().kinds.values():
        for column in kind.columns.values():
            with words.speaking("en"):
                meaning = say(column.header, "header")
            assert f'<span lang="zh-Hans">{column.header}</span> ({meaning})' in page.html


def test_the_commands_name_a_county_as_the_command_line_knows_it(open_rules):
    page = open_rules(lang="en", season="2025", county="Hejing")
    assert "--county 和静县" in plain(page.html)


def test_clauses_are_cited_by_english_numbers():
    with words.speaking("en"):
        assert "Clause 5(2)" in pieces_rules.clause(["五(二)"], "local")
    assert "条款 五(二)" in pieces_rules.clause(["五(二)"], "local")
