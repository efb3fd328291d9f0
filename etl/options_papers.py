"""Commands that make papers and snapshots, and compare them."""

import argparse
from collections.abc import Callable

from etl import options_snapshots


def describe(
    add: Callable[..., argparse.ArgumentParser],
    asking: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    formats: argparse.ArgumentParser,
) -> None:
    """Describe these commands."""
    snapshot = add("snapshot", "存一份签名的快照；核对、重做、对比、列出已有的快照", asking)
    options_snapshots.describe(snapshot, formats)
    report = add("report", "写出文稿：年终通报、周调度、县市周报、告知书、修改清单", asking)
    report.add_argument(
        "kind",
        choices=["year-end", "week", "county", "notice", "fixlist"],
        help="年终通报、周调度、县市周报、告知书、修改清单",
    )
    report.add_argument("--county", metavar="C", help="一个县市，或 all（默认全部）")
    report.add_argument(
        "--form", metavar="F,F", default="pdf", help="pdf、docx、xlsx、html、txt，可几种并列"
    )
    report.add_argument("--out", metavar="DIR", help="写到哪个文件夹")
    report.add_argument(
        "--against", metavar="S", help="年终通报列更正：对照哪份快照（编号）或哪个版本"
    )
    report.add_argument(
        "--check-glyphs", action="store_true", help="只列出字库没有、要印作〓的字，不写文件"
    )
    template = add("template", "单位自己的 Word 模板：检查合格才采用", shared)
    template.add_argument("act", choices=["list", "export", "check", "use", "reset"], help="做什么")
    template.add_argument(
        "words", nargs="*", metavar="名称或文件", help="如 use 通报 我的通报.docx"
    )
