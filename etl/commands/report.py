"""`report`: papers of a day as files: 年终通报, 周调度, 县市周报, 告知书, 修改清单."""

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl import warehouse
from etl.commands import printing
from etl.commands.asking import county_code, opened, season_and_day
from etl.errors import FINDINGS, FINE, UserError
from etl.lifecycle.records import as_it_was, lives
from etl.paths import data_folder
from etl.register import register_of
from etl.scope import Scope, county_officer, office
from etl.snapshots import shelf

if TYPE_CHECKING:
    from dashboard.reports.paper import Paper
    from dashboard.reports.year_end_seen import Against

FIX_LISTS, YEAR_END = "fixlist", "year-end"
ALL = "all"


def run(arguments: argparse.Namespace) -> int:
    """Write every paper asked for in every form asked for; names, sizes and hashes are printed."""
    if arguments.check_glyphs:
        return _check_glyphs(arguments)
    if not arguments.out:
        raise UserError("没有说写到哪里。", "加上 --out 文件夹。")
    folder = Path(arguments.out)
    folder.mkdir(parents=True, exist_ok=True)
    made = _fix_lists(arguments) if arguments.kind == FIX_LISTS else _papers(arguments)
    number = 0
    for name, content in made:
        (folder / name).write_bytes(content)
        number += 1
        digest = hashlib.sha256(content).hexdigest()
        printing.say(f"{name}　{len(content) / 1024:.0f} KB　sha256 {digest[:16]}…")
    if not number:
        printing.say("没有要写的：这一天没有这种材料。")
    else:
        printing.say(f"写好 {number} 份，在 {folder.name or folder}。")
    return FINE


def _papers(arguments: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """Here the loading side meets the papers; nothing but this command and `snapshot` knows of them."""
    from dashboard.reports.forms import TYPED

    forms = arguments.form.split(",")
    if unknown := [form for form in forms if form not in TYPED]:
        raise UserError(f"没有“{unknown[0]}”这种文件。", f"可用：{','.join(TYPED)}。")
    data = data_folder(arguments.data)
    for name, paper in _wanted(arguments):
        for form in forms:
            yield f"{name}.{form}", TYPED[form](paper, data)


def _wanted(arguments: argparse.Namespace) -> Iterator[tuple[str, "Paper"]]:
    from dashboard.reports.library import Wish, papers

    with opened(arguments) as con, ExitStack() as closing:
        season, day = season_and_day(con, arguments)
        register = register_of(data_folder(arguments.data))
        wish = Wish(
            *(con, _scope(con, arguments), season, day, lives(register, season)),
            frozen=partial(as_it_was, register),
            against=_against(arguments, day, closing),
        )
        yield from papers(arguments.kind, wish).items()


def _against(arguments: argparse.Namespace, day: date, closing: ExitStack) -> "Against | None":
    """Open the version that a snapshot rests on, or one named itself, to tell of corrections since."""
    if not (asked := arguments.against):
        return None
    if arguments.kind != YEAR_END:
        raise UserError("只有年终通报列更正。", "去掉 --against。")
    from dashboard.reports.year_end_seen import Against

    data = data_folder(arguments.data)
    if shelf.ID.fullmatch(asked):
        basis = shelf.find(data, asked).manifest().basis
        version, label, day = (
            warehouse.find(data.warehouse, basis.version.name),
            f"快照{asked}",
            basis.day,
        )
    else:
        version = warehouse.find(data.warehouse, asked)
        label = f"版本{version.short}"
    return Against(closing.enter_context(warehouse.open_version(version)), label, day)


def _check_glyphs(arguments: argparse.Namespace) -> int:
    """Name every place where a paper would show 〓; a sentence of the program with one stops it."""
    from dashboard.reports.glyphs import gaps
    from dashboard.reports.typefaces import typefaces

    if arguments.kind == FIX_LISTS:
        raise UserError("修改清单是 Excel，用看的人电脑上的字体，不用查。")
    fonts = typefaces(data_folder(arguments.data))
    found = [(name, gap) for name, paper in _wanted(arguments) for gap in gaps(paper, fonts)]
    for name, gap in found:
        printing.say(f"{name}　{gap.where}　{gap.code}")
    printing.say(
        f"{len(found)} 处的字字库里没有，PDF 里印作〓。要印出来，把有这些字的字体放进数据文件夹的 fonts/。"
        if found
        else "字库里都有。"
    )
    return FINDINGS if found else FINE


def _scope(con: duckdb.DuckDBPyConnection, arguments: argparse.Namespace) -> Scope:
    """A county's edition names its persons, the prefecture's own all."""
    if arguments.county in (None, ALL):
        return office()
    return county_officer(county_code(con, arguments.county) or "")


def _fix_lists(arguments: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """修改清单 of each county that has anything to mend in its newest reports of the season."""
    from dashboard.reports.fix_lists import fix_lists

    with opened(arguments) as con:
        season, day = season_and_day(con, arguments)
        yield from fix_lists(con, _scope(con, arguments), season, day)
