"""The same files dropped on 报送预检: judged as a load judges them, whatever their names; nothing stays."""

import tempfile
from pathlib import Path

import pytest

from etl import inbox
from etl.hand_in import hand_in, landing_name
from etl.paths import DataFolder
from etl.precheck.check import check
from tests.contract.small_office import ACCOUNTS, KORLA, NOW, everything
from tests.hostile import bombs, encodings, formats, layouts
from tests.hostile.cases import book
from tests.hostile.corpus import ALL, numbers
from tests.hostile.outcomes import agrees, is_told_in_full, without_passing

NUMBERS = {case.name: (case, no) for case, no in numbers(ALL)}
QUICK = [
    "big5", "xlsx named .xls", "password on an xlsx", "two corners", "a total that does not fit",
    "id_number:a number", "name:a script",
]  # fmt: skip
WHOLE_FILES = [*encodings.CASES, *formats.CASES, *bombs.CASES, *layouts.CASES]
# Cells are read by the very code that a load reads them by: a few of them are enough here.
MORE = [
    "current_title_on:1900-02-29, which Excel has",
    "county:巴州直属",
    "a formula with its last result",
]
SLOW = [*MORE, *(case.name for case in WHOLE_FILES if case.name not in QUICK)]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return DataFolder(tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(n, marks=pytest.mark.slow) for n in SLOW)])
def test_an_upload_is_judged_as_the_load_judges_the_file(data, tmp_path, name):
    case, no = NUMBERS[name]
    path = case.make(tmp_path, no)
    checked = check(data, path.read_bytes(), path.name, KORLA, NOW)
    found = without_passing(checked.findings)
    for each in found:
        is_told_in_full(each)
    fates = ("rows_read", "loaded", "quarantined", "unchanged")
    agrees(case, found, {fate: checked.total(fate) for fate in fates})


NAMES = {
    "../../x.xlsx": "库尔勒市_x.xlsx",
    "..\\..\\x.xlsx": "库尔勒市_x.xlsx",
    "C:\\Users\\x\\y.xlsx": "库尔勒市_y.xlsx",
    "/etc/passwd": "库尔勒市_passwd",
    "%2e%2e%2fx.xlsx": "库尔勒市_%2e%2e%2fx.xlsx",
    "CON.xlsx": "库尔勒市_CON.xlsx",
    "NUL": "库尔勒市_NUL",
    "~$名册.xlsx": "库尔勒市_~$名册.xlsx",
    "-rf.xlsx": "库尔勒市_-rf.xlsx",
    "$(reboot)`x`;y.xlsx": "库尔勒市_$(reboot)`x`;y.xlsx",
    "名\n册\x00\t.xlsx": "库尔勒市_名_册.xlsx",
    "名册\u202exslx.exe": "库尔勒市_名册xslx.exe",
    "名😀册.xlsx": "库尔勒市_名😀册.xlsx",
    "": "库尔勒市_报送",
    ".xlsx": "库尔勒市_xlsx",
    "...": "库尔勒市_报送",
    "名册.xlsx.": "库尔勒市_名册.xlsx",
    "名册.json": "库尔勒市_名册",
    "库尔勒市名册.xlsx": "库尔勒市名册.xlsx",
    "和静县和硕县名册.xlsx": "库尔勒市_和静县和硕县名册.xlsx",
    "652801:652822.xlsx": "库尔勒市_报送.xlsx",
    "李四650102196703041455.xlsx": "库尔勒市_李四已隐去(18_位).xlsx",
    '<img src=x>"|?*.xlsx': "库尔勒市_img_src=x.xlsx",
}


OTHERS = ["名" * 300 + ".xlsx", "a" * 5_000, "名册.xlsx" + "\ud800"]


@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
def test_the_name_under_which_a_file_lands_is_safe_and_names_the_county(data, name):
    landed = landing_name(name, KORLA, data)
    assert landed == NAMES.get(name, landed)
    assert Path(landed).name == landed
    assert landed.startswith("库尔勒市")
    assert len(landed.encode()) <= 160


@pytest.mark.parametrize(
    "name",
    [
        "../../x.xlsx",
        OTHERS[0],
        *(pytest.param(n, marks=pytest.mark.slow) for n in [*list(NAMES)[1:], *OTHERS[1:]]),
    ],
)
def test_a_name_is_never_a_path(tmp_path, monkeypatch, name):
    data = DataFolder(tmp_path / "data")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    content = book()(tmp_path, "202299001").read_bytes() + name.encode("utf-8", "replace")
    landed = landing_name(name, KORLA, data)
    before = everything(data.root)
    found = check(data, content, name, KORLA, NOW)
    assert (found.name, found.total("loaded"), found.refusal) == (landed, 1, None)
    assert everything(data.root) == before
    assert not list(temporary.iterdir())
    record, _ = hand_in(data, found.offer(content), ACCOUNTS[KORLA], NOW)
    new = {
        path for path in everything(data.root) if path not in before and "register" not in path.name
    }
    kept = data.inbox / KORLA / record.stored_as
    assert new - {data.inbox / ".lock"} == {kept, kept.with_name(f"{kept.name}.json")}
    assert kept.read_bytes() == content
    assert inbox.is_whole(data, record)
