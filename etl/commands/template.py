"""`template`: an office's own Word templates, checked before they are used."""

import argparse
import shutil
from pathlib import Path

from dashboard.reports import word_check, word_own
from dashboard.reports.word import SHIPPED
from etl.commands import printing
from etl.errors import FINDINGS, FINE, UserError
from etl.paths import DataFolder, data_folder

USAGE = "用法：template list | export 名称 [文件] | check 文件 | use 名称 文件 | reset 名称。"


def run(arguments: argparse.Namespace) -> int:
    """List, export, check, use, or go back to the shipped one."""
    data, words = data_folder(arguments.data), arguments.words
    match arguments.act, words:
        case "list", []:
            return _list(data)
        case "export", [name, *rest] if len(rest) < 2:  # noqa: PLR2004 a name and a file at most
            return _export(word_own.named(name), rest)
        case "check", [file]:
            return _check(_file(file))
        case "use", [name, file]:
            return _use(data, word_own.named(name), _file(file))
        case "reset", [name]:
            word_own.reset(data, name)
            printing.say("已改回自带模板。")
            return FINE
    raise UserError("参数不对。", USAGE)


def _list(data: DataFolder) -> int:
    for name, state in word_own.states(data).items():
        printing.say(f"{Path(name).stem}　{state}")
    return FINE


def _export(name: str, rest: list[str]) -> int:
    target = Path(rest[0] if rest else name)
    if target.exists():
        raise UserError(f"“{target.name}”已经存在。", "换一个文件名，或先移走原来的。")
    shutil.copyfile(SHIPPED / name, target)
    printing.say(f"已写出自带模板 {target.name}。用 Word 或 WPS 修改后：")
    printing.say(f"  python -m etl template use {Path(name).stem} {target.name}")
    return FINE


def _check(file: Path) -> int:
    found = word_check.problems(file)
    for each in found:
        printing.say(each)
    printing.say("不能使用。" if found else "可以使用。")
    return FINDINGS if found else FINE


def _use(data: DataFolder, name: str, file: Path) -> int:
    if found := word_check.problems(file):
        raise UserError(f"模板没有通过检查：{found[0]}", "改好后再试；现用的模板不变。")
    word_own.accept(data, name, file)
    printing.say(f"以后的“{Path(name).stem}”用这份模板；再改动后要重新 use 一次才会采用。")
    return FINE


def _file(named: str) -> Path:
    file = Path(named)
    if not file.is_file():
        raise UserError(f"没有文件“{file.name}”。", "检查文件名和所在的文件夹。")
    return file
