"""Fixtures that tests of several folders share."""

from tests.golden.published import season_2022, season_2022_folder  # noqa: F401 fixtures
