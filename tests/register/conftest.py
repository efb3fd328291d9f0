"""A fresh register for each test."""

import pytest

from tests.register.flags import office_in
from tests.small_warehouse import small_data, small_version

__all__ = ["small_data", "small_version"]


@pytest.fixture
def office(tmp_path):
    return office_in(tmp_path)
