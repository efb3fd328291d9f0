"""Seasons are data: what the files say, what they refuse, and which season holds a day."""

from datetime import date
from pathlib import Path

import pytest

from etl.contract.model import contract
from etl.errors import UserError
from etl.paths import SEASONS
from etl.seasons import clauses, load_season, season_of, seasons
from etl.seasons.rule_rows import (
    calendar_rows,
    material_reason_rows,
    required_publicity_rows,
    season_rows,
)

NOTICE = (SEASONS / "2022.toml").read_text("utf-8")


def folder_with(tmp_path: Path, text: str, year: int = 2022) -> Path:
    (tmp_path / f"{year}.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_season_of_2022_holds_the_numbers_of_the_notice():
    season = load_season(2022)
    spans = [(w.starts_on, w.ends_on) for w in season.windows.all]
    assert spans == [
        (date(2022, 11, 18), date(2022, 11, 25)),
        (date(2022, 11, 18), date(2022, 11, 27)),
        (date(2022, 11, 30), date(2022, 12, 10)),
    ]
    assert {w.title for w in season.windows.all} <= set(contract().lists["milestone"])
    assert season.year_end.on == date(2022, 12, 31)
    assert (season.publicity_days.value, season.publicity_days.clause) == (5, "四(二)")
    assert (season.submission_limit.value, season.submission_limit.clause) == (3, "四(三)")
    given = [*season.windows.all, season.year_end, season.publicity_days, season.submission_limit]
    assert {value.basis for value in given} == {"notice"}


def test_what_the_notice_leaves_open_is_local_and_says_why():
    season = load_season(2022)
    chosen = [
        season.required_publicity,
        season.review_wait_days,
        season.blacklist_years,
        season.material_reasons,
    ]
    assert {value.basis for value in chosen} == {"local"}
    assert all(value.why for value in chosen)
    assert season.required_publicity.value == ("单位公示", "县级公示")
    assert (season.review_wait_days.value, season.blacklist_years.value) == (2, 3)


def test_later_seasons_repeat_the_month_days_as_assumptions_of_the_office():
    first, *later = seasons()
    assert [season.year for season in later] == [2023, 2024, 2025, 2026]
    for season in later:
        for ours, noticed in zip(season.windows.all, first.windows.all, strict=True):
            assert ours.starts_on == noticed.starts_on.replace(year=season.year)
            assert ours.ends_on == noticed.ends_on.replace(year=season.year)
            assert ours.basis == "local"
            assert "2022" in ours.why
        assert season.year_end.basis == "local"


def test_every_clause_cited_in_a_season_is_told():
    for season in seasons():
        for name in season.__struct_fields__[1:]:
            if name != "flags":
                assert getattr(season, name).clause in clauses()
        assert {rule.clause for rule in season.flags} <= set(clauses())
        assert {window.clause for window in season.windows.all} <= set(clauses())


def test_every_numbered_clause_of_the_notice_is_told_once():
    scope, review, work, other = "一", "四", "五", "六"
    expected = [scope, *(f"{scope}({n})" for n in "一二三"), "二", "三"]
    expected += [f"{part}({n})" for part in (review, work, other) for n in "一二三"]
    assert list(clauses()) == expected
    assert all(clause.title and clause.told.endswith("。") for clause in clauses().values())


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2022, 11, 17), None),
        (date(2022, 11, 18), 2022),
        (date(2022, 11, 28), 2022),  # between the windows, within the season
        (date(2022, 12, 31), 2022),
        (date(2023, 1, 1), None),
        (date(2026, 12, 31), 2026),
    ],
)
def test_a_day_belongs_to_the_season_from_its_first_window_through_its_year_end(day, year):
    season = season_of(day)
    assert (season and season.year) == year


