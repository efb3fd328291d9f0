"""A data folder with places and one county's first roster loaded, to hand in to; and what a county sends."""

import shutil
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from etl import pipeline
from etl.actor import demo_accounts
from etl.paths import DataFolder
from tests.golden.published import SENT

ROSTER = "若羌申报人员花名册20221125.xlsx"
NOW = datetime(2022, 12, 5, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = NOW + timedelta(days=1)
RUOQIANG, KORLA = "652824", "652801"
ACCOUNTS = {account.id.removeprefix("demo-"): account for account in demo_accounts()}


def sent(name):
    return (SENT / name).read_bytes()


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory):
    data = DataFolder(tmp_path_factory.mktemp("loaded"))
    pipeline.load(data, [SENT / "名额分配表2022.xlsx", SENT / ROSTER], NOW - timedelta(days=9))
    return data


@pytest.fixture
def data(loaded_once, tmp_path):
    """A copy that a test may change."""
    shutil.copytree(loaded_once.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def everything(folder):
    """What lies in a folder, byte for byte."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
