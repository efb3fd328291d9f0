"""Every figure is defined in one place, and the document of definitions says what that place says."""

import pytest

from etl import catalog, definitions
from etl.errors import UserError
from etl.seasons import clauses


def test_the_document_of_definitions_is_current():
    assert definitions.DOCUMENT.read_text("utf-8") == definitions.metrics_document()


def test_every_count_rate_and_milestone_stands_in_the_document():
    document = definitions.metrics_document()
    for each in [*catalog.counts(), *catalog.rates(), *catalog.milestones()]:
        assert f"{each.id}" in document, each.id
        assert each.title in document, each.id


def test_titles_and_places_in_the_order_are_unique():
    counts = catalog.counts()
    for part in ("id", "title", "title_en", "order"):
        stated = [getattr(count, part) for count in counts]
        assert len(set(stated)) == len(stated), part


def test_rates_milestones_and_differences_name_counts_that_exist():
    known = {count.id for count in catalog.counts()}
    for ratio in [*catalog.rates(), *catalog.milestones()]:
        assert {ratio.numerator, ratio.denominator} <= known, ratio.id
    for difference in catalog.differences():
        assert {difference.plus, difference.minus} <= known, difference.id


def test_terms_cite_clauses_that_exist():
    assert {term.clause for term in definitions.terms()} - {""} <= set(clauses())


HEADER = """\
-- id: tried
-- title: 名称
-- title_en: Title
-- unit: 人
-- counts: 计入的
-- leaves_out: 不计入的
-- clause: 三
-- basis: notice
-- better: lower
-- spec: tests/spec/test_tried.py
-- order: 1
select 1
"""


@pytest.mark.parametrize(
    ("whole", "broken", "said"),
    [
        ("-- id: tried\n", "", "应有"),
        ("-- id: tried\n", "-- id: other\n", "应有"),
        ("-- unit: 人\n", "", "unit"),
        ("-- better: lower\n", "-- better: less\n", "better"),
        ("-- order: 1\n", "-- order: 0\n", "order"),
        ("-- clause: 三\n", "-- clauses: 三\n", "clause"),
        ("-- clause: 三\n", "-- clause: 三\n-- clause: 二\n", "写了两次"),
    ],
)
def test_a_header_with_a_missing_or_wrong_key_is_refused(tmp_path, whole, broken, said):
    path = tmp_path / "tried.sql"
    path.write_text(HEADER, "utf-8")
    assert catalog.count_in(path).title == "名称"
    path.write_text(HEADER.replace(whole, broken), "utf-8")
    with pytest.raises(UserError, match=said):
        catalog.count_in(path)
