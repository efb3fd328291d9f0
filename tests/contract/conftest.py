import pytest


@pytest.fixture(autouse=True)
def fixed_id_key(monkeypatch):
    """Tests never make or read the user's own key."""
    monkeypatch.setenv("BZ_ID_KEY", "test key of no one")
