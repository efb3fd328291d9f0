"""What `snapshot` does with those that are there: list, verify, rebuild, compare, export."""

import argparse
from pathlib import Path
from typing import Any

from etl.commands import printing
from etl.errors import FINDINGS, FINE, UserError
from etl.paths import DataFolder
from etl.snapshots import compare as comparing
from etl.snapshots import compare_files, key, shelf
from etl.snapshots.chain import chain_faults, faults_of
from etl.snapshots.draft import Papers
from etl.snapshots.manifest import DATA, KINDS, SEAL_SHOWN
from etl.snapshots.rebuild import again
from etl.snapshots.shelf import Kept
from etl.snapshots.verify import Fault, look, trusted

SHOWN = 30


def list(data: DataFolder, arguments: argparse.Namespace) -> int:  # noqa: A001 the action's own name
    """List the snapshots in the order in which they were made."""
    there = shelf.readable(data)
    corrected = {
        manifest.basis.supersedes.id: kept.id
        for kept, manifest in there
        if manifest.basis.supersedes
    }
    lines = [
        {
            "号": manifest.basis.number,
            "编号": kept.id,
            "种类": KINDS[manifest.basis.kind],
            "年度": manifest.basis.season,
            "截至": manifest.basis.day,
            "数据版本": manifest.basis.version.short,
            "文稿": len(manifest.documents),
            "暂不评价": len(manifest.basis.not_evaluated),
            "校验码": manifest.seal[:SEAL_SHOWN],
            "已由…更正": corrected.get(kept.id, ""),
        }
        for kept, manifest in there
    ]
    printing.show(lines, arguments.format)
    unreadable = {each.id for each in shelf.kept(data)} - {kept.id for kept, _ in there}
    for name in sorted(unreadable):
        printing.progress(f"{name}：读不出清单，用 snapshot verify 核对")
    return FINDINGS if unreadable else FINE


def verify(data: DataFolder, arguments: argparse.Namespace) -> int:
    """Check each snapshot asked for, or all with their chain. Writes nothing."""
    keys = trusted(data)
    is_all = arguments.all or not arguments.which
    asked = shelf.kept(data) if is_all else [shelf.find(data, each) for each in arguments.which]
    if not asked:
        printing.say("还没有快照。")
    is_whole = True
    for kept in asked:
        is_whole &= _tell(kept, _faults(data, kept, keys, arguments.key))
    if is_all:
        for fault in (found := chain_faults(data)):
            printing.say(f"{fault}")
        is_whole &= not found
    marks = "、".join(dict.fromkeys(key.fingerprint(each) for each in keys))
    if asked:
        printing.say(f"认得的公钥指纹：{marks or '无'}")
    return FINE if is_whole else FINDINGS


def _faults(data: DataFolder, kept: Kept, keys: Any, mark: str | None) -> tuple[Fault, ...]:
    """A file from elsewhere is checked by itself, with the key whose fingerprint was told, if any."""
    if kept.path.parent.resolve() == data.snapshots.resolve():
        return tuple(faults_of(data, kept, keys))
    if mark:
        keys = [
            each for each in key.keys_in(_inside(kept)) if key.fingerprint(each) == mark.strip()
        ]
        if not keys:
            raise UserError(
                f"{kept.path.name} 里没有指纹为 {mark} 的公钥。",
                "核对指纹；不是这一把签的就不能算数。",
            )
    return look(kept.content(), keys).faults


def _inside(kept: Kept) -> bytes:
    return look(kept.content(), ()).members.get(key.PUBLIC, b"")


def _tell(kept: Kept, faults: tuple[Fault, ...]) -> bool:
    if not faults:
        manifest = kept.manifest()
        members = len(manifest.listed())
        printing.say(
            f"{kept.id}：完整，{members} 个成员、签名都与存时相同，校验码 {manifest.seal[:SEAL_SHOWN]}"
        )
        return True
    printing.say(f"{kept.id}：有 {len(faults)} 处不对")
    for fault in faults[:SHOWN]:
        printing.say(f"  {fault}")
    if len(faults) > SHOWN:
        printing.say(f"  还有 {len(faults) - SHOWN} 处。")
    return False


def rebuild(data: DataFolder, arguments: argparse.Namespace, papers: Papers) -> int:
    """Make a snapshot again and tell what differs; exit code 1 unless the program's change explains it."""
    asked = arguments.check or arguments.which
    if not asked:
        raise UserError(
            "没有写明重做哪一份。", "写编号：python -m etl snapshot rebuild --check 编号。"
        )
    kept = shelf.find(data, asked)
    found = again(data, kept, papers)
    rest = (
        "，所依据的版本也导出同样的表"
        if found.has_version
        else "（所依据的版本已不在，用快照自己的表）"
    )
    if found.is_same:
        printing.say(f"{kept.id}：重做出来的每个字节都相同{rest}。")
        return FINE
    if found.tables:
        printing.say(f"{kept.id}：有 {len(found.tables)} 个表的内容不同")
        _say_all(found.tables)
    else:
        printing.say(f"{kept.id}：数据相同，字节不同{rest}")
        _say_all(found.bytes_only)
    for each in found.changed:
        printing.say(f"  此后变了：{each}")
    if not found.changed:
        printing.say("  程序和工具的版本没有变，差别没有来由。")
    return FINE if found.changed and not found.tables else FINDINGS


def _say_all(names: tuple[str, ...]) -> None:
    for name in names[:SHOWN]:
        printing.say(f"  {name}")
    if len(names) > SHOWN:
        printing.say(f"  还有 {len(names) - SHOWN} 个。")


def compare(data: DataFolder, arguments: argparse.Namespace) -> int:
    """Print the differences of two snapshots; what stands between them goes to standard error."""
    before, after = (
        comparing.side(data, shelf.find(data, each)) for each in (arguments.before, arguments.after)
    )
    found = comparing.compared(before, after, arguments.by)
    if arguments.out or arguments.format == "xlsx":
        if not arguments.out:
            raise UserError("没有写明工作簿的文件名。", "加上 --out 对比.xlsx。")
        Path(arguments.out).write_bytes(compare_files.workbook(found))
        printing.say(f"已写出 {Path(arguments.out).name}，{len(found.lines)} 行。")
    elif arguments.format == "json":
        printing.show(compare_files.data(found), "json")
    elif arguments.format == "csv":
        printing.show(compare_files.table(found), "csv")
    else:
        printing.show(compare_files.table(found, compare_files.main_lines(found)), "table")
    for note in found.notes:
        printing.progress(f"注意：{note}")
    for title, what, was, now in found.meanings:
        printing.progress(f"口径变化：{title} {what}：{was or '—'} → {now or '—'}")
    return FINE


def export(data: DataFolder, arguments: argparse.Namespace) -> int:
    """Write the papers, figures and rules of a snapshot into a folder; refuses one that is not whole."""
    kept = shelf.find(data, arguments.which)
    looked = look(kept.content(), trusted(data))
    if looked.faults:
        raise UserError(
            f"快照 {kept.id} 核对不符：{looked.faults[0]}。", "先用 snapshot verify 逐处查看。"
        )
    target = Path(arguments.to) / kept.id
    if target.exists():
        raise UserError(f"{target.name} 已有，没有覆盖。", "换一个文件夹。")
    taken = {name: each for name, each in looked.members.items() if not name.startswith(DATA)}
    for name, content in taken.items():
        path = target.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    printing.say(f"已取出 {len(taken)} 个文件，放在 {Path(arguments.to).name} 里的 {kept.id}。")
    return FINE
