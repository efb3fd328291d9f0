"""Rows are judged by a registry of rules, one select per rule; nothing is dropped silently."""

import tomllib
from functools import cache
from pathlib import Path

import duckdb
import msgspec

from etl.contract.model import Contract
from etl.errors import UserError
from etl.many_rows import write_many

HERE = Path(__file__).parent
RULES_FILE = HERE / "rules.toml"
JUDGING = HERE / "judging"
ACCEPTED = HERE / "accepted"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be wrong. `meets`: row, cell, sheet or file; `where`: predicate over one cell, if any."""

    title: str
    meets: str
    message: str
    cure: str
    where: str | None = None


@cache
def rules(path: Path = RULES_FILE) -> dict[str, Rule]:
    """Read the registry in its order, which is the order of precedence."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, Rule])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path.name}:{error}", "请按文件中其他规则的写法改正后重试。") from error


def write_contract(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Fill `rule.contract_column`, `rule.contract_kind` and `rule.contract_rule` for the SQL to join."""
    con.execute(
        "create table rule.contract_column (kind varchar, column_id varchar, header varchar, type varchar,"
        " list varchar, required boolean, filled boolean, is_key boolean, is_event boolean)"
    )
    con.execute(
        "create table rule.contract_kind (kind varchar, title varchar, title_en varchar, sort integer)"
    )
    con.execute(
        "create table rule.contract_rule (rule varchar, meets varchar, message varchar, cure varchar,"
        " precedence integer)"
    )
    kinds = contract.kinds
    write_many(
        con,
        "rule.contract_kind",
        [[kind, each.title, each.title_en, n] for n, (kind, each) in enumerate(kinds.items())],
    )
    write_many(
        con,
        "rule.contract_column",
        [
            [kind, name, c.header, c.type, c.list, c.required, c.filled, c.key, name == each.event]
            for kind, each in kinds.items()
            for name, c in each.columns.items()
        ],
    )
    write_many(
        con,
        "rule.contract_rule",
        [[name, r.meets, r.message, r.cure, n] for n, (name, r) in enumerate(rules().items())],
    )


def _table(con: duckdb.DuckDBPyConnection, step: str, name: str | None = None) -> None:
    name = name or step.split("_", 1)[1]
    con.execute(f"create table judged.{name} as {(JUDGING / f'{step}.sql').read_text('utf-8')}")


def _faults(con: duckdb.DuckDBPyConnection, meets: str) -> None:
    one_rule = (JUDGING / "3_fault.sql.template").read_text("utf-8")
    selects = [
        one_rule.replace("{rule}", rule_id).replace("{where}", rule.where)
        for rule_id, rule in rules().items()
        if rule.meets == meets and rule.where
    ]
    con.execute(
        f"create table judged.{meets}_fault as select fault.*, registry.precedence from (\n"
        + "\nunion all\n".join(selects)
        + "\n) as fault inner join rule.contract_rule as registry on fault.rule = registry.rule"
    )


def judge(con: duckdb.DuckDBPyConnection) -> None:
    """Turn raw.* into judged.* (every row and its fate), accepted.* (what counts read) and quality.*."""
    for schema in ("judged", "accepted", "quality"):
        con.execute(f"create schema {schema}")
    _table(con, "1_line")
    _table(con, "2_cell")
    _faults(con, "row")
    _faults(con, "cell")
    for step in ("4_outline", "5_roster_line", "6_link", "7_keyed"):
        _table(con, step)
    con.execute(
        "insert into judged.row_fault by name select late.*, registry.precedence from ("
        + (JUDGING / "8_late_fault.sql").read_text("utf-8")
        + ") as late inner join rule.contract_rule as registry on late.rule = registry.rule"
    )
    for step in (
        "9_good",
        "10_change",
        "11_row",
        "12_value",
        "13_entry",
        "14_warning",
        "15_finding",
    ):
        _table(con, step)
    for kind in sorted(ACCEPTED.glob("*.sql")):
        con.execute(f"create table accepted.{kind.stem} as {kind.read_text('utf-8')}")
    for step, name in (
        ("16_data_through", "data_through"),
        ("17_doubt", "doubt"),
        ("18_last_report", "last_report"),
    ):
        con.execute(
            f"create table accepted.{name} as {(JUDGING / f'{step}.sql').read_text('utf-8')}"
        )
    for path in sorted((JUDGING / "quality").glob("*.sql")):
        con.execute(f"create table quality.{path.stem} as {path.read_text('utf-8')}")