@pytest.mark.parametrize(
    ("found", "written", "told"),
    [
        ("[year_end]", "[year_end]\ncolour = 1", "2022.toml：year_end：不认识的键 colour"),
        ("[year_end]", "[extra]\n[year_end]", "2022.toml：不认识的键 extra"),
        ("value = 5", "values = 5", "publicity_days：不认识的键 values"),
        ("value = 5", "", "publicity_days：缺少键 value"),
        ("value = 5", 'value = "五"', "publicity_days.value：应为 `int`，实为 `str`"),
        ("value = 5", "value = 0", "publicity_days.value：应为 `int` >= 1"),
        ("value = 5", "value = 5\nvalue = 6", "不合 TOML 写法"),
        ('clause = "四(三)"', 'clause = "七"', "submission_limit：clauses.toml 里没有条款“七”"),
        ('basis = "notice"', 'basis = "law"', "applications.basis：不认识的值 law"),
        ('basis = "notice"', 'basis = "local"', "applications：basis 为 local 时要写 why"),
        ('"单位公示", ', '"乡镇公示", ', "乡镇公示 不在 contract.toml 的 publicity_level 名单内"),
        ('"县级公示"]', '"单位公示"]', "名单 不在 contract.toml 的 publicity_level 名单内或有重复"),
        ('"材料缺漏"', '"缺材料"', "缺材料 不在 contract.toml 的 return_reason 名单内"),
        ('"个人申报"', '"申报"', "applications：title 应为“个人申报”"),
        ("ends_on = 2022-11-25", "ends_on = 2022-11-17", "starts_on 2022-11-18 晚于 ends_on"),
        ("ends_on = 2022-12-10", "ends_on = 2023-12-10", "应都在 2022 年内"),
        ("ends_on = 2022-11-27", "ends_on = 2022-11-24", "截止日期应依次为"),
        ("on = 2022-12-31", "on = 2022-12-09", "截止日期应依次为"),
    ],
)
def test_a_wrong_line_is_refused_with_its_path_inside_the_file(tmp_path, found, written, told):
    assert found in NOTICE
    folder = folder_with(tmp_path, NOTICE.replace(found, written, 1))
    with pytest.raises(UserError) as refused:
        seasons(folder)
    assert told in refused.value.what


def test_windows_that_close_on_the_same_day_are_taken(tmp_path):
    same = NOTICE.replace("ends_on = 2022-11-27", "ends_on = 2022-11-25")
    assert seasons(folder_with(tmp_path, same))[0].windows.online_review.ends_on.day == 25


def test_a_new_season_is_a_copy_with_its_dates(tmp_path):
    folder = folder_with(tmp_path, NOTICE.replace("= 2022-", "= 2027-"), 2027)
    assert load_season(2027, folder).year == 2027
    assert season_of(date(2027, 11, 18), folder) == load_season(2027, folder)


def test_a_copy_with_the_old_dates_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"2027\.toml：year_end\.on 是 2022-12-31"):
        seasons(folder_with(tmp_path, NOTICE, 2027))


def test_a_year_without_a_file_is_refused_with_the_years_there_are():
    with pytest.raises(UserError) as refused:
        load_season(2021)
    assert "2021.toml" in refused.value.what
    assert "2022、2023、2024、2025、2026" in refused.value.cure


def test_a_season_cannot_be_changed_once_read():
    with pytest.raises(AttributeError):
        load_season(2022).publicity_days.value = 3


def test_rules_become_rows_of_their_tables():
    by_year = {row[0]: row for row in season_rows()}
    assert by_year[2022][5:] == (
        date(2022, 11, 30),
        date(2022, 12, 10),
        date(2022, 12, 31),
        5,
        3,
        2,
        3,
    )
    assert required_publicity_rows()[:2] == [(2022, "单位公示"), (2022, "县级公示")]
    assert len(material_reason_rows()) == 8
    days = [row[0] for row in calendar_rows()]
    assert (days[0], days[-1]) == (date(2022, 1, 1), date(2027, 12, 31))
    assert len(set(days)) == len(days) == 2191


def test_material_reasons_that_differ_between_seasons_are_refused(tmp_path):
    folder_with(tmp_path, NOTICE)
    fewer = NOTICE.replace('    "表述含糊",\n', "").replace("= 2022-", "= 2023-")
    with pytest.raises(UserError, match=r"2023\.toml：material_reasons 与 2022\.toml 不同"):
        material_reason_rows(folder_with(tmp_path, fewer, 2023))
