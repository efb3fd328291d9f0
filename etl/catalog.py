"""What every count, rate and milestone is, read from its one definition: file headers and lists."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from etl.errors import UserError
from etl.paths import SQL

COUNTS = SQL / "2_counts"
RESULTS = SQL / "3_results"
NO_CLAUSE = "–"
HEADER_LINE = re.compile(r"-- (\w+): (.+)")


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A count's definition. `finest`: units, or county × series only (places belong to no unit)."""

    id: str
    title: str
    title_en: str
    unit: str
    counts: str
    leaves_out: str
    clause: str
    basis: Literal["notice", "local"]
    better: Literal["higher", "lower", "neither"]
    spec: str
    order: Annotated[int, msgspec.Meta(gt=0)]
    finest: Literal["unit", "cell"] = "unit"
    is_derived: bool = False

    @property
    def clauses(self) -> list[str]:
        """The clauses by number; none where the office alone asks for the count."""
        return [] if self.clause == NO_CLAUSE else self.clause.split(", ")


class Difference(Count, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A count derived after summing: `plus` minus `minus` in each county and series."""

    plus: str
    minus: str
    is_never_negative: bool = False
    is_after_paper_window: bool = False


class Ratio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two counts under one name; a rate also says on which ground or for which use it is read."""

    id: str
    title: str
    title_en: str
    numerator: str
    denominator: str
    clause: str
    ground: str = ""
    use: str = ""


Defined = TypeVar("Defined", Count, Difference, Ratio)


@cache
def counts() -> tuple[Count, ...]:
    """Every count, dated and derived, in the order of screens and papers."""
    dated = [count_in(path) for path in COUNTS.glob("*.sql")]
    return tuple(sorted([*dated, *differences()], key=lambda count: count.order))


@cache
def differences() -> tuple[Difference, ...]:
    """The counts derived after summing."""
    extra = {"finest": "cell", "is_derived": True}
    return tuple(
        _entry(name, entry | extra, Difference, "differences")
        for name, entry in _list("differences")
    )


@cache
def rates() -> tuple[Ratio, ...]:
    """Every rate, in the order of screens and papers."""
    return tuple(_entry(name, entry, Ratio, "rates") for name, entry in _list("rates"))


@cache
def milestones() -> tuple[Ratio, ...]:
    """The progress against each window, in the order of the windows."""
    return tuple(_entry(name, entry, Ratio, "milestones") for name, entry in _list("milestones"))


def count_statement(count: str) -> str:
    """The SQL of a dated count, with its header."""
    return (COUNTS / f"{count}.sql").read_text("utf-8")


def count_in(path: Path) -> Count:
    """Read the header of a count's file; a missing, unknown or repeated key is refused."""
    entry: dict[str, object] = {}
    for line in path.read_text("utf-8").splitlines():
        if not (found := HEADER_LINE.fullmatch(line)):
            break
        if found[1] in entry:
            raise UserError(f"{path.name}：{found[1]} 写了两次。", "只留一行。")
        entry[found[1]] = int(found[2]) if found[1] == "order" else found[2]
    if entry.pop("id", None) != path.stem:
        raise UserError(
            f"{path.name}：应有“-- id: {path.stem}”。", "对照其他计数文件的文件头改正。"
        )
    return _entry(path.stem, entry, Count, path.name)


def _list(name: str) -> list[tuple[str, dict[str, object]]]:
    return list(tomllib.loads((RESULTS / f"{name}.toml").read_text("utf-8")).items())


def _entry(name: str, entry: dict[str, object], kind: type[Defined], where: str) -> Defined:
    try:
        return msgspec.convert({"id": name, **entry}, kind)
    except msgspec.ValidationError as error:
        raise UserError(f"{where}：{name}：{error}", "对照同类定义补全或改正。") from error
