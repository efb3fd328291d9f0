"""Who can get at what: rights, the key, the register, what the dashboard listens on."""

import ipaddress
import os
import tomllib
from collections.abc import Iterator
from typing import Any

from etl import accounts, audit, pipeline
from etl.doctor.told import Asked, Line, fine, megabytes, problem, reminder
from etl.errors import UserError
from etl.keeping.state import key_at_hand, key_of, written
from etl.reading.landing import receipts
from etl.reading.secret import config_folder, id_key
from etl.register import ANCHORS, register_of

NOT_OURS = 0o077
CONFIG = "streamlit_config.toml"
MANY_ENTRIES = 500_000
LARGE_WAL = 100 * 2**20


def rights(asked: Asked) -> Iterator[Line]:
    """Originals, inbox and register are their owner's alone; everything is writable by whoever runs this."""
    if os.name != "posix":
        yield reminder("权限", "Windows 上不检查", "在文件夹属性里只给运行看板的账户权限。")
        return
    data, root = asked.data, asked.data.root
    private = [path for folder in (data.landing, data.inbox) for path in folder.rglob("[!.]*")]
    private += [register_of(data).path, root / ANCHORS]
    open_ones = [
        path
        for path in private
        if path.is_file() and path.name != pipeline.SAMPLE_MARK and path.stat().st_mode & NOT_OURS
    ]
    folders = [root, data.landing, data.parsed, data.warehouse, data.inbox]
    there = [folder for folder in folders if folder.is_dir()]
    shared = [folder.name for folder in there if folder.stat().st_mode & 0o022]
    locked = [folder.name for folder in there if not os.access(folder, os.R_OK | os.W_OK | os.X_OK)]
    if locked:
        yield problem(
            "权限",
            f"当前账户不能读写 {'、'.join(locked)}",
            "用运行看板的账户运行，或把数据文件夹交给它（chown -R）。",
        )
    elif open_ones:
        yield problem(
            "权限",
            f"{len(open_ones)} 个含个人信息的文件别的账户也能读（如 {open_ones[0].name[:16]}…）",
            f"在数据文件夹里运行 chmod -R go= landing inbox {register_of(data).path.name} {ANCHORS}",
        )
    elif shared:
        yield problem("权限", f"别的账户能写 {'、'.join(shared)}", "chmod -R go-w 数据文件夹。")
    else:
        yield fine("权限", "原件、收件箱、登记簿仅本人可读，数据文件夹可写")


def key(asked: Asked) -> Iterator[Line]:
    """The key is there, sound, apart from the data, the one they were made with, and saved elsewhere."""
    file, is_given = config_folder() / "id.key", bool(os.environ.get("BZ_ID_KEY"))
    needed = key_of(asked.data)
    if not is_given and not file.exists():
        if needed is None:
            yield fine("密钥", "还没有，第一次载入时生成")
        else:
            yield problem(
                "密钥",
                "不见了",
                f"把另存的密钥放回 {file.name}；确已丢失，用 load --new-key 重新编码。",
            )
        return
    try:
        id_key()
    except UserError as error:
        yield problem("密钥", error.what.replace(str(file), file.name), error.cure)
        return
    if not is_given and file.resolve().is_relative_to(asked.data.root):
        cure = "用 BZ_CONFIG_DIR 另指一处，把 id.key 移过去。"
        yield problem("密钥", "放在数据文件夹里：拿到数据就能试出身份证号", cure)
    elif not is_given and os.name == "posix" and file.stat().st_mode & NOT_OURS:
        yield problem("密钥", "别的账户也能读", f"chmod 600 {file.name}")
    elif needed not in (None, key_at_hand()):
        cure = "换回另存的那一把；确要换新的，载入会用原件重新解析全部文件。"
        yield problem("密钥", "不是这份数据用的那一把", cure)
    elif not pipeline.is_sample(asked.data) and not _is_saved(asked):
        cure = "python -m etl backup 备份文件夹 --with-key 另一处的文件"
        yield reminder("密钥", "可读，没有另存过：丢了就对不上各年的同一个人", cure)
    else:
        yield fine(
            "密钥",
            "可读，不在数据文件夹里" + ("" if pipeline.is_sample(asked.data) else "，已另存"),
        )


