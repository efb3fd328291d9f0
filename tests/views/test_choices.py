"""Choices in the address: either language is understood, and what does not exist is told."""

import re

import pytest


def notices(page):
    return " ".join(re.findall(r'class="notice"[^>]*>([^<]*)<', page.html)).replace("\u2009", "")


@pytest.mark.parametrize("asked", ["和静县", "和静", "652827", "Hejing"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_county_is_understood_by_code_variant_and_name_in_either_language(open_page, asked, lang):
    page = open_page("quota", county=asked, lang=lang)
    assert page.app.selectbox(key="county").value == "652827"
    assert page.headline().startswith({"zh": "和静县", "en": "Hejing"}[lang])
    assert notices(page) == ""


def test_the_place_filters_never_show_a_foreign_placeholder(open_page):
    page = open_page("overview", series="MED")
    assert page.app.selectbox(key="county").value == ""
    assert page.app.selectbox(key="series").value == "MED"


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "看什么：没有“胡写”，现显示"), ("en", "there is no “胡写”; showing")],
)
def test_an_unknown_choice_of_a_page_is_told_and_not_silently_replaced(open_page, lang, told):
    assert told in notices(open_page("quota", usage="胡写", lang=lang))


def test_an_unknown_language_is_told_and_chinese_shows(open_page):
    page = open_page(lang="fr")
    assert "没有语言“fr”，现用中文。" in notices(page)
    assert "县市" in page.text


def test_a_link_keeps_the_language_and_the_version(open_page):
    page = open_page("overview", lang="en")
    links = re.findall(r'href="(/[^"]*)"', page.html)
    assert len(links) > 9
    assert [each for each in links if "lang=en" not in each or "v=" not in each] == []
