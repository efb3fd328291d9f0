"""周报 between two versions: a past that was corrected is named as corrected, and only that."""

import random
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, unquote_plus
from zoneinfo import ZoneInfo

import pytest

from dashboard import digest, digest_facts, queries, sentences_digest
from dashboard.digest_line import RESTATED
from etl import evidence, pipeline, warehouse
from etl.paths import DataFolder
from etl.queries import figures
from etl.scope import office
from tests.property.small_season import Sheet, sheets, write

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST_LOAD = datetime(2022, 12, 20, 9, 0, tzinfo=SHANGHAI)
SINCE, DAY = date(2022, 11, 25), date(2022, 12, 2)
COUNTY = "652827"  # 和静县


def corrected(sent):
    """The county's roster of a later report: one person turns out to have applied after the window."""
    [roster] = [each for each in sent if each.kind == "roster" and each.sender == COUNTY]
    early = min(roster.rows, key=lambda row: row["first_submitted_at"])
    moved = {**early, "first_submitted_at": "2022-11-28 10:00:00"}
    rows = tuple(moved if row is early else row for row in roster.rows)
    return Sheet("roster", COUNTY, roster.report_date, rows), early["application_no"]


@pytest.fixture(scope="module")
def two(tmp_path_factory, season_2022):
    """A data folder with two versions, the second after a corrected roster; whose row it was."""
    folder = tmp_path_factory.mktemp("two")
    sent = sheets(season_2022)
    again, number = corrected(sent)
    later = folder / "later"
    later.mkdir()
    paths = [write(sheet, folder, random.Random(0)) for sheet in sent]
    data = DataFolder(folder / "data")
    first = pipeline.load(data, paths, FIRST_LOAD).version
    path = write(again, later, random.Random(0), name="更正")
    second = pipeline.load(data, [path], FIRST_LOAD + timedelta(days=7)).version
    assert first != second
    return data, first, second, number


@pytest.fixture
def seen(two):
    """The digest of the second version against the first."""
    _, first, second, _ = two
    asked = (office(), 2022)
    with warehouse.open_version(first) as old, warehouse.open_version(second) as new:
        return digest.Digest(
            season=2022,
            county=None,
            series=None,
            then=digest.side(old, *asked, SINCE, "county"),
            base=digest.side(new, *asked, SINCE, "county"),
            now=digest.side(new, *asked, DAY, "county"),
            ended=digest.ended(new, *asked, SINCE, DAY, "county"),
            names=queries.names(new),
            titles=digest.titles(new),
            against=first,
        )


def applied(version, day):
    with warehouse.open_version(version) as con:
        return figures(con, office().narrowed(COUNTY), 2022, day)[0].counts["applied"]


def test_a_corrected_file_is_told_as_a_correction_of_the_past(two, seen):
    _, first, second, _ = two
    before, now = applied(first, SINCE), applied(second, SINCE)
    assert now == before - 1
    text = [line.text for line in sentences_digest.tell(seen).lines if line.rank[0] == RESTATED]
    whole = seen.then.total["applied"]
    assert text[0] == f"更正：11月25日的申报人数由 {whole} 改为 {whole - 1}（和静县）"


def test_every_restated_fact_is_the_same_day_in_both_versions(two, seen):
    _, first, second, _ = two
    tables = []
    for version in (first, second):
        with warehouse.open_version(version) as con:
            tables.append(
                {
                    each.county_code: each.counts
                    for by in ("none", "county")
                    for each in figures(con, office(), 2022, SINCE, by)
                }
            )
    told = [
        fact
        for line in sentences_digest.tell(seen).lines
        for fact in line.facts
        if fact.kind == "restated"
    ]
    for fact in told:
        assert fact.before == tables[0][fact.place][fact.what], fact
        assert fact.now == tables[1][fact.place][fact.what], fact
    differs = {
        c for c in tables[0][None] if any(tables[0][p][c] != tables[1][p][c] for p in tables[0])
    }
    assert {fact.what for fact in told} == differs
    assert "applied" in differs


def test_what_moved_in_the_week_is_counted_from_the_corrected_day(seen):
    whole = digest_facts.change(seen, "applied").whole
    assert whole.before == seen.then.total["applied"] - 1
    assert whole.now == seen.now.total["applied"]
    assert whole.change >= 1


def test_without_a_correction_nothing_is_called_one(two):
    _, _, second, _ = two
    with warehouse.open_version(second) as con:
        base = digest.side(con, office(), 2022, SINCE, "county")
        now = digest.side(con, office(), 2022, DAY, "county")
        same = digest.Digest(
            2022, None, None, base, base, now, (), queries.names(con), digest.titles(con)
        )
    assert digest_facts.restatements(same) == []
    assert not any("更正：" in line.text for line in sentences_digest.tell(same).lines)


def test_the_case_list_says_who_came_and_went_by_correction(two):
    _, first, second, number = two
    scope = office().narrowed(COUNTY)
    with warehouse.open_version(first) as old, warehouse.open_version(second) as new:
        then = evidence.cases(old, scope, "applied", 2022, SINCE)
        base = evidence.cases(new, scope, "applied", 2022, SINCE)
        now = evidence.cases(new, scope, "applied", 2022, DAY)
    moved = digest.moved(then, base, now)
    corrections = [each for each in moved if each.is_restated]
    assert [(each.row["application_no"], each.has_come) for each in corrections] == [
        (number, False)
    ]
    came, went = (sum(each.has_come == way for each in moved) for way in (True, False))
    assert came - went == len(now) - len(then)


