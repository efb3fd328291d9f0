"""What a snapshot holds, what it refuses, and that it is never overwritten."""

import csv
import io
import json
import re
import stat
from datetime import timedelta

from etl import queries, warehouse
from etl.layout import LISTED
from etl.snapshots import columns, figures, rule_files, shelf, tables
from etl.snapshots import manifest as of
from tests.snapshots.making_seen import (
    held,
    manifest,
    version,
)
from tests.snapshots.papers import YEAR_END

__all__ = ["held", "manifest", "version"]


def test_every_figure_of_every_place_is_the_one_that_metrics_give(held, version):
    known = set()
    with (
        warehouse.open_version(version) as con,
        tables.reading(
            {"figures": held[figures.FIGURES_FILE], "rates": held[figures.RATES_FILE]}
        ) as kept,
    ):
        for grain, by in {**figures.GRAINS, "unit": "unit"}.items():
            for at in queries.figures(con, figures.scope(), 2022, YEAR_END.day, by):
                place = (grain, at.county_code, at.series_code, at.unit)
                known |= {(*place, c, v) for c, v in at.counts.items() if v is not None}
                known |= {(*place, r, f.numerator, f.denominator) for r, f in at.rates.items()}
        found = {*kept.execute("from figures").fetchall(), *kept.execute("from rates").fetchall()}
    assert found == known


def test_the_sheet_for_spreadsheets_holds_the_same_counts(held, manifest):
    text = held[figures.SHEET_FILE].decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 1 + 9 + 4 + 36
    assert lines[0]["县市"] == "全州"
    assert int(lines[0]["申报人数（人）"]) == manifest.basis.totals["applied"]


def test_the_paper_carries_the_hash_of_the_basis_and_the_manifest_that_of_the_paper(held, manifest):
    assert of.seal_of(manifest.basis) == manifest.seal
    paper = json.loads(held["documents/通报.json"])
    assert paper["seal"] == manifest.seal[: of.SEAL_SHOWN]
    assert of.member_of("documents/通报.json", held["documents/通报.json"]) in manifest.documents
    assert not any(each.path.startswith("documents/") for each in manifest.basis.members)


def test_the_manifest_says_what_the_figures_rest_on(manifest, version):
    basis = manifest.basis
    assert basis.as_of == "2022-12-31T23:59:59+08:00"
    assert (basis.version.name, basis.is_sample) == (version.name, False)
    assert basis.version.built_at.endswith("+08:00")
    with warehouse.open_version(version) as con:
        files = queries.rows(con, "from quality.file order by receipt_no")
        (about,) = queries.rows(con, "from meta.version")
    assert [source.sha256 for source in basis.sources] == [row["sha256"] for row in files]
    assert sum(n for each in basis.sources for n in each.sheets.values()) > 100
    assert basis.rules_version == about["rules_version"]
    assert {"duckdb", "python", "zlib"} <= basis.tools.keys()
    assert basis.fonts == {"Plain": "0" * 64}
    assert basis.counting.keys() >= {"applied", "late_files"}
    assert basis.tables["data/core.application.parquet"].rows > 10


def test_the_rules_in_it_are_the_seasons_files(held):
    for path in rule_files.SEASONS.glob("*.toml"):
        assert held[f"rules/seasons/{path.name}"] == path.read_bytes()
    assert "rules/reference/calendar_overrides.csv" in held


def test_no_member_holds_a_name_an_id_number_or_a_telephone(held, version):
    with warehouse.open_version(version) as con:
        names = {row["name"] for row in queries.rows(con, "from accepted.roster")}
        names |= {row["name"] for row in queries.rows(con, "from accepted.doubt")}
        persons = {row["person"] for row in queries.rows(con, "from accepted.roster")} - {None}
    names = {name for name in names if len(name) > 1 and name != columns.OMITTED}
    assert len(names) > 10
    kept = {name: each for name, each in held.items() if name.endswith(".parquet")}
    unread = {*kept, of.SIGNATURE}
    texts = {name: each.decode() for name, each in held.items() if name not in unread}
    names_of = {f"t{n}": path for n, path in enumerate(kept)}
    with tables.reading({table: kept[path] for table, path in names_of.items()}) as con:
        for table, path in names_of.items():
            described = con.execute(f"describe {table}").fetchall()
            texts[path] = "\n".join(
                str(con.execute(f'select list(distinct "{column}") from {table}').fetchone())
                for column, kind, *_ in described
                if kind == "VARCHAR"
            )
    units = "".join(sorted({*re.findall(r"'([^']{4,})'", texts["data/core.application.parquet"])}))
    for path, text in texts.items():
        bare = re.sub(r"[0-9a-f]{64}", "", text)
        assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", bare), path
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", bare), path
        assert not {name for name in names if name in text and name not in units}, path
        assert not {person for person in persons if person in text}, path


def test_every_text_column_of_a_version_is_decided_about():
    listed = [line.split(".") for line in LISTED.read_text("utf-8").split()]
    known = {tuple(line) for line in listed}
    named = columns.HIDDEN | columns.LEFT_OUT | columns.SEARCHED
    assert {tuple(each.split(".")) for each in named} <= known
    assert {column for _, _, column in known} >= columns.KEPT


def test_no_text_column_stays_out_unnoticed(version):
    with warehouse.open_version(version) as con:
        texts = con.execute(
            "select schema_name, table_name, column_name from duckdb_columns()"
            " where data_type like 'VARCHAR%' and not internal"
        ).fetchall()
    undecided = [each for each in texts if columns.treatment(*each) == "unknown"]
    assert len(texts) > 100
    assert undecided == []


def test_what_is_not_loaded_through_the_day_is_named(version, manifest):
    assert manifest.basis.not_evaluated == []
    with warehouse.open_version(version) as con:
        later = figures.not_evaluated(con, 2022, YEAR_END.day + timedelta(1), rule_files.SEASONS)
    assert {each.through for each in later} == {YEAR_END.day}
    assert {(each.name, each.title) for each in later} >= {
        ("和静县", "审核记录"),
        ("州职改办", "评审结果"),
    }


def test_the_file_is_read_only_and_its_folder_the_owners(office):
    for kept in shelf.kept(office):
        assert stat.S_IMODE(kept.path.stat().st_mode) == 0o444
    assert stat.S_IMODE(office.snapshots.stat().st_mode) == 0o700
    assert not list(office.snapshots.glob(".*"))
