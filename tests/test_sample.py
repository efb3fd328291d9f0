"""The sample: the same for the same seed, plausible in size, and holding every case worth showing."""

import csv
import hashlib
import io
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from etl.reading.id_numbers import canonical
from etl.sample import SAMPLE_AS_OF, Sample, generate, generate_sample
from etl.sample.model import RESULT_NOTICE, Application
from etl.sample.season import tell_seasons
from etl.sample.truth import places, truth
from etl.sample.waves import SILENT

SEASONS = [2022, 2023, 2024, 2025]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return generate_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def cases(sample: Sample) -> dict[int, dict[str, frozenset[str]]]:
    return {story.season: truth(story) for story in sample.stories}


def digests(files: list[Path]) -> dict[str, str]:
    return {f"{f.parent.name}/{f.name}": hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_season(tmp_path):
    first = digests(generate(tmp_path / "a", 1, [2025], 20))
    assert first == digests(generate(tmp_path / "b", 1, [2025], 20))
    assert {name.split("/")[0] for name in first} == {"2025"}
    assert tell_seasons(1, [2025], 20) != tell_seasons(2, [2025], 20)


@pytest.mark.parametrize("scale", [1, 20, 60])
def test_a_small_season_has_about_as_many_applications_as_places(scale):
    [story] = tell_seasons(5, [2022], scale)
    assert abs(places(story) - scale) <= 3
    assert abs(len(story.applications) - scale) <= 2 + scale // 4


def test_about_240_places_a_year_over_all_thirty_six_cells(sample):
    for story in sample.stories:
        assert 225 <= places(story) <= 255
        assert 225 <= len(story.applications) <= 290
        assert len({(quota.county, quota.series) for quota in story.quotas}) == 36
        people = Counter(a.county for a in story.applications)
        assert people["652801"] > 30
        assert people["652829"] < 25


def test_every_planted_case_is_there_in_every_season(cases):
    assert list(cases) == SEASONS
    assert not [(year, name) for year, told in cases.items() for name in told if not told[name]]


def test_a_blacklisted_person_applies_again_in_a_later_season(sample):
    blacklisted: dict[str, date] = {}
    again = 0
    for story in sample.stories:
        for a in story.applications:
            again += blacklisted.get(a.person.id_number, date.max) < a.first_submitted_at.date()
        for a in story.applications:
            for sanction in a.sanctions:
                if sanction.measure == "列入黑名单":
                    blacklisted[a.person.id_number] = sanction.decided_on
    assert 1 <= again <= 4


WORSE = [
    ("652827", "returned_above", "recommended"),
    ("652827", "paper_defective", "paper_received"),
    ("652822", "paper_late", "accepted"),
    ("652822", "publicity_short", "recommended"),
]


@pytest.mark.parametrize(("county", "case", "of"), WORSE)
def test_two_counties_are_worse_than_the_rest_over_the_years(sample, cases, county, case, of):
    hit, base = Counter(), Counter()
    for story in sample.stories:
        told = cases[story.season]
        for a in story.applications:
            base[a.county == county] += a.application_no in told[of]
            hit[a.county == county] += a.application_no in told[case] & told[of]
    assert hit[True] / base[True] > 2.5 * hit[False] / base[False]


def test_one_number_is_one_person_with_valid_check_digit_and_matching_birth_and_sex(sample):
    names = defaultdict(set)
    for story in sample.stories:
        for a in story.applications:
            person = a.person
            names[person.id_number].add((person.name, person.phone))
            assert canonical(person.id_number) == person.id_number
            assert person.id_number[:6] in {f"65289{n}" for n in range(10)}
            assert (int(person.id_number[16]) % 2 == 1) == (person.sex == "男")
            assert 35 <= story.season - int(person.id_number[6:10]) <= 61
    assert all(len(known) == 1 for known in names.values())


def in_order(a: Application) -> bool:
    days = [review.reviewed_at for review in a.reviews]
    if days != sorted(days) or any(r.submitted_at > r.reviewed_at for r in a.reviews):
        return False
    if a.paper and (not a.accepted_at or a.paper.received_on < a.accepted_at.date()):
        return False
    if a.panel and (not a.paper or a.panel.voted_on <= a.paper.received_on):
        return False
    return a.has_passed or RESULT_NOTICE not in {notice.level for notice in a.publicity}


def test_events_follow_each_other_in_time(sample):
    assert all(in_order(a) for story in sample.stories for a in story.applications)


def test_nothing_is_reported_that_has_not_happened_yet(sample):
    assert sample.stories[-1].season == SAMPLE_AS_OF.year
    sent = [file.name for file in sample.files if file.parent.name == str(SAMPLE_AS_OF.year)]
    assert not [name for name in sent if "1213" in name or "1231" in name or "评审" in name]


def grid(file: Path) -> list[str]:
    """Give every cell of a file as text, whatever its format."""
    data = file.read_bytes()
    if file.suffix == ".csv":
        encoding = "gb18030" if file.name.startswith("轮台") else "utf-8-sig"
        return [cell for line in csv.reader(io.StringIO(data.decode(encoding))) for cell in line]
    book = CalamineWorkbook.from_path(str(file))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return [str(cell) for row in rows for cell in row]


BROKEN = "hs_审核记录_20251203.xlsx"


def test_every_file_opens_again_and_says_that_it_is_sample_data(sample):
    for file in sample.files:
        if file.name != BROKEN:
            assert any("示例数据" in cell for cell in grid(file)), file.name
    book = load_workbook(next(file for file in sample.files if file.suffix == ".xlsx"))
    assert book.properties.title == "示例数据"


def test_the_broken_file_does_not_open_and_an_earlier_week_of_it_does(sample):
    assert [fault.file for fault in sample.faults if fault.rule == "unreadable"] == [BROKEN]
    [file] = [file for file in sample.files if file.name == BROKEN]
    with pytest.raises(Exception, match=r"."):
        grid(file)
    assert grid(file.with_name("hs_审核记录_20251126.xlsx"))


def test_one_county_sent_nothing_in_the_week_under_way(sample):
    sent = [f.name for f in sample.files if "且末" in f.name and "2025" in f.name]
    assert (SILENT, sent[-1][-13:]) == ("652825", "20251126.xlsx")


def test_offices_differ_in_format_and_one_sends_a_file_twice_a_season(sample):
    assert {file.suffix for file in sample.files} == {".xlsx", ".csv", ".ods"}
    copies = Counter(digests(sample.files).values())
    assert Counter(copies.values())[2] == len(SEASONS) == len(sample.files) - len(copies)


def test_names_carry_every_dot_and_one_needs_gb18030(sample):
    names = {a.person.name for story in sample.stories for a in story.applications}
    assert {
        nation for s in sample.stories for nation in {a.person.nation for a in s.applications}
    } == {
        "汉族",
        "维吾尔族",
        "蒙古族",
        "回族",
    }
    assert "李䶮" in names
    files = [file for file in sample.files if file.name.startswith("轮台")]
    written = "".join(cell for file in files for cell in grid(file))
    assert all(dot in written for dot in "·•・‧")
    assert "李䶮" in written or "李 䶮" in written


ROW_RULES = set(
    "missing_key ambiguous_link unknown_county unknown_series bad_event_date unknown_level "
    "unknown_outcome missing_required conflict orphan".split()
)


def test_about_one_or_two_rows_in_a_hundred_are_planted_as_bad(sample):
    rules = [fault.rule for fault in sample.faults if fault.rule in ROW_RULES]
    assert set(rules) == ROW_RULES
    assert 200 <= len(rules) <= 700
