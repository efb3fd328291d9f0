"""`register`: check the register of people's acts, or list its log."""

import argparse
import re
from typing import Any

from etl import audit, warehouse
from etl.accounts import ROLES
from etl.commands import printing
from etl.errors import FINDINGS, FINE, UserError
from etl.hand_in import HANDED_IN
from etl.lifecycle.records import named_versions
from etl.lifecycle.states import RULES
from etl.paths import data_folder
from etl.register import Register, register_of
from etl.register_chain import Anchor, Entry

ANCHOR = re.compile(r"([0-9]+):([0-9a-f]{8,64})")
TITLES = {step.value: f"预警·{rule.title}" for step, rule in RULES.items()}
TITLES |= {HANDED_IN: "报送"} | audit.TITLES


def run(arguments: argparse.Namespace) -> int:
    """Verify (exit code 1 when anything does not agree) or print the log. Writes nothing."""
    data = data_folder(arguments.data)
    register = register_of(data)
    if arguments.what == "log":
        printing.show([_line(entry) for entry in register.entries()], arguments.format)
        return FINE
    code = _verify(register, [_anchor(text) for text in arguments.expect])
    there = {version.name for version in warehouse.versions(data.warehouse)}
    for name in sorted(set(named_versions(register)) - there):
        printing.say(f"登记中提到的版本 {name} 不在了；当时的数字和证据行仍在登记簿里。")
        code = FINDINGS
    return code


def _verify(register: Register, expected: list[Anchor]) -> int:
    faults = register.verify(*expected)
    for fault in faults:
        place = f"第 {fault.act_no} 条" if fault.act_no else "登记簿"
        printing.say(f"{place}：{fault.what}")
    last = register.anchor()
    if last is None:
        printing.say("登记簿里还没有登记。")
    else:
        told = f"有 {len(faults)} 处不符" if faults else "前后相接，与锚相符"
        printing.say(f"共 {last.act_no} 条，{told}；末条 {last.act_no}:{last.hash[:16]}")
    return FINDINGS if faults else FINE


def _anchor(text: str) -> Anchor:
    found = ANCHOR.fullmatch(text.strip())
    if found is None:
        raise UserError(
            f"“{text}”不是末条的写法。", "照抄 verify 印出的末条，如 12:0a1b2c3d4e5f6071。"
        )
    return Anchor(int(found[1]), found[2])


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "条": entry.act_no,
        "时间（北京）": entry.at[:19].replace("T", " "),
        "谁": entry.name or ROLES.get(entry.role, ""),
        "账号": entry.account_id,
        "事": TITLES.get(entry.kind, entry.kind),
        "对象": entry.subject,
        "数据版本": (entry.warehouse_version or "").split("-")[-1],
        "校验": entry.hash[:16],
    }
