"""Commands of whoever keeps the installation: look after it, save it, restore it, purge it."""

import argparse
from collections.abc import Callable


def describe(
    add: Callable[..., argparse.ArgumentParser],
    shared: argparse.ArgumentParser,
    formats: argparse.ArgumentParser,
) -> None:
    """Describe these commands."""
