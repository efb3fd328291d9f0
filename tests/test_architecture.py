"""The promises of the layout: who imports whom, sizes, complete headers, one division, cited clauses."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from etl import catalog
from etl.paths import ROOT
from etl.seasons import clauses
from tests.homes import SQL_HOMES, STREAMLIT_HOMES

# The commands are the edge of the program: these hand out papers, which stand beside the pages.
PAPER_COMMANDS = {f"etl/commands/{each}.py" for each in ("report", "snapshot", "template")}
DIVISION_HOME = "etl/sql/3_results/macros/0_ratio.sql"


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.split("\n") if line and (ROOT / line).exists()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_loading_side_never_imports_the_dashboard_or_streamlit():
    for path in tracked("etl/*.py", "etl/**/*.py"):
        if name(path) in PAPER_COMMANDS:
            allowed = {m for m in imports(path) if m.startswith("dashboard")}
            assert all(m.startswith("dashboard.reports") for m in allowed), (name(path), allowed)
            continue
        guilty = [
            m for m in imports(path) if m.split(".")[0] in {"dashboard", "streamlit", "plotly"}
        ]
        assert not guilty, (name(path), guilty)


def test_streamlit_appears_only_where_it_belongs():
    for path in tracked("dashboard/*.py", "dashboard/**/*.py"):
        home = path.relative_to(ROOT / "dashboard").parts[0]
        if home not in STREAMLIT_HOMES:
            guilty = [m for m in imports(path) if m.split(".")[0] == "streamlit"]
            assert not guilty, (name(path), guilty)


def test_dashboard_modules_are_imported_by_their_full_name():
    siblings = {path.stem for path in tracked("dashboard/*.py")}
    for path in tracked("dashboard/*.py", "dashboard/**/*.py"):
        bare = {m.split(".")[0] for m in imports(path)} & siblings
        assert not bare, (name(path), bare)


def test_no_module_of_the_dashboard_shadows_the_standard_library():
    import sys

    shadows = {path.stem for path in tracked("dashboard/*.py")} & sys.stdlib_module_names
    assert shadows <= {"__init__", "__main__"}


def test_only_the_warehouse_and_the_builder_open_a_database():
    allowed = {
        "etl/warehouse.py",
        "etl/publishing.py",
        "etl/pipeline.py",
        "etl/snapshots/tables.py",  # an archive's own tables, in memory
    }
    for path in tracked("etl/*.py", "etl/**/*.py", "dashboard/*.py", "dashboard/**/*.py"):
        if name(path) not in allowed:
            assert "duckdb.connect" not in path.read_text("utf-8"), name(path)


def test_pages_ask_the_warehouse_in_one_place_only():
    opens = re.compile(r"open_version|duckdb\.connect|read_parquet|read_csv|\battach\b")
    for path in tracked("dashboard/*.py", "dashboard/**/*.py"):
        if name(path) != "dashboard/answers.py":
            assert not opens.search(path.read_text("utf-8")), name(path)


def test_files_to_take_away_go_through_one_door():
    for path in tracked("dashboard/*.py", "dashboard/**/*.py"):
        if name(path) != "dashboard/parts.py":
            assert "download_button" not in path.read_text("utf-8"), name(path)


def test_the_register_is_opened_in_one_place_only():
    for path in tracked("etl/*.py", "etl/**/*.py", "dashboard/*.py", "dashboard/**/*.py"):
        if name(path) != "etl/register_file.py":
            assert "sqlite3.connect" not in path.read_text("utf-8"), name(path)


def test_no_cached_answer_depends_on_who_asks_without_naming_it():
    caches = {"cache", "lru_cache", "cache_data", "cache_resource"}
    who = {"acting", "session_state", "user", "query_params", "account"}
    for path in tracked("dashboard/*.py", "dashboard/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                marks = {ast.unparse(each).split("(")[0] for each in node.decorator_list}
                if marks & (caches | {f"st.{each}" for each in caches}):
                    used = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
                    used |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                    assert not used & who, (name(path), node.name)


@pytest.mark.parametrize(
    ("patterns", "limit"),
    [
        (("*.py", "etl/**/*.py", "etl/*.py", "dashboard/**/*.py", "dashboard/*.py"), 250),
        (("dashboard/views/*.py",), 100),
        (("etl/**/*.sql",), 80),
    ],
)
def test_files_stay_small(patterns, limit):
    for path in tracked(*patterns):
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= limit, (name(path), lines)


def test_sql_stands_in_files_and_in_the_few_homes_for_short_selects():
    sql = re.compile(r"\b(select|insert into|create table)\b.*\b(from|values|as|\()", re.DOTALL)
    for path in tracked("etl/*.py", "etl/**/*.py", "dashboard/*.py", "dashboard/**/*.py"):
        if name(path) in SQL_HOMES:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not sql.search(node.value), (name(path), node.lineno)


def test_there_is_one_division_in_all_sql():
    for path in tracked("etl/**/*.sql"):
        code = "\n".join(line.split("--")[0] for line in path.read_text("utf-8").splitlines())
        code = re.sub(r"'[^']*'", "''", code)
        assert ("/" in code) == (name(path) == DIVISION_HOME), name(path)


def test_every_sql_file_begins_with_its_grain_or_its_definition():
    for path in tracked("etl/**/*.sql"):
        assert path.read_text("utf-8").startswith("-- "), name(path)


def test_every_count_and_rate_cites_clauses_that_exist():
    known = set(clauses())
    for count in catalog.counts():
        assert set(count.clauses) <= known, count.id
        assert count.clauses or count.basis == "local", count.id
    for ratio in [*catalog.rates(), *catalog.milestones()]:
        cited = set(re.split(r",\s*", ratio.clause)) - {catalog.NO_CLAUSE, ""}
        assert cited <= known, ratio.id


def test_every_count_has_the_spec_test_that_its_header_names():
    for count in catalog.counts():
        assert (ROOT / count.spec).exists(), (count.id, count.spec)


def test_no_year_stands_in_a_condition():
    year = re.compile(r"(==|<=|>=|<|>|\bin\b|=)\s*[\[(]?\s*20[2-9]\d\b")
    for path in tracked("etl/**/*.sql"):
        assert not year.search(path.read_text("utf-8")), name(path)
    for path in tracked("etl/*.py", "etl/**/*.py", "dashboard/*.py", "dashboard/**/*.py"):
        if "/sample/" in name(path):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                years = [
                    c.value
                    for c in ast.walk(node)
                    if isinstance(c, ast.Constant)
                    and isinstance(c.value, int)
                    and 2020 <= c.value <= 2099
                ]
                assert not years, (name(path), node.lineno)


def test_today_is_asked_for_only_at_the_edge():
    edges = {
        "etl/commands/load.py",
        "etl/commands/status.py",
        "etl/commands/check.py",
        "etl/commands/account.py",
        "etl/commands/backup.py",
        "etl/commands/restore.py",
        "etl/commands/snapshot.py",
        "etl/commands/doctor.py",
        "etl/commands/purge.py",
        "dashboard/access.py",  # log-in, time-outs and entries of the log
        "dashboard/session.py",
        "dashboard/app.py",
        "dashboard/acting.py",  # an act is recorded at the moment it is taken
    }
    for path in tracked("etl/*.py", "etl/**/*.py", "dashboard/*.py", "dashboard/**/*.py"):
        if name(path) in edges:
            continue
        calls = re.findall(
            r"\b(?:datetime\.now|date\.today|datetime\.today|datetime\.utcnow)\(",
            path.read_text("utf-8"),
        )
        assert not calls, name(path)
