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
    template = add("template", "单位自己的 Word 模板：检查合格才采用", shared)
    template.add_argument("act", choices=["list", "export", "check", "use", "reset"], help="做什么")
    template.add_argument(
        "words", nargs="*", metavar="名称或文件", help="如 use 通报 我的通报.docx"
    )
