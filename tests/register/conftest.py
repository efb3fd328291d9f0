"""A fresh register for each test."""

import pytest

from tests.register.flags import office_in


@pytest.fixture
def office(tmp_path):
    return office_in(tmp_path)
