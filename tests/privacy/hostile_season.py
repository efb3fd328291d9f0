"""A small season in which everything that offices may type is hostile: names, units, notes, files, sheets.

Every text holds a mark of its own (`Zq7z`), by which it is found again wherever it comes out.
"""

import csv
import re
from dataclasses import replace
from datetime import datetime
from itertools import count
from random import Random

import xlsxwriter

from etl import account_acts, accounts, audit, pipeline, warehouse
from etl.account_acts import Wish
from etl.calendar_days import working_days
from etl.contract.model import contract
from etl.flags.judge import flags_at
from etl.hand_in import Offer, hand_in, landing_name
from etl.inbox import HandedSheet
from etl.lifecycle.acts import Desk, take
from etl.lifecycle.conditions import Said
from etl.lifecycle.frozen import Case
from etl.lifecycle.states import Step
from etl.paths import DataFolder
from etl.register import BEIJING, register_of
from etl.scope import office
from etl.seasons import load_season
from tests.property.small_season import Sheet, sheets, write
from tests.register.flags import row

NOW = datetime(2022, 12, 31, 18, 0, tzinfo=BEIJING)
DAY = "2022-12-13"
MARK = re.compile(r"[ZzＺ]q\d+z")
# ◆ stands for the mark. The first ones a spreadsheet would compute.
FORMULAS = (
    "=cmd|'/c calc'!A1◆",
    "＝1+1◆",
    " =1+1◆",
    "\u00a0=1◆",
    "\u3000＋1◆",
    "\t=1◆",
    "\r@SUM(A1)◆",
    "-1+1◆",
    "甲◆\n=1+1",
    "\u200b=1◆",
    "\ufeff-1◆",
)
UNSEEN = ("\u202e倒◆", "零\u200b宽◆", "\u2066向◆", "铃\x07◆", "色\x1b[31m◆")
MARKUP = (
    "<img src=x onerror=window.hacked=1>◆",
    "<script>window.hacked=1</script>◆",
    "<svg/onload=window.hacked=1>◆",
    "<a href='http://evil.invalid/a'>点</a>◆",
    "</td></table><h1>◆</h1>",
    "</style><b>◆</b>",
    '\'" onmouseover="window.hacked=1" x=\'◆',
    "&lt;b&gt;◆&lt;/b&gt;",
    "[点](javascript:window.hacked=1)◆",
    "![图](http://evil.invalid/i.png)◆",
    "[点](http://evil.invalid/l)◆",
    "http://evil.invalid/auto◆",
    "$x^2$◆",
    "$$\\frac{1}{2}$$◆",
    ":red[◆]",
    ":material/home:◆",
    ":smile:◆",
    "**◆**",
    "`◆`",
    "# ◆",
    "| ◆ | b |",
    "{n}◆",
    "{0.__class__}◆",
    "%{x}◆%s%(a)s",
    "<extra>◆</extra>",
)
LONG = "长" * 32_700 + "◆"  # a longer cell is refused with its file
ALL = (*FORMULAS, *UNSEEN, *MARKUP)
FREE = {
    "township", "note", "document_no", "specialty", "current_title", "target_title", "problem", "signer",
    "place", "missing", "receiver", "panel", "post",
}  # fmt: skip
ODD = ("submission_no", "level", "outcome", "reviewed_at", "reason", "unit", "name", "problem")
_NOT_IN_FILES = re.compile(r"[/\x00\r\n]")
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
PASSWORD = "right-horse-9-battery"


class Texts:
    """Hostile texts, one after the other, each with its own mark."""

    def __init__(self):
        self._numbers = count(1)

    def one(self, kinds=ALL):
        number = next(self._numbers)
        return kinds[number % len(kinds)].replace("◆", f"Zq{number}z")

    def many(self):
        """All kinds in one text, one on each line."""
        return "\n".join(self.one() for _ in ALL)


def build(con, folder):
    """Publish the season from files, with accounts, acts and a file handed in; gives the data folder."""
    sent, data, texts = folder / "sent", DataFolder(folder / "data"), Texts()
    sent.mkdir(parents=True)
    good = [_spoiled(sheet, texts) for sheet in _with_shared(sheets(con), texts)]
    paths = [write(sheet, sent, Random(n), "csv-utf-8", f"{n}") for n, sheet in enumerate(good)]
    paths += [_misnamed(good, sent, n, texts) for n in range(len(ALL))]
    paths += [_refused(sent, texts), *_odd_workbooks(sent, texts)]
    pipeline.load(data, paths, NOW)
    _people(data, texts)
    return data


