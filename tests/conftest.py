"""Fixtures that tests of several folders share; no test makes or reads the user's own key."""

import os

from tests.chromium import browser  # noqa: F401 fixture
from tests.faults.summary import pytest_terminal_summary  # noqa: F401 a hook
from tests.golden.published import season_2022, season_2022_folder  # noqa: F401 fixtures
from tests.shared_out import (  # noqa: F401 hooks
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
)

# Set for the processes that tests start, too.
os.environ["BZ_ID_KEY"] = "test key of no one"
os.environ["BZ_SNAPSHOT_KEY"] = "5e" * 32
