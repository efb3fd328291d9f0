"""Install from this folder, without any network: `python3 install.py 安装位置`. Standard library only."""

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    print(f"需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。", file=sys.stderr)
    sys.exit(2)

import hashlib
import json
import os
import subprocess
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FINE, REFUSED = 0, 2


class RefusedError(Exception):
    """Why nothing is installed, and what to do about it."""


def altered() -> list[str]:
    """List files that are not what was packed, and files of the list that are gone."""
    found = []
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        expected, name = line.split("  ", 1)
        try:
            actual = hashlib.sha256((HERE / name).read_bytes()).hexdigest()
        except OSError:
            actual = ""
        if actual != expected:
            found.append(name)
    return found


def check() -> None:
    """Refuse a damaged bundle, and one that was made for another Python."""
    try:
        damaged = altered()
        made_for = json.loads((HERE / "bundle.json").read_text("utf-8"))["python"]
    except (OSError, ValueError, KeyError) as error:
        raise RefusedError("安装包不完整：缺少校验清单。", "重新拷贝整个文件夹。") from error
    if damaged:
        raise RefusedError(
            f"安装包有文件损坏或缺失：{'、'.join(damaged[:5])}。", "重新拷贝整个文件夹。"
        )
    this = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if made_for != this:
        raise RefusedError(
            f"安装包是为 Python {made_for} 做的，当前是 {this}。",
            f'用 Python {made_for} 运行，或在有网络的机器上重做：make bundle ARGS="--python {this}"。',
        )


def install(target: Path) -> int:
    """Unpack the project and let its own set-up take the wheels of this folder and nothing else."""
    if target.exists() and any(target.iterdir()):
        raise RefusedError(
            f"“{target}”不是空的。", "换一个安装位置；升级时装到新的位置，再移过去数据文件夹。"
        )
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(HERE / "project.tar.gz") as packed:
        packed.extractall(target, filter="data")
    only_here = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": (HERE / "wheels").as_uri(),
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHONUTF8": "1",
    }
    set_up = [sys.executable, str(target / "run.py"), "setup"]
    if subprocess.call(set_up, cwd=target, env={**os.environ, **only_here}):
        raise RefusedError("没有装成，上面是原因。", "原样发给维护人员。")
    print(f"装好了。打开看板：cd {target} && {Path(sys.executable).name} run.py")
    print("按本单位的数据载入和长期运行，见其中 docs/operations.md。")
    return FINE


def main(words: list[str]) -> int:
    """Install into the one place named."""
    if len(words) != 1:
        print("用法：python3 install.py 安装位置", file=sys.stderr)
        return REFUSED
    try:
        check()
        return install(Path(words[0]).resolve())
    except RefusedError as error:
        print(*error.args, sep="\n", file=sys.stderr)
        return REFUSED


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a code page without Chinese must not stop us
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
