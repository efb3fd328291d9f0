"""Fixtures that tests of several folders share; no test makes or reads the user's own key."""

import os

from tests.golden.published import season_2022, season_2022_folder  # noqa: F401 fixtures

os.environ["BZ_ID_KEY"] = "test key of no one"  # set for the processes that tests start, too
