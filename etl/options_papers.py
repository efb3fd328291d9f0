"""Commands that make papers and snapshots, and compare them."""

import argparse
from collections.abc import Callable


def describe(
    add: Callable[..., argparse.ArgumentParser],
    asking: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    formats: argparse.ArgumentParser,
) -> None:
    """Describe these commands."""