def _with_shared(made, texts):
    """The same person and the same unit keep the same hostile name in every sheet."""
    known = {}

    def changed(name, value):
        if (name, value) not in known:
            known[name, value] = LONG.replace("◆", "Zq0z") if len(known) == 1 else texts.one()
        return known[name, value]

    for sheet in made:
        rows = [
            {n: changed(n, v) if n in ("name", "unit") and v else v for n, v in row.items()}
            for row in sheet.rows
        ]
        yield replace(sheet, rows=tuple(rows))


def _spoiled(sheet: Sheet, texts):
    rows = [
        {
            n: texts.one() if n in FREE or (sheet.kind, n) == ("sanctions", "kind") else v
            for n, v in row.items()
        }
        for row in sheet.rows
    ]
    return replace(sheet, rows=tuple(rows))


def _misnamed(good, sent, number, texts):
    """A roster under a hostile file name, with an unknown column and a bad day, under a hostile title."""
    roster = next(sheet for sheet in good if sheet.kind == "roster")
    row = dict(roster.rows[number % len(roster.rows)])
    name = _NOT_IN_FILES.sub("_", ALL[number].replace("◆", f"Zq9{number:03}z"))
    path = sent / f"{name}_和静县_{number}.csv"
    heads = ["申报编号", "县市", "单位", "姓名", "系列", "申报时间", "身份证号", texts.one()]
    cells = [
        [f"{row['application_no']}9{number}", "和静县", texts.one(), texts.one(), "中小学教师", texts.one(),
         texts.one(), "x"],
        [texts.one(), texts.one(), texts.one(), texts.one(), texts.one(), "2022-11-20", "", "y"],
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[f"2022 年 {texts.one()}"], [f"填报单位：和静县{texts.one()}"], heads, *cells]
        )
    return path


def _refused(sent, texts):
    path = sent / f"{_NOT_IN_FILES.sub('_', texts.one(MARKUP))}.xlsx"
    path.write_bytes(b"PK bad")
    return path


def _odd_workbooks(sent, texts):
    """Workbooks whose sheets have hostile names: one with reviews in unknown words, one of no known kind."""
    columns = contract().kinds["reviews"].columns
    heads = [columns[name].header for name in ("application_no", *ODD)]
    for stem, first in (("和静县_审核_20221231", heads), ("和静县_杂", ["甲", *heads[2:]])):
        path = sent / f"{stem}.xlsx"
        with xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False}
        ) as book:
            for n in range(4):
                name = _NOT_IN_SHEETS.sub("_", texts.one(MARKUP))[:20] + f"Zq8{n}z"
                page = book.add_worksheet(name)
                page.write_row(0, 0, first)
                page.write_row(1, 0, ["1", *(texts.one() for _ in first[1:])])
        yield path


def _people(data, texts):
    """Accounts with hostile names, a flag's life with hostile notes, and a file handed in."""
    register = register_of(data)
    for name, role, more in (
        ("office", "office", {}), ("hejing", "county", {"county": "和静县"}), ("auditor", "auditor", {}),
        ("boss", "admin", {}), ("leader", "leader", {}), ("school", "sector", {"series": "中小学教师"}),
    ):  # fmt: skip
        wish = Wish(name, texts.many(), role, **more)
        account_acts.add(register, wish, audit.COMMAND_LINE, NOW, PASSWORD)
    actor = accounts.find(register, "office").account
    county = accounts.find(register, "hejing").account
    version = warehouse.current(data.warehouse)
    with warehouse.open_version(version) as con:
        flags = flags_at(con, office(), 2022, NOW.date(), load_season(2022).flags)
    flag = next(each for each in flags if each.county_code == "652827" and each.is_decision_day)
    flag = replace(flag, level="red")  # of so few persons none is raised
    rows = tuple(
        {**row(n), "unit": texts.one(), "file": texts.one(), "sheet": texts.one()} for n in range(3)
    )
    desk = Desk(register, data.warehouse, working_days(data.reference))
    note, reply, by, number = (texts.many() for _ in range(4))
    said = Said(note=note, reply=reply, decided_by=by, document_no=number)
    for step in (Step.HINT, Step.CHECK, Step.NOTIFY, Step.EXPLAIN, Step.REVIEW, Step.CONFIRM):
        take(
            desk,
            step,
            Case(flag, rows, version),
            county if step is Step.EXPLAIN else actor,
            NOW,
            said,
        )
    name = landing_name(texts.one(), "652827", data)
    sheets_of = [HandedSheet(texts.one(), "申报人员花名册", 1)]
    hand_in(data, Offer(b"x", name, "652827", sheets_of, False), county, NOW)
