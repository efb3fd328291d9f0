"""F8: without the right to a file or folder, a load names what it is and the cure, and nothing is lost."""

import os
import re

import pytest

from etl import warehouse
from tests.faults.conftest import MOMENT, content

CURE = re.compile("权限|账户|文件夹")


@pytest.fixture
def data(season, tmp_path):
    return season.copy(tmp_path / "data")


def load(forge, season, data, *words):
    """Load as an account like any other: the superuser is refused nothing."""
    sent = words or (season.more,)
    return forge.run("load", *sent, "--quick", data=data, clock={"at": MOMENT}, rights=True)


def refused(data, season, ended):
    """One short text with a cure, without a traceback or an absolute path; the old version is shown."""
    assert ended.code == 2, ended.told
    assert "Traceback" not in ended.told
    assert str(data.root) not in ended.told
    assert CURE.search(ended.told), ended.told
    assert content(data) == season.before


@pytest.mark.slow
@pytest.mark.parametrize("role", ["warehouse", "landing", "parsed"])
def test_a_folder_that_may_not_be_written_in(forge, season, data, tally, role):
    folder = getattr(data, role)
    for each in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        each.chmod(0o500)
    before = warehouse.versions(data.warehouse)
    ended = load(forge, season, data)
    if ended.code == 2:
        refused(data, season, ended)
    else:  # the owner may give the right back, and a load does, and says so
        assert "已改为仅本人可读写" in ended.out, ended.told
    for each in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        each.chmod(0o700)
    assert warehouse.versions(data.warehouse)[: len(before)] == before
    assert load(forge, season, data).code in (0, 1)
    assert content(data) == season.after
    tally("F8", 1)


@pytest.mark.slow
def test_a_sent_file_that_may_not_be_read_is_named_and_the_rest_is_loaded(
    forge, season, data, tmp_path, tally
):
    sent = tmp_path / "sent"
    sent.mkdir()
    for path in season.more.iterdir():
        (sent / path.name).write_bytes(path.read_bytes())
    closed = sent / "库尔勒市花名册20221231.xlsx"
    closed.write_bytes(b"PK")
    closed.chmod(0)
    ended = load(forge, season, data, sent)
    assert ended.code == 1, ended.told
    assert closed.name in ended.told
    assert CURE.search(ended.told)
    assert content(data) == season.after
    tally("F8", 1)


def test_a_folder_that_is_not_there_is_told(forge, season, data, tmp_path, tally):
    ended = load(forge, season, data, tmp_path / "没有")
    refused(data, season, ended)
    assert "没有" in ended.told
    tally("F8", 1)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files to another")
def test_what_belongs_to_another_account_is_refused_with_the_cure(forge, season, data, tally):
    nobody = 65534
    for each in [data.root, *data.root.rglob("*")]:
        os.chown(each, nobody, nobody)
    ended = load(forge, season, data)
    refused(data, season, ended)
    tally("F8", 1)
