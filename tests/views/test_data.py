"""数据质量: every row accounted for, every finding where its number says, nobody sees another office's."""

import io
import re
from datetime import date, datetime
from types import SimpleNamespace
from urllib.parse import unquote_plus

import openpyxl

from dashboard import fix_lists, pieces_data, queries_data, timeliness
from etl import evidence
from etl.contract import wording
from etl.contract.judging import rules
from etl.scope import NOBODY, PREFECTURE, leader, office

DAY = date(2025, 12, 3)
QIEMO, KORLA = "652825", "652801"
FATES = ("loaded", "unchanged", "superseded", "quarantined")


def fates(page):
    return {
        name: int(n) for name, n in re.findall(r'data-fate="(\w+)" data-value="(\d+)"', page.html)
    }


def numbers_with_links(page):
    """Each number of the table of findings with the address that it opens."""
    table = page.html.split('class="stacked tally"')[1].split("</table>")[0]
    found = re.findall(r'<a href="/data\?([^"]+)"[^>]*>(\d+)</a>', table)
    return [(address.replace("&amp;", "&"), int(number)) for address, number in found]


def listed(page):
    """The lines of the list of findings."""
    if 'class="stacked findings"' not in page.html:
        return []
    table = page.html.split('class="stacked findings"')[1].split("</table>")[0]
    return table.split("<tbody>")[1].split("<tr>")[1:] if "<tbody>" in table else []


def test_the_rows_read_are_the_sum_of_what_became_of_them(open_page, small_version):
    shown = fates(open_page("data"))
    assert shown["read"] == sum(shown[fate] for fate in FATES)
    sheets = [s for s in evidence.balances(small_version, office()) if 2025 in s["seasons"]]
    assert shown["read"] == sum(sheet["rows_read"] for sheet in sheets) > 0
    for fate in FATES:
        assert shown[fate] == sum(sheet[fate] for sheet in sheets), fate


def test_every_sheet_is_shown_to_add_up(open_page, small_version):
    page = open_page("data")
    sheets = queries_data.balances(small_version, office(), 2025, None)
    assert page.text.count("相符") == len(sheets) + 1
    assert "不符" not in page.text


def test_the_seasons_share_out_the_sheets(small_version):
    parts = [queries_data.balances(small_version, office(), year, None) for year in (2024, 2025)]
    assert sum(map(len, parts)) == len(evidence.balances(small_version, office()))


def test_a_refused_file_stands_on_top_with_what_to_do(open_page, small_version):
    page = open_page("data")
    refused = [
        row
        for row in queries_data.findings(small_version, office(), 2025)
        if row["severity"] == "file"
    ]
    assert refused
    above = page.html.split('class="balance"')[0]
    for row in refused:
        assert row["file"] in above
    assert "整份未收" in above
    assert "请重新报送" in above
    assert not listed(open_page("data", file=refused[0]["file"]))


def test_who_has_not_reported_this_week_is_named_and_not_judged(open_page):
    page = open_page("data")
    assert "且末县" in page.headline()
    assert "没有报全" in page.headline()
    assert "11-26本周未报" in page.text
    assert "暂不评价" in page.text
    assert "只载入至11-26（判定日11-27）" in page.text


def test_each_number_opens_a_list_of_that_length(open_page):
    opened = numbers_with_links(open_page("data"))
    assert len(opened) > 5
    for address, number in opened[::4]:
        asked = dict(re.findall(r"(\w+)=([^&]*)", address))
        page = open_page("data", **{key: unquote_plus(value) for key, value in asked.items()})
        assert len(listed(page)) == number, address


def test_the_prefectures_own_number_opens_the_list_of_its_own_findings(open_page, small_version):
    own = [
        row
        for row in queries_data.findings(small_version, office(), 2025)
        if row["office"] == PREFECTURE and row["severity"] != "file"
    ]
    assert own
    links = [each for each in numbers_with_links(open_page("data")) if "sender=" in each[0]]
    assert sum(number for _, number in links) == len(own)
    for address, number in links:
        asked = {key: unquote_plus(value) for key, value in re.findall(r"(\w+)=([^&]*)", address)}
        assert asked["sender"] == "州职改办"
        lines = listed(open_page("data", **asked))
        assert len(lines) == number
        assert all("州职改办" in line for line in lines)


def test_findings_of_one_sender_are_those_of_its_files(small_version):
    every = queries_data.findings(small_version, office(), 2025, None, None, True)
    senders = {row["office"] or "" for row in every}
    assert len(senders) > 3
    for code in senders:
        mine = queries_data.findings(small_version, office(), 2025, None, None, True, code)
        assert mine == [row for row in every if (row["office"] or "") == code]


