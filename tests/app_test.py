"""Streamlit's AppTest, which here looks for installed components once a process, not for each page."""

import functools

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]
# Reading the metadata of every package took a third of the time of a page's test.
manifest_scanner.scan_component_manifests = functools.cache(
    manifest_scanner.scan_component_manifests
)
