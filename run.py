"""One door to the program: set up what is missing, then run, test, check. Standard library only."""

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    print(f"需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。", file=sys.stderr)
    sys.exit(2)

import argparse
import collections
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

from etl.paths import ROOT, DataFolder, data_folder

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
REFUSED = 2
LAST_LINES = 15
LOOKS = {"gallery": "tests.gallery", "bench": "tests.benchmarks", "fuzz": "tests.fuzz"}

LINTERS = {
    "格式": ["ruff", "format", "--check", "."],
    "写法": ["ruff", "check", "."],
    "SQL": ["sqlfluff", "lint", "etl/sql", "etl/contract"],
    "类型": ["mypy"],
}


class SetupError(Exception):
    """What could not be set up, and what to do about it."""


def say(text: str) -> None:
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Let children read and print UTF-8 whatever the machine's code page."""
    return {**os.environ, "PYTHONUTF8": "1"}


def call(*module: str) -> int:
    """Run a module of the environment from the project's folder."""
    return subprocess.call([str(PYTHON), "-m", *module], cwd=ROOT, env=environment())


def this_python() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def wanted(names: list[str]) -> dict[str, str]:
    """Tell by hash what is asked for: a changed file or another Python is installed anew."""
    shared = (ROOT / "constraints.txt").read_bytes()
    hashes = {name: hashlib.sha256(shared + (ROOT / name).read_bytes()) for name in names}
    return {"python": this_python()} | {name: h.hexdigest() for name, h in hashes.items()}


def installed() -> dict[str, str]:
    """Read what the last complete installation held; empty when there is none that works."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if PYTHON.exists() else {}


def set_up(names: list[str]) -> None:
    """Make .venv hold these requirements; does nothing when it already does."""
    asked, found = wanted(names), installed()
    if asked.items() <= found.items():
        return
    if found.get("python") != asked["python"]:
        make_environment(found.get("python"))
    say("正在安装依赖（首次约一分钟）……")
    files = [part for name in names for part in ("-r", name)]
    run_quietly([str(PYTHON), "-m", "pip", "install", "--no-input", *files])
    STAMP.write_text(json.dumps(asked), "utf-8")
    say("依赖已装好。")


def missing_piece() -> str | None:
    """Say in one line what to install where Python came without its environment maker."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return None
    return (
        f"这个 Python 缺少 venv 或 ensurepip：请先 sudo apt install python{this_python()}-venv"
        "（其他系统请安装完整的 Python），再重新运行。"
    )


def make_environment(before: str | None) -> None:
    """Replace .venv by a new one, with the pip settings that belong to this very Python."""
    missing = missing_piece()
    if missing:
        raise SetupError(missing)
    if before:
        say(f"Python 由 {before} 换成 {this_python()}，重建运行环境。")
    say("正在建立运行环境 .venv ……")
    shutil.rmtree(VENV, ignore_errors=True)
    run_quietly([sys.executable, "-m", "venv", str(VENV)])
    for name in ("pip.conf", "pip.ini"):
        if (Path(sys.prefix) / name).is_file():
            shutil.copy(Path(sys.prefix) / name, VENV / name)


def run_quietly(command: list[str]) -> None:
    """Name what is being fetched, on a terminal only; show the last lines when it fails."""
    last = collections.deque[str](maxlen=LAST_LINES)
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last.append(line.rstrip())
            if line.startswith("Collecting ") and sys.stdout.isatty():
                print(f"\r  {line.split()[1]:<50.50}", end="\r", flush=True)
    if process.returncode:
        raise SetupError(
            "\n".join(f"  {line}" for line in last)
            + "\n安装没有成功，上面是最后几行。请检查网络和 pip 镜像设置（pip config list），"
            "然后重新运行本命令。"
        )


def has_received(data: DataFolder) -> bool:
    """Tell whether an office's own files lie there: sample data must never be mixed with them."""
    if not data.landing.is_dir() or (data.landing / "SAMPLE").exists():
        return False
    return any(data.landing.iterdir())