def test_reports_that_came_later_are_called_late_and_not_corrected(seen):
    reached = {code: date(2022, 11, 21) for code in seen.then.reached}
    late = replace(seen, then=replace(seen.then, reached=reached, papers_reach=None))
    texts = [line.text for line in sentences_digest.tell(late).lines if line.rank[0] == RESTATED]
    assert texts[0].startswith("补报：11月25日的申报人数由 ")
    assert not [text for text in texts if text.startswith("更正")]


def test_what_rests_on_the_register_of_paper_is_late_while_that_is_not_loaded(seen):
    first, second = (
        digest_facts.Fact("restated", "waiting_paper", COUNTY, 0, 5),
        replace(seen, then=replace(seen.then, papers_reach=date(2022, 11, 24))),
    )
    assert digest_facts.is_late(second, first)
    assert not digest_facts.is_late(seen, first)
    assert not digest_facts.is_late(second, replace(first, what="applied"))


def test_other_rules_are_named_as_a_reason(seen):
    other = replace(seen, then=replace(seen.then, rules_version="0000aaaa"))
    texts = [line.text for line in sentences_digest.tell(other).lines]
    assert any("0000aaaa" in text and "规则不同" in text for text in texts)


def test_the_page_compares_with_an_earlier_version(two, open_page):
    data, first, _, _ = two
    page = open_page(
        "digest", data=data, season="2022", day=f"{DAY}", since=f"{SINCE}", against=first.short
    )
    assert "更正：11月25日的申报人数由" in page.text.replace(" ", "")
    assert f"对照版本 {first.short}" in page.app.code[0].value
    assert "项历史数有更正" in page.headline()


def test_a_cell_that_changed_leads_to_its_list_in_the_same_comparison(two, open_page):
    data, first, _, _ = two
    asked = {"season": "2022", "day": f"{DAY}", "since": f"{SINCE}", "against": first.short}
    page = open_page("digest", data=data, **asked)
    [address] = {
        address
        for address in re.findall(r'href="(/digest\?[^"]+)"', page.html)
        if "652827" in address or "和静县" in unquote_plus(address)
        if "申报人数" in parse_qs(address.replace("&amp;", "&")).get("moved", [])
    }
    asked = {
        key: value for key, [value] in parse_qs(address.split("?")[1].replace("&amp;", "&")).items()
    }
    led = open_page("digest", data=data, **asked)
    assert not led.app.get("warning")
    assert "没有对照版本" not in led.text
    assert re.search(r"申报人数由\s*\d+\s*到\s*\d+：来\s*\d+，去\s*\d+", led.text)
    assert "更正：去" in led.text


def test_the_same_day_in_two_versions_shows_only_the_correction(two, open_page):
    data, first, _, _ = two
    page = open_page(
        "digest", data=data, season="2022", day=f"{DAY}", since=f"{DAY}", against=first.short
    )
    assert not re.findall(r'data-change="(\w+)"', page.html)
    assert not re.findall(r"新增|新通过|新到", page.app.code[0].value)
    assert page.headline()


def bare(text):
    """Without blanks: figures stand apart from Chinese by thin spaces on the page."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"against": "00000000"}, "对照版本：没有“00000000”"),
        ({"since": "2022-12-02"}, "较早的一天要早于截至日"),
        ({"since": "2022-12-09"}, "较早的一天要早于截至日"),
        ({"since": "2021-01-01"}, "“2021-01-01”不是 2022 年度可看的日期"),
        ({"since": "gestern"}, "“gestern”不是 2022 年度可看的日期"),
        ({"day": "2022-11-14"}, "2022 年度还没有开始"),
    ],
)
def test_what_cannot_be_compared_is_said(two, open_page, asked, said):
    data, *_ = two
    page = open_page("digest", data=data, **{"season": "2022", "day": f"{DAY}", **asked})
    assert bare(said) in bare(page.text)


def test_a_version_that_does_not_reach_the_day_is_no_history(two, open_page, monkeypatch):
    data, first, *_ = two
    monkeypatch.setattr("dashboard.queries_digest.knows", lambda *_: date(2022, 11, 20))
    asked = {"season": "2022", "day": f"{DAY}", "against": first.short}
    page = open_page("digest", data=data, since=f"{SINCE}", **asked)
    assert bare(page.headline()) == bare(f"版本 {first.short} 只载入到 2022-11-20")
    page = open_page("digest", data=data, **asked)
    assert "11月20日至" in page.headline()


def test_a_version_without_the_season_is_said(two, open_page, monkeypatch):
    data, first, *_ = two
    monkeypatch.setattr("dashboard.queries_digest.knows", lambda *_: None)
    page = open_page("digest", data=data, season="2022", day=f"{DAY}", against=first.short)
    assert bare(page.headline()) == bare(f"版本 {first.short} 里没有 2022 年度的数据")
