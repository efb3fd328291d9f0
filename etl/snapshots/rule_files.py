"""The rules as they were: seasons with their flag rules, the contract, calendar and places, the macros."""

import contextlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from etl import counting, queries
from etl.contract.model import contract_version
from etl.errors import UserError
from etl.paths import ROOT, SEASONS, DataFolder
from etl.pipeline import inputs_fingerprint, rules_version
from etl.snapshots.manifest import RULES
from etl.warehouse import Version

_SEASON = re.compile(rf"{RULES}seasons/(\d{{4}}\.toml)")
MACROS = f"{RULES}macros.sql"
CONTRACT = ROOT / "etl" / "contract"


def rule_files(data: DataFolder) -> dict[str, bytes]:
    """Read what counting and judging went by, and the office's own templates of papers."""
    files = {f"seasons/{path.name}": path for path in SEASONS.glob("*.toml")}
    files |= {f"contract/{path.name}": path for path in CONTRACT.glob("*.toml")}
    files |= {f"reference/{path.name}": path for path in data.reference.glob("*.csv")}
    own = data.root / "templates"
    files |= {f"templates/{path.name}": path for path in own.glob("[!.]*.docx")}
    found = {f"{RULES}{name}": path.read_bytes() for name, path in sorted(files.items())}
    return found | {MACROS: counting.macros().encode()}


def require_as_built(con: duckdb.DuckDBPyConnection, data: DataFolder, version: Version) -> None:
    """Refuse where the rules at hand are not those that the version was computed with."""
    (about,) = queries.rows(con, "from meta.version")
    now = {"规则": rules_version(), "报送约定": contract_version(data.reference)}
    then = {"规则": about["rules_version"], "报送约定": about["contract_version"]}
    changed = [f"{name} {then[name]} → {now[name]}" for name in now if now[name] != then[name]]
    if changed:
        raise UserError(
            f"版本 {version.short} 计算以后，{'、'.join(changed)}，快照里放不进当时的规则。",
            "先按现在的规则重新计算：python -m etl load --rebuild，再存快照。",
        )


def is_counted_as_now(data: DataFolder, version: Version) -> bool:
    """Tell whether nothing that a build depends on has changed since."""
    return inputs_fingerprint(data)[: len(version.short)] == version.short


@contextlib.contextmanager
def seasons_of(rules: Mapping[str, bytes]) -> Iterator[Path]:
    """Lay the seasons' rules of a snapshot in a folder, to be read as the project's own are."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in rules.items():
            if found := _SEASON.fullmatch(name):
                Path(folder, found[1]).write_bytes(content)
        yield Path(folder)