def build_sample() -> int:
    """Fill an untouched data folder on first use; what is there already stays as it is."""
    data = data_folder()
    if (data.warehouse / "current").exists():
        return 0
    if has_received(data):
        say("已有收到的文件，还没有发布的数据：请运行 python -m etl load 文件夹。")
        return 0
    say("首次运行：正在生成并载入示例数据……")
    return call("etl", "sample")


def serve(arguments: list[str]) -> int:
    """Become the dashboard where the system can, so that stopping run.py stops it too."""
    say("正在启动看板……")
    if os.name == "posix":
        os.chdir(ROOT)
        command = [str(PYTHON), "-m", "dashboard", *arguments]
        os.execve(command[0], command, environment())  # noqa: S606 -- our own interpreter
    return call("dashboard", *arguments)


def tests(arguments: list[str]) -> list[str]:
    """Three workers, for two cores and some waiting; a file stays with one of them and its fixtures."""
    decided = any(a.startswith(("-n", "--numprocesses", "--pdb")) for a in arguments)
    return [
        "pytest",
        *([] if decided else ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]),
        *arguments,
    ]


def check(arguments: list[str]) -> int:
    """Run every linter and, when all are content, the tests; ends with a summary line."""
    failed = {}
    for name, command in LINTERS.items():
        say(f"── {name}：{' '.join(command)}")
        failed[name] = call(*command) != 0
    if not any(failed.values()):
        say("── 测试：pytest")
        failed["测试"] = call(*tests(arguments)) != 0
    verdicts = [f"{name}{'未通过' if bad else '通过'}" for name, bad in failed.items()]
    say("── " + "，".join(verdicts) + ("" if "测试" in failed else "，测试未运行") + "。")
    return int(any(failed.values()))


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="准备运行环境，然后打开看板、测试或检查。不写命令即 run。",
        epilog="例：python3 run.py；python3 run.py run --port 8600；python3 run.py test -k 名额",
    )
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for name, purpose in {
        "run": "缺环境补环境，首次生成示例数据，打开看板；其余参数交给看板",
        "serve": "不看数据，只打开看板；其余参数交给看板",
        "test": "运行测试；其余参数交给 pytest",
        "check": "格式、写法、SQL、类型、架构、测试；其余参数交给 pytest",
        "gallery": "用示例数据拍下每一页（两种语言、宽窄两种）；--docs 连同文档里的几张",
        "bundle": "做离线安装包：安装包、项目、安装程序、校验值，供没有网络的机器",
        "bench": "量时间：每页与同样的空页之比，细线上的字节和秒数",
        "fuzz": "随意造输入、改坏文件，读取必须说得清；--minutes 几分钟",
    }.items():
        commands.add_parser(name, help=purpose, add_help=False)
    setup = commands.add_parser("setup", help="只准备运行环境")
    setup.add_argument("--dev", action="store_true", help="连同测试和检查用的工具")
    return parser


def run(arguments: list[str]) -> int:
    parser = command_line()
    chosen, rest = parser.parse_known_args(arguments or ["run"])
    if chosen.command == "setup":
        if rest:
            parser.error(f"不认识的参数：{' '.join(rest)}")
        set_up([RUNTIME, DEVELOPMENT] if chosen.dev else [RUNTIME])
        return 0
    if chosen.command in ("test", "check"):
        set_up([RUNTIME, DEVELOPMENT])
        return check(rest) if chosen.command == "check" else call(*tests(rest))
    if chosen.command == "bundle":
        set_up([RUNTIME])
        return call("etl.bundle", *rest)
    if chosen.command in LOOKS:
        set_up([RUNTIME, DEVELOPMENT])
        return (chosen.command != "fuzz" and build_sample()) or call(LOOKS[chosen.command], *rest)
    set_up([RUNTIME])
    failure = build_sample() if chosen.command == "run" else 0
    return failure or serve(rest)


def main() -> int:
    try:
        return run(sys.argv[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a code page without Chinese must not stop us
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
