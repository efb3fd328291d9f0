"""Last year's snapshot against this year's: every figure of both, the difference, what lies between."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import msgspec
import openpyxl
import pytest

from etl import queries, warehouse
from etl.errors import UserError
from etl.snapshots import compare, compare_files, figures, shelf, tables
from tests.snapshots.changing import members, put_back


@pytest.fixture(scope="module")
def sides(seasons):
    return [compare.side(seasons, kept) for kept in shelf.kept(seasons)]


@pytest.fixture(scope="module")
def found(sides):
    return compare.compared(*sides, by="county")


def pick(found, name, county=None):
    return next(line for line in found.lines if (line["id"], line["county"]) == (name, county))


@pytest.mark.slow
@pytest.mark.parametrize("by", ["none", "county", "series", "county,series"])
def test_every_figure_of_both_sides_is_the_one_that_metrics_give(seasons, sides, by):
    lines = compare.compared(*sides, by=by).lines
    with warehouse.open_version(warehouse.find(seasons.warehouse, None)) as con:
        names = queries.names(con)
        for when, side in zip(("before", "after"), sides, strict=True):
            asked = dict.fromkeys(("none", by)) if by != "county,series" else [by]
            expected = {
                (names.get(at.county_code), names.get(at.series_code), count): value
                for each in asked
                for at in queries.figures(
                    con, figures.scope(), side.basis.season, side.basis.day, each
                )
                for count, value in {**at.counts, **at.rates}.items()
            }
            shown = {(line["county"], line["series"], line["id"]): line for line in lines}
            assert shown.keys() == expected.keys()
            for place, value in expected.items():
                if isinstance(value, queries.Rate):
                    pair = (shown[place][when], shown[place][f"{when}_of"])
                    assert pair == (value.numerator, value.denominator)
                else:
                    assert shown[place][when] == value


def test_changes_are_later_less_earlier_and_growth_is_divided_once(found):
    for line in found.lines:
        if line["kind"] == "count":
            assert line["change"] == line["after"] - line["before"]
            if line["before"]:
                assert line["growth"] == pytest.approx(line["change"] / line["before"])
            else:
                assert line["growth"] is None
        elif line["before_of"] and line["after_of"]:
            shares = line["after"] / line["after_of"], line["before"] / line["before_of"]
            assert line["points"] == pytest.approx(100 * (shares[0] - shares[1]))
        else:
            assert line["points"] is None


def test_places_stand_in_administrative_order_with_the_total_first(found):
    order = list(dict.fromkeys(line["county"] for line in found.lines))
    assert order[:3] == [None, "库尔勒市", "轮台县"]
    assert len(order) == 10


def test_the_table_says_in_words_what_the_lines_hold(found):
    shown = compare_files.table(found, [pick(found, "applied"), pick(found, "return_rate")])
    count, rate = shown
    before, after = "2024 年终（2024-12-31）", "2025 每周（2025-12-03）"
    assert list(count) == ["县市", "指标", "单位", before, after, "增减", "增幅"]
    line = pick(found, "applied")
    assert (count["县市"], count["指标"], count[before]) == ("全州", "申报人数", line["before"])
    assert count["增幅"].endswith("%")
    assert rate[before].startswith(f"{pick(found, 'return_rate')['before']}/")
    assert rate["增减"].endswith("个百分点")
    assert rate["增幅"] is None


@pytest.mark.parametrize(("size", "shown"), [(4, "1/4"), (5, "1/5（20.0%）")])
def test_of_fewer_than_five_there_is_no_percentage(found, size, shown):
    line = {**pick(found, "return_rate"), "before": 1, "before_of": size, "before_share": 1 / size}
    (row,) = compare_files.table(found, [line])
    assert row["2024 年终（2024-12-31）"] == shown


@pytest.mark.parametrize(("before", "growth"), [(4, None), (5, "+20.0%")])
def test_growth_of_fewer_than_five_is_not_a_percentage(found, before, growth):
    line = {**pick(found, "applied"), "before": before, "after": before + 1, "growth": 1 / before}
    (row,) = compare_files.table(found, [line])
    assert row["增幅"] == growth


def test_what_only_one_of_the_two_counts_is_a_dash_in_the_other(sides):
    before, after = sides
    with tables.reading({"figures": before.members[figures.FIGURES_FILE]}) as con:
        rows = con.execute("from figures where count_id <> 'withdrawn'").fetchall()
    less = replace(
        before,
        members={**before.members, figures.FIGURES_FILE: tables.written(figures._FIGURES, rows)},
    )
    line = pick(compare.compared(less, after), "withdrawn")
    assert (line["before"], line["change"], line["growth"]) == (None, None, None)
    assert line["after"] is not None


def defined(side, change):
    """The same side with other definitions."""
    with tables.reading({"held": side.members[figures.DEFINITIONS_FILE]}) as con:
        rows = [change(dict(row)) for row in queries.rows(con, "from held")]
    content = tables.written(figures._DEFINITIONS, [tuple(row.values()) for row in rows if row])
    return replace(side, members={**side.members, figures.DEFINITIONS_FILE: content})


def test_changed_added_and_dropped_definitions_are_told_with_both_wordings(sides):
    def change(row):
        if row["id"] == "late_files":
            return {**row, "counts": "另一种数法", "clause": "四(三)"}
        return None if row["id"] == "withdrawn" else row

    before, after = sides
    told = compare.compared(defined(before, change), after).meanings
    late = [(what, was) for title, what, was, _ in told if title == "纸质材料逾期人数"]
    assert late == [("数什么", "另一种数法"), ("条款", "四(三)")]
    assert [what for title, what, _, _ in told if title == "撤回人数"] == ["新增"]
    assert len(told) == 3
    assert compare.compared(before, after).meanings == []


def test_a_count_that_is_counted_otherwise_under_the_same_words_is_told(sides):
    before, after = sides
    counting = {**before.basis.counting, "late_files": "0" * 12}
    changed = replace(before, basis=msgspec.structs.replace(before.basis, counting=counting))
    (told,) = compare.compared(changed, after).meanings
    assert told[:3] == ("纸质材料逾期人数", "计数的写法", "0" * 12)


def test_what_stands_between_the_two_is_noted(sides):
    before, after = sides
    basis = msgspec.structs.replace(before.basis, rules_version="0badcafe", counting=None)
    notes = "\n".join(compare.compared(replace(before, basis=basis), after).notes)
    assert "两份的规则不同：0badcafe" in notes
    assert "计数的写法无从对照" in notes
    assert "示例数据" in notes
    assert "暂不评价" in notes
    assert "两份不是同一种快照" in notes


def test_the_workbook_holds_every_line_and_no_formula_and_comes_out_the_same(found):
    content = compare_files.workbook(found)
    assert content == compare_files.workbook(found)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["对比", "口径变化", "依据"]
    sheet = book["对比"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "县市")
    assert len(rows) - head - 1 == len(found.lines)
    assert sheet.freeze_panes
    assert all(cell.data_type != "f" for each in book for row in each.iter_rows() for cell in row)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_one_command_compares_in_every_form(seasons, run, tmp_path):
    pair = ("snapshot", "compare", "2024-year-end", "2025-week")
    code, out, err = run(*pair, data=seasons)
    assert code == 0
    assert out.splitlines()[0].split()[:2] == ["县市", "指标"]
    assert "注意：2024 年终（2024-12-31）是示例数据。" in err
    _, as_json, _ = run(*pair, "--format", "json", "--by", "none", data=seasons)
    one = {line["id"]: line for line in json.loads(as_json)}
    assert one["applied"]["change"] == one["applied"]["after"] - one["applied"]["before"]
    assert len(one["return_rate"]["before"]) == 2
    _, as_csv, _ = run(*pair, "--format", "csv", data=seasons)
    assert len(list(csv.DictReader(io.StringIO(as_csv)))) > 500
    code, out, _ = run(*pair, "--out", tmp_path / "对比.xlsx", data=seasons)
    assert (code, out.split("，")[0]) == (0, "已写出 对比.xlsx")
    assert run(*pair, "--format", "xlsx", data=seasons)[0] == 2


def test_a_snapshot_that_is_not_whole_is_not_compared(data, year_end):
    held = members(year_end)
    put_back(year_end, {**held, figures.FIGURES_FILE: held[figures.RATES_FILE]})
    with pytest.raises(UserError, match=r"核对不符，没有对比：figures/figures\.parquet"):
        compare.side(data, year_end)
