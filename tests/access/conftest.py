"""Accounts of every role over the small season, and a browser's part without a browser."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from dashboard import access
from etl import account_acts, audit, sessions
from etl.account_acts import Wish
from etl.paths import DataFolder
from etl.register import BEIJING, register_of
from etl.sessions import Limits
from tests.small_warehouse import small_data

__all__ = ["small_data"]
PASSWORD = "right-horse-9-battery"
NOW = datetime(2025, 12, 3, 18, 0, tzinfo=BEIJING)
ADDRESS = "http://127.0.0.1:8501"
HERE = ("127.0.0.1", 50000)
WISHES = (
    Wish("boss", "管理", "admin"),
    Wish("leader", "领导", "leader"),
    Wish("office", "职改办", "office"),
    Wish("hejing", "和静县人社局", "county", county="和静县"),
    Wish("korla", "库尔勒市人社局", "county", county="库尔勒市"),
    Wish("school", "州教育局", "sector", series="中小学教师"),
    Wish("auditor", "审计", "auditor"),
    Wish("nothing", "未分配", "county"),
    Wish("gone", "已离任", "office"),
)


@dataclass
class House:
    """A data folder with accounts; `token(id)` logs one in."""

    data: DataFolder

    @property
    def register(self):
        return register_of(self.data)

    def account(self, name):
        from etl import accounts

        return accounts.find(self.register, name).account

    def token(self, name, at=None):
        moment = at or access.now()
        return sessions.start(self.register, self.account(name), "local", moment, Limits())

    def entries(self, kind=None):
        return [each for each in self.register.entries() if kind in (None, each.kind)]


@pytest.fixture(scope="session")
def hashes():
    """One hash for all: argon2 is slow on purpose."""
    from etl import passwords

    return passwords.hashed(PASSWORD)


def furnish(folder, data, made):
    """A folder of its own with the small season's warehouse and the accounts."""
    folder.mkdir(parents=True)
    for part in ("warehouse", "landing", "parsed"):
        (folder / part).symlink_to(getattr(data, part))
    house = House(DataFolder(folder))
    hashed, account_acts.passwords.hashed = account_acts.passwords.hashed, lambda _: made
    try:
        for wish in WISHES:
            account_acts.add(house.register, wish, audit.COMMAND_LINE, NOW, PASSWORD)
    finally:
        account_acts.passwords.hashed = hashed
    account_acts.disable(house.register, "gone", audit.COMMAND_LINE, datetime.now(UTC))
    return house


@pytest.fixture
def house(tmp_path, small_data, hashes, monkeypatch):
    made = furnish(tmp_path / "house", small_data, hashes)
    monkeypatch.setenv("BZ_DATA", str(made.data.root))
    return made


@pytest.fixture(scope="session")
def application():
    from dashboard.app import app

    return app


@pytest.fixture
def client(application):
    """Ask as a browser on this machine would; redirects are not followed."""
    return TestClient(application, ADDRESS, client=HERE, follow_redirects=False)


@pytest.fixture
def visitor(house, client):
    """A client at a house with accounts, not logged in."""
    assert house.entries()
    return client


@pytest.fixture
def as_(house, client):
    """`as_("hejing")`: the client with that account's cookie."""

    def log_in(name):
        client.cookies.clear()
        if name:
            client.cookies.set("bz_session", house.token(name))
        return client

    return log_in