def _is_saved(asked: Asked) -> bool:
    mark = (key_at_hand() or "")[:8]
    try:
        entries = register_of(asked.data).entries(audit.KEY_COPIED)
    except UserError:
        return False
    return any(each.subject == mark for each in entries)


def register(asked: Asked) -> Iterator[Line]:
    """The chain of people's acts is whole; its size is told, since it is never cut."""
    book = register_of(asked.data)
    if not book.path.exists():
        yield fine("登记簿", "还没有登记")
        return
    wal = book.path.with_name(
        f"{book.path.name}-wal"
    )  # looking closes it, where nobody else has it open
    apart = wal.stat().st_size if wal.exists() else 0
    try:
        wrong, last = book.verify(), book.anchor()
    except UserError as error:
        yield problem("登记簿", error.what, error.cure)
        return
    size = book.path.stat().st_size
    told = (
        f"{last.act_no if last else 0} 条，{megabytes(size)}，末条 {written(last) if last else '–'}"
    )
    if wrong:
        cure = "python -m etl register verify 看逐条；保留现状，查清以前不要恢复或改动。"
        yield problem("登记簿", f"{len(wrong)} 处不符：{wrong[0].what}", cure)
    elif apart > LARGE_WAL:
        cure = "重新启动看板；仍然这样，看是否有进程一直开着登记簿。"
        yield reminder("登记簿", f"{told}；还有 {megabytes(apart)} 没有并入", cure)
    elif last and last.act_no > MANY_ENTRIES:
        cure = "照常可用；导出留存（register log --format csv），并告诉维护人员。"
        yield reminder("登记簿", told, cure)
    else:
        yield fine("登记簿", f"{told}，前后相接")


def settings(asked: Asked) -> Iterator[Line]:
    """Whether strangers could reach the dashboard, and how log-in travels."""
    try:
        table = tomllib.loads((asked.program / CONFIG).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        yield problem("设置", f"{CONFIG} 读不懂（{error}）", "对照程序自带的一份改正。")
        return
    server = table.get("server", {})
    address = os.environ.get("STREAMLIT_SERVER_ADDRESS") or server.get("address", "127.0.0.1")
    has_accounts, is_sample = (
        accounts.exist(register_of(asked.data)),
        pipeline.is_sample(asked.data),
    )
    is_local = _is_loop(address)
    told = f"监听 {address}，{'要登录' if has_accounts else '演示模式，不登录'}"
    if not is_local and not has_accounts:
        cure = "先新增账号（python -m etl account add），否则看板拒绝启动；或只监听 127.0.0.1。"
        yield problem("设置", told, cure)
    elif not is_local and not table.get("access", {}).get("secure_cookie", False):
        cure = f"前面放 https 代理，在 {CONFIG} 的 [access] 写 secure_cookie = true，只监听 127.0.0.1。"
        yield reminder("设置", f"{told}；登录凭证不限于加密连接", cure)
    elif not has_accounts and not is_sample and receipts(asked.data):
        cure = "这台机器的任何使用者都能看：python -m etl account add 账号 --role admin"
        yield reminder("设置", f"{told}，而数据是实际报送的", cure)
    else:
        yield from _names(told, address, server)


def _names(told: str, address: str, server: dict[str, Any]) -> Iterator[Line]:
    """A host that the settings do not allow is refused by the dashboard."""
    allowed = server.get("allowedHosts", [])
    if address in allowed or _is_loop(address) or _is_any(address):
        yield fine("设置", told)
    else:
        yield reminder(
            "设置", f"{told}，而 allowedHosts 里没有它", f"在 {CONFIG} 的 allowedHosts 里加上。"
        )


def _is_loop(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_any(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_unspecified
    except ValueError:
        return False