def test_the_more_places_the_darker_the_cell(open_page):
    table = open_page("data").html.split('class="stacked tally"')[1].split("</table>")[0]
    shades = re.findall(r'class="figure (shade\d)"><a[^>]*>(\d+)</a>', table)
    assert shades
    for shade, number in shades:
        darker = sum(int(number) >= step for step in pieces_data.STEPS)
        assert shade == f"shade{darker}"


def test_a_line_says_file_place_value_fault_and_cure(open_page, small_version):
    row = next(
        row
        for row in queries_data.findings(small_version, office(), 2025)
        if row["severity"] == "row" and row["value"]
    )
    page = open_page("data", rule=rules()[row["rule"]].title)
    (line,) = [
        each for each in listed(page) if row["file"] in each and wording.place(row) in plain(each)
    ]
    for told in (row["value"], wording.message(row), wording.cure(row)):
        assert plain(told) in plain(line)


def plain(html):
    return re.sub("[ \u2009]", "", html)


def test_without_a_choice_the_page_tells_how_to_list(open_page):
    page = open_page("data")
    assert not listed(page)
    assert "点表中的数字" in page.text


def test_what_a_newer_report_replaced_is_listed_only_on_request(small_version):
    newest = queries_data.findings(small_version, office(), 2025)
    every = queries_data.findings(small_version, office(), 2025, None, None, True)
    assert len(newest) < len(every)
    old = {row["file"] for row in every} - {row["file"] for row in newest}
    through = queries_data.through(small_version, office(), 2025)
    for row in every:
        if row["file"] in old and row["kind"] in timeliness.COUNTY_KINDS:
            assert row["office"] in through


def test_one_county_sees_its_own_findings_only(open_page, small_version):
    page = open_page("data", county="库尔勒市")
    scope = office().narrowed(KORLA)
    for row in queries_data.findings(small_version, scope, 2025):
        assert row["office"] == KORLA
    for name in ("且末县", "和静县", "焉耆"):
        assert name not in page.text
    mends = [
        row
        for row in queries_data.findings(small_version, scope, 2025)
        if row["severity"] != "sheet"
    ]
    assert page.headline().startswith("库尔勒市：")
    assert f"还有{len(mends)}处要改" in page.headline()


def test_nobody_sees_nothing(small_version):
    for question in (queries_data.findings, queries_data.files):
        assert question(small_version, NOBODY, 2025) == []
    for question in (queries_data.balances, queries_data.tally, queries_data.waiting):
        assert question(small_version, NOBODY, 2025, None) == []


def test_names_are_for_those_who_may_see_persons():
    row = {"rule": "missing_key", "name": "某某"}
    assert queries_data.named([row], office()) == [row]
    assert queries_data.named([row], leader()) == [row | {"name": None}]


def test_one_file_can_be_looked_at_alone(open_page, small_version):
    file = next(
        row["file"] for row in queries_data.findings(small_version, office(), 2025) if row["sheet"]
    )
    page = open_page("data", file=file)
    assert "1份文件" in page.text
    assert all(file in line for line in listed(page))


def test_a_county_that_sent_nothing_has_no_verdict_and_no_zero(open_page):
    page = open_page("data", season="2025", day="2025-11-15")
    assert "申报还没有开始" in page.text
    assert "不随截至日变化" in page.text
    assert "未到判定日" in page.text
    assert "本周未报" not in page.text


def test_without_data_the_page_says_what_to_do(open_page, empty_data):
    assert "还没有数据" in open_page("data", data=empty_data).text


def test_a_workbook_holds_one_senders_findings_and_sheets(small_version):
    found = queries_data.findings(small_version, office(), 2025)
    sheets = queries_data.balances(small_version, office(), 2025, None)
    built = SimpleNamespace(short="a1b2c3d4", built_at=datetime.fromisoformat("2025-12-03T18:00"))
    chosen = SimpleNamespace(version=built, is_sample=True, day=DAY)
    book = openpyxl.load_workbook(
        io.BytesIO(fix_lists.workbook(found, sheets, QIEMO, "且末县", chosen))
    )
    lines = list(book["修改清单"].iter_rows(min_row=5, values_only=True))
    assert {line[1] for line in lines} == {row["file"] for row in found if row["office"] == QIEMO}
    assert book["修改清单"]["A2"].value.startswith("示例数据")
