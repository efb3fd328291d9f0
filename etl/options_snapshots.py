"""The options of `snapshot`: without an action it makes one; verify, rebuild, compare … are actions."""

import argparse

KINDS = ("year-end", "week", "milestone")


def describe(snapshot: argparse.ArgumentParser, formats: argparse.ArgumentParser) -> None:
    """Describe the making of a snapshot and its actions; --data may stand before or after the action."""
    snapshot.add_argument("--kind", choices=KINDS, help="年终（截至默认为年末）、每周或节点")
    snapshot.add_argument("--supersedes", metavar="ID", help="更正哪一份；原来的不动")
    snapshot.add_argument("--because", metavar="TEXT", default="", help="更正的原因")
    snapshot.add_argument(
        "--scheduled", action="store_true", help="定时运行：这一周已有的不再存，没有新的不出声"
    )
    acts = snapshot.add_subparsers(dest="act", metavar="动作", required=False)

    def add(name: str, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        act = acts.add_parser(name, help=about, description=about, parents=list(parents))
        act.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹")
        return act

    add("list", "列出已有的快照", formats)
    verify = add("verify", "核对：每个成员、签名、前后链、登记簿")
    verify.add_argument("which", nargs="*", metavar="ID|FILE", help="编号或文件；不写就全部核对")
    verify.add_argument("--all", action="store_true", help="全部核对，连少了的也指出（默认）")
    verify.add_argument("--key", metavar="MARK", help="另外得知的公钥指纹，用来核对别处送来的文件")
    rebuild = add("rebuild", "按快照自己的数据重做一遍，看是否一样")
    rebuild.add_argument("which", nargs="?", metavar="ID", help="编号或文件")
    rebuild.add_argument("--check", metavar="ID", help="同上；重做只用来核对，什么都不写")
    compare = add("compare", "对比两份快照的全部计数和比率")
    compare.add_argument("before", metavar="A", help="前一份的编号或文件")
    compare.add_argument("after", metavar="B", help="后一份的编号或文件")
    compare.add_argument(
        "--by",
        choices=["none", "county", "series", "county,series"],
        default="county",
        help="按什么分",
    )
    compare.add_argument(
        "--format", choices=["table", "json", "csv", "xlsx"], default="table", help="输出形式"
    )
    compare.add_argument("--out", metavar="OUT.xlsx", help="写成工作簿（同 --format xlsx）")
    export = add("export", "取出快照里的文稿和数据")
    export.add_argument("which", metavar="ID", help="编号或文件")
    export.add_argument("--to", required=True, metavar="DIR", help="放到哪个文件夹")
    reopen = add("reopen", "所依据的版本已不在时，由快照恢复它，供页面打开")
    reopen.add_argument("which", metavar="ID", help="编号或文件")
