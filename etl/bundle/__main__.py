"""Make the bundle, on a machine with a network: `make bundle`.

Packages the last commit; what is not committed stays out, and that is said.
"""

import argparse
import hashlib
import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from etl.paths import ROOT

INSTALLER = Path(__file__).with_name("install.py")
REQUIREMENTS = "requirements.txt"
FINE, REFUSED = 0, 2


def main(words: list[str]) -> int:
    """Fill the folder: wheels, project, installer, what it is made for, checksums last."""
    options = _options(words)
    folder: Path = options.out
    if folder.exists() and any(folder.iterdir()):
        return _refused(f"文件夹“{folder.name}”不是空的。", "换一个 --out，或先移走里面的文件。")
    (folder / "wheels").mkdir(parents=True)
    _say("正在取安装包……")
    fetched = subprocess.run(_fetching(options, folder / "wheels"), check=False)
    if fetched.returncode:
        return _refused("没有取全安装包，上面是原因。", "检查网络和 pip 镜像设置，再试一次。")
    archive = ["git", "archive", "--format=tar.gz", "-o", str(folder / "project.tar.gz"), "HEAD"]
    if subprocess.run(archive, cwd=ROOT, check=False).returncode:
        return _refused("取不到项目的提交。", "在 git 克隆出来的文件夹里运行。")
    made_for = {
        "python": options.python,
        "platform": options.platform or sysconfig.get_platform(),
        "commit": _git("rev-parse", "HEAD"),
    }
    (folder / "bundle.json").write_text(json.dumps(made_for, indent=1), "utf-8")
    shutil.copyfile(INSTALLER, folder / INSTALLER.name)
    _sums(folder)
    if _git("status", "--porcelain", "--untracked-files=no"):
        _say("有未提交的改动，不在包里。")
    files = [path for path in folder.rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    _say(
        f"离线安装包：{folder.name}，{len(files)} 个文件，{megabytes:.0f} MB，Python {options.python}。"
    )
    _say(f"整个文件夹拷到没有网络的机器上，运行：python3 {folder.name}/install.py 安装位置")
    return FINE


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bundle", description="做一份离线安装包。")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bundle", help="放在哪里")
    parser.add_argument("--python", default=_this_python(), help="目标机器的 Python，如 3.12")
    parser.add_argument(
        "--platform", action="append", help="目标机器，如 win_amd64（默认与本机同）"
    )
    parsed = parser.parse_args(words)
    parsed.out = parsed.out.resolve()
    return parsed


def _this_python() -> str:
    return ".".join(platform.python_version_tuple()[:2])


def _fetching(options: argparse.Namespace, wheels: Path) -> list[str]:
    """Wheels only: a source package would want a compiler, and a network, where it is installed."""
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:"]
    asked += ["--dest", str(wheels), "--requirement", str(ROOT / REQUIREMENTS)]
    if options.platform or options.python != _this_python():
        asked += ["--python-version", options.python]
    for each in options.platform or []:
        asked += ["--platform", each]
    return asked


def _sums(folder: Path) -> None:
    """One line a file, as sha256sum writes and checks them."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip()


def _say(text: str) -> None:
    print(text, flush=True)


def _refused(what: str, cure: str) -> int:
    print(what, cure, sep="\n", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
