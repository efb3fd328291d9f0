"""What the command line understands: every command with its options, in the order of a season."""

import argparse
from collections.abc import Callable
from datetime import date

from etl import options_keeping, options_papers, queries

ROLES = ("leader", "office", "sector", "county", "auditor", "admin")
EXAMPLES = """例：
  python -m etl load 报送文件夹
  python -m etl metrics --season 2022 --as-of 2022-12-13 --by county
  python -m etl cases late_files --season 2022 --as-of 2022-12-13 --county 和静县
"""


def day(text: str) -> date:
    """Read 2022-12-13."""
    return date.fromisoformat(text)


def parser() -> argparse.ArgumentParser:
    """Describe every command and option."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data", metavar="DIR", help="数据文件夹（默认为环境变量 BZ_DATA 或项目的 data/）"
    )
    asking = argparse.ArgumentParser(add_help=False, parents=[shared])
    asking.add_argument("--season", type=int, metavar="Y", help="年度（默认为最近年度）")
    asking.add_argument(
        "--as-of", type=day, metavar="D", help="截至哪一天，如 2022-12-13（默认为最近报送日）"
    )
    asking.add_argument("--version", metavar="V", help="数据版本（默认为当前版本）")
    formats = argparse.ArgumentParser(add_help=False)
    formats.add_argument(
        "--format", choices=["table", "json", "csv"], default="table", help="输出形式"
    )
    top = argparse.ArgumentParser(
        prog="python -m etl",
        description="把各单位报送的文件变成可逐行追溯的数字。",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="命令", required=True)

    def add(name: str, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, description=about, parents=list(parents))

    sample = add("sample", "生成并载入示例数据（--out 只写出文件）", shared)
    sample.add_argument("--out", metavar="DIR", help="只把示例报送文件写到这里")
    sample.add_argument("--clear", action="store_true", help="清除示例数据")
    check = add("check", "判定文件，不载入", shared, formats)
    check.add_argument("paths", nargs="+", metavar="PATH", help="文件或文件夹")
    load = add("load", "载入收件箱和所给的文件，发布新版本", shared)
    load.add_argument("paths", nargs="*", metavar="PATH", help="文件或文件夹；不写只取收件箱")
    for option, about in {
        "--rebuild": "没有新文件也重新生成",
        "--scheduled": "定时载入：没有变化不出声，还在写的文件留到下次",
        "--quick": "不测算预警的误报机会",
        "--new-key": "密钥确已丢失，改用新的：原件已清除的各份从此对不上同一个人",
    }.items():
        load.add_argument(option, action="store_true", help=about)
    metrics = add("metrics", "某一天的全部计数和比率", asking, formats)
    metrics.add_argument("--by", choices=list(queries.GRAINS), default="none", help="按什么分")
    metrics.add_argument("--county", metavar="C", help="只看一个县市")
    cases = add("cases", "一个数背后的名单，或两天之间的增减", asking, formats)
    cases.add_argument("count", metavar="COUNT", help="计数的代号，如 late_files")
    cases.add_argument("--county", metavar="C", help="只看一个县市")
    cases.add_argument("--since", type=day, metavar="D0", help="自哪一天以来的增减")
    forecast = add(
        "forecast", "各窗口截止时会到哪里：每日需要多少，往年推算的区间", asking, formats
    )
    forecast.add_argument("--county", metavar="C", help="只看一个县市")
    forecast.add_argument("--backtest", action="store_true", help="改看这种推算在往年准不准")
    findings = add("findings", "报送文件中发现的问题", shared, formats)
    findings.add_argument("--file", metavar="F", help="只看一份文件")
    findings.add_argument("--county", metavar="C", help="只看一个县市报来的")
    findings.add_argument("--workbook", metavar="OUT.xlsx", help="写成可发回的修改清单")
    findings.add_argument("--version", metavar="V", help="数据版本")
    status = add("status", "现有版本和载入进度", asking)
    status.add_argument("--pin", metavar="V", help="长期保留一个版本")
    status.add_argument("--unpin", metavar="V", help="取消长期保留")
    status.add_argument("--because", metavar="TEXT", default="人工保留", help="长期保留的理由")
    flags = add("flags", "预警：逐县市、逐规则的检验结果", asking, formats)
    flags.add_argument("--county", metavar="C", help="只看一个县市")
    flags.add_argument(
        "--grain", choices=["county", "unit", "all"], default="county", help="县市或单位"
    )
    flags.add_argument("--facts", action="store_true", help="改看不需统计的违规事实")
    flags.add_argument("--honesty", action="store_true", help="改看误报和漏报的模拟结果")
    _add_people(add, shared, formats)
    options_papers.describe(add, asking, shared, formats)
    options_keeping.describe(add, shared, formats)
    season = add("season", "年度时间窗口、工作日和日程可行性", shared)
    season.add_argument("season", type=int, metavar="Y", help="年度")
    return top


def _add_people(
    add: Callable[..., argparse.ArgumentParser],
    shared: argparse.ArgumentParser,
    formats: argparse.ArgumentParser,
) -> None:
    """Describe the commands about people: what they did, and who may log in."""
    register = add("register", "核对人员办理的登记簿，或列出其中的登记", shared, formats)
    register.add_argument("what", choices=["verify", "log"], help="verify 核对，log 列出")
    register.add_argument(
        "--expect",
        action="append",
        default=[],
        metavar="N:HASH",
        help="纸上抄录的某次末条，一并核对",
    )
    account = add("account", "登录账号：新增、改、停用、设密码、列出", shared, formats)
    account.add_argument(
        "act", choices=["add", "change", "disable", "enable", "password", "list"], help="做什么"
    )
    account.add_argument("account", nargs="?", metavar="NAME", help="账号名，如 zhang.san")
    account.add_argument("--role", choices=ROLES, help="角色")
    account.add_argument("--name", help="显示的名称（默认同账号名）")
    account.add_argument("--county", metavar="C", help="县市人社局账号的县市")
    account.add_argument("--series", metavar="S", help="系列主管部门账号的系列")
    account.add_argument("--issuer", metavar="URL", help="统一身份认证的签发者")
    account.add_argument("--subject", metavar="ID", help="统一身份认证的用户标识")
    account.add_argument("--generate", action="store_true", help="不询问，由程序生成密码")
