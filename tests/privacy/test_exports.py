"""No file that anyone takes away holds a formula, a link or what nobody sees, whatever offices typed."""

import argparse
import csv
import io
import re
import shutil

import openpyxl
import pytest

from etl import audit, options
from etl.__main__ import main
from etl.paths import DataFolder
from etl.plain_text import plain_lines
from etl.precheck.check import check
from etl.precheck.marking import mark
from etl.register import register_of
from etl.sheet_cells import looks_like_formula
from tests.contract.office_files import xlsx
from tests.privacy.hostile_season import ALL, FORMULAS, MARK, NOW
from tests.privacy.screens import Reader, target
from tests.privacy.taken import faults, text_of

HEJING = "652827"
COUNTY = {"county": "和静县", "day": "2022-12-31"}
# Pages that offer files, as the office sees them; the flag's page is found by its link.
PAGES = (
    ("county", COUNTY),
    ("data", {"county": "和静县"}),
    ("papers", COUNTY),
    ("log", {"days": "全部时间"}),
    ("accounts", {}),
)
SLOW = re.compile(r"年终通报|周调度|\.pdf$|\.docx$")
SHEETS = ["申报编号", "县(市)", "姓名", "工作单位", "申报系列", "身份证号", "首次提交时间"]
PERSON = [
    "20220199901",
    "和静县",
    "=李四",
    "@一中",
    "中小学教师",
    "652801199001011231",
    "2022-11-20",
]
# Every command that can write CSV, with what it is asked; `workbook` is what it writes beside.
COMMANDS = {
    "metrics": ["--by", "county"],
    "cases": ["applied", "--as-of", "2022-12-31"],
    "forecast": [],
    "findings": [],
    "flags": [],
    "register": ["log"],
    "account": ["list"],
    "doctor": [],
    "check": None,  # a file of the season
}


@pytest.fixture(scope="module")
def data(hostile_data, tmp_path_factory):
    """A copy of the season that may be added to."""
    return DataFolder(
        shutil.copytree(hostile_data.root, tmp_path_factory.mktemp("exports") / "data")
    )


@pytest.fixture(scope="module")
def reader(data):
    with pytest.MonkeyPatch.context() as patch:
        yield Reader(data, patch)


def made(screen, *, fast=True):
    return {
        name: make() for name, make in screen.files.items() if not fast or not SLOW.search(name)
    }


@pytest.fixture(scope="module")
def taken(reader, tmp_path_factory):
    """What every page gives away, a file checked and a file handed in among it."""
    found = {}
    for page, asked in PAGES:
        found |= made(
            reader.open(page, {"log": "auditor", "accounts": "boss"}.get(page, "office"), **asked)
        )
    links = [each for each in reader.open("flags", **COUNTY).links if "flag=" in each]
    for name, query in (target(each, "flags") for each in links):
        found |= made(reader.open(name, **query))
    sent = tmp_path_factory.mktemp("sent")
    for name, rows in (("查", [[*PERSON[:5], "x", "=1"]]), ("报", [PERSON])):
        page = reader.open("precheck", county="和静县")
        content = xlsx(sent / f"{name}.xlsx", {"花名册": [SHEETS, *rows]}).read_bytes()
        page.app.file_uploader[0].upload(f"和静县=@{name}20221231.xlsx", content)
        page = reader.run(page.app)
        found |= made(page)
        if name == "报":
            next(each for each in page.app.button if each.key == "hand-in").click()
            found |= made(reader.run(page.app))
    return found


@pytest.mark.slow
def test_every_kind_of_file_that_a_page_offers_is_looked_at(taken, data):
    noted = [each for each in register_of(data).entries() if each.kind == audit.TAKEN]
    kinds = {each.subject for each in noted}
    assert kinds == set(audit.EXPORTS) - {"snapshot"}, kinds
    assert {name.rpartition(".")[2] for name in taken} == {"xlsx", "csv", "html", "txt", "zip"}
    assert sum(bool(MARK.search(text_of(name, content))) for name, content in taken.items()) >= 6


@pytest.mark.slow
def test_no_file_of_a_page_holds_a_formula_a_link_or_what_nobody_sees(taken):
    wrong = {name: faults(name, content) for name, content in taken.items()}
    ours = {name: found for name, found in wrong.items() if "已标注" not in name}
    assert {name: found[:3] for name, found in ours.items() if found} == {}


