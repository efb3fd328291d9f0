"""A key that is lost is told: nothing is loaded or compared with another one unless somebody says so."""

import shutil

import pytest

from etl import audit
from etl.__main__ import main
from etl.errors import UserError
from etl.paths import ROOT, DataFolder
from etl.precheck.check import check
from etl.reading.landing import receipts
from etl.register import register_of
from tests.golden.published import NOW, SENT

ROSTERS = sorted(SENT.glob("尉犁_申报人员花名册_*.csv"))


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory):
    """A folder with three files, made with a key of its own in a file."""
    place = tmp_path_factory.mktemp("key")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BZ_ID_KEY")
        patch.setenv("BZ_CONFIG_DIR", str(place / "config"))
        main(["load", *map(str, ROSTERS), "--quick", "--data", str(place / "data")])
    return place


@pytest.fixture
def place(loaded_once, tmp_path, monkeypatch):
    monkeypatch.delenv("BZ_ID_KEY")
    monkeypatch.setenv("BZ_CONFIG_DIR", str(tmp_path / "own" / "config"))
    return shutil.copytree(loaded_once, tmp_path / "own")


@pytest.fixture
def load(place, capsys):
    """Load the last file again; gives exit code and all that was told."""

    def run(*more):
        command = ["load", str(ROSTERS[-1]), "--quick", *more, "--data", str(place / "data")]
        code = main(command)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def key(place):
    return place / "config" / "id.key"


def purge_one(place):
    data = DataFolder(place / "data")
    (data.landing / receipts(data)[0].stored_as).unlink()


def test_with_its_own_key_a_folder_loads_without_a_word_about_it(load):
    code, told = load()
    assert code in {0, 1}
    assert "密钥" not in told


def test_a_lost_key_stops_the_load_and_no_new_one_is_made(place, load):
    key(place).unlink()
    code, told = load()
    assert code == 2
    assert "密钥不见了" in told
    assert "另存的 id.key 放回" in told
    assert "原件都在，会全部重新解析，什么也不丢" in told
    assert not key(place).exists()


def test_what_a_new_key_would_cut_off_is_told_beforehand(place, load):
    key(place).unlink()
    purge_one(place)
    assert "1 份文件的原件已清除，其中的人与其他各份、各年度再也对不上" in load()[1]


def test_a_new_key_is_made_when_wanted_and_what_it_meant_is_told_and_noted(place, load):
    before = key(place).read_text()
    key(place).unlink()
    purge_one(place)
    code, told = load("--new-key")
    assert code in {0, 1}
    assert f"{len(ROSTERS) - 1} 份原件重新解析；1 份的原件已清除" in told
    assert key(place).read_text() != before
    (*_, noted) = [
        e for e in register_of(DataFolder(place / "data")).entries() if e.kind == audit.LOADED
    ]
    assert '"new_key":1' in noted.detail
    assert "密钥" not in load()[1]


def test_another_key_reads_all_originals_anew_and_says_so(place, load):
    key(place).write_text("k" * 64)
    code, told = load()
    assert code in {0, 1}
    assert f"{len(ROSTERS)} 份原件重新解析。" in told


def test_another_key_that_would_cut_off_files_is_refused(place, load):
    key(place).write_text("k" * 64)
    purge_one(place)
    code, told = load()
    assert code == 2
    assert "不是这份数据用的那一把" in told


def test_a_scheduled_load_never_takes_a_new_key(place, load):
    key(place).unlink()
    assert load("--scheduled", "--new-key")[0] == 2
    assert not key(place).exists()


@pytest.mark.parametrize(
    ("is_there", "words"), [(False, "密钥不见了"), (True, "不是这份数据用的那一把")]
)
def test_no_file_is_checked_against_what_another_key_has_made(place, is_there, words):
    if is_there:
        key(place).write_text("k" * 64)
    else:
        key(place).unlink()
    with pytest.raises(UserError, match=words):
        check(DataFolder(place / "data"), b"x", "x.csv", "652827", NOW)
    assert main(["check", str(ROSTERS[0]), "--data", str(place / "data")]) == 2
    assert key(place).exists() == is_there


def test_the_manual_says_what_losing_the_key_costs():
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert "--new-key" in manual
    assert "对不上同一个人" in manual