def tables():
    """The commands that can write CSV."""
    actions = options.parser()._actions
    commands = next(
        each for each in actions if isinstance(each, argparse._SubParsersAction)
    ).choices
    return {
        name
        for name, command in commands.items()
        if any("csv" in (action.choices or ()) for action in command._actions)
    }


def test_every_command_that_writes_csv_is_looked_at():
    assert tables() == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_csv_with_a_text_that_looks_like_a_formula(command, hostile_data, capsys):
    asked = COMMANDS[command]
    if asked is None:
        asked = [str(next((hostile_data.root.parent / "sent").glob("*和静县_[0-9].csv")))]
    assert main([command, *asked, "--format", "csv", "--data", str(hostile_data.root)]) in {0, 1, 2}
    content = capsys.readouterr().out.encode()
    assert len(list(csv.reader(io.StringIO(content.decode())))) > 1
    assert faults("x.csv", content) == []


def test_the_fix_list_of_the_command_line_holds_neither(hostile_data, tmp_path, capsys):
    book = tmp_path / "清单.xlsx"
    assert main(["findings", "--workbook", str(book), "--data", str(hostile_data.root)]) == 1
    capsys.readouterr()
    assert len(MARK.findall(text_of(book.name, book.read_bytes()))) > 100
    assert faults(book.name, book.read_bytes()) == []


def test_what_is_added_to_a_senders_own_file_is_text_and_the_rest_stays_the_senders(data, tmp_path):
    path = tmp_path / "和静县名册20221231.xlsx"
    book = openpyxl.Workbook()
    own = book.active
    for row in [
        SHEETS,
        *(
            [*PERSON[:2], text, text, "中小学", "x", text]
            for text in FORMULAS
            if text.isprintable()
        ),
    ]:
        own.append([str(cell) for cell in row])
    for row in own.iter_rows():
        for cell in row:
            cell.data_type = "s"
    own["J1"] = "=1+1"
    book.save(path)
    found = check(data, path.read_bytes(), path.name, HEJING, NOW)
    marked = mark(path.read_bytes(), found, "来源")
    assert marked.is_own
    before, after = (
        openpyxl.load_workbook(path).active,
        openpyxl.load_workbook(io.BytesIO(marked.content)),
    )
    sent, listed = after.worksheets
    kept = [
        (c.value, c.data_type) for row in before.iter_rows() for c in row if c.value is not None
    ]
    assert [
        (c.value, c.data_type) for row in sent.iter_rows() for c in row if c.value is not None
    ] == kept
    texts = [
        (c.value, c.data_type) for row in listed.iter_rows() for c in row if c.value is not None
    ]
    assert {kind for _, kind in texts} <= {"s", "n"}
    assert not [v for v, _ in texts if isinstance(v, str) and looks_like_formula(v)]
    assert [v for v, _ in texts if isinstance(v, str) and v.startswith("'=")]
    assert after.worksheets[0]["A1"].comment is None


def test_a_copy_keeps_every_cell_to_the_letter_and_makes_each_risky_one_text(data, tmp_path):
    path = tmp_path / "和静县名册20221231.csv"
    rows = [[*PERSON[:2], text, text, "中小学", "x", "x"] for text in ALL]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([SHEETS, *rows])
    found = check(data, path.read_bytes(), path.name, HEJING, NOW)
    copy = mark(path.read_bytes(), found, "来源")
    assert (copy.is_own, copy.is_list) == (False, False)
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content)).worksheets[0]
    for at, (_, _, text, *_) in enumerate(rows, start=2):
        cell = sheet.cell(at, 3)
        assert cell.data_type == "s"
        assert cell.value == plain_lines(text)
        is_risky = any(map(looks_like_formula, cell.value.splitlines()))
        assert bool(cell.style and cell.quotePrefix) == is_risky, text


@pytest.mark.slow
def test_no_paper_of_any_form_holds_a_formula_a_link_or_what_nobody_sees(reader):
    found = made(reader.open("papers", **COUNTY), fast=False)
    assert {name.rpartition(".")[2] for name in found} >= {"pdf", "docx", "xlsx", "html"}
    assert {
        name: faults(name, content)[:3] for name, content in found.items() if faults(name, content)
    } == {}
    for name, content in found.items():
        shown = text_of(name, content)
        assert shown.strip(), name
        assert plain_lines(shown).count("\u202e") == shown.count("\u202e") == 0, name
