"""An office's own Word templates: kept in its data folder, used only as they were when accepted."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

from dashboard.reports.word import SHIPPED, USED_FOR
from etl.errors import UserError
from etl.paths import DataFolder

RECORD = "accepted.json"
NAMES = tuple(dict.fromkeys(USED_FOR.values()))


def folder(data: DataFolder) -> Path:
    """Where accepted templates stand, beside a record of what each was."""
    return data.root / "templates"


def accepted(data: DataFolder, kind: str) -> Path:
    """The template for a kind of paper: the office's own if it is still what was accepted, else ours."""
    name = USED_FOR[kind]
    own = folder(data) / name
    if _hash(own) and _hash(own) == _records(data).get(name):
        return own
    return SHIPPED / name


def states(data: DataFolder) -> dict[str, str]:
    """What is in use under each name: 自带, 自定, or 自定（已改动，未采用）."""
    made = {}
    for name in NAMES:
        found = _hash(folder(data) / name)
        known = _records(data).get(name)
        made[name] = (
            "自带" if not found else "自定" if found == known else "自定（验收后有改动，未采用）"
        )
    return made


def accept(data: DataFolder, name: str, template: Path) -> Path:
    """Keep a checked template as the one to use; the file that stood there is replaced."""
    content = template.read_bytes()
    folder(data).mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder(data) / named(name)
    _write(target, content)
    _record(data, _records(data) | {target.name: hashlib.sha256(content).hexdigest()})
    return target


def reset(data: DataFolder, name: str) -> None:
    """Go back to the shipped template; what stood there is kept beside it as .旧."""
    own = folder(data) / named(name)
    if own.exists():
        own.replace(own.with_suffix(".旧.docx"))
    _record(data, {key: value for key, value in _records(data).items() if key != own.name})


def named(name: str) -> str:
    """The file name of a template by its name, with or without .docx."""
    wanted = name if name.endswith(".docx") else f"{name}.docx"
    if wanted in NAMES:
        return wanted
    known = "、".join(Path(each).stem for each in NAMES)
    raise UserError(f"没有名为“{name}”的模板。", f"可用的名称：{known}。")


def _hash(path: Path) -> str:
    with contextlib.suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""


def _records(data: DataFolder) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads((folder(data) / RECORD).read_text("utf-8")))
    return {}


def _record(data: DataFolder, records: dict[str, str]) -> None:
    folder(data).mkdir(mode=0o700, parents=True, exist_ok=True)
    written = json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True)
    _write(folder(data) / RECORD, written.encode())


def _write(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    draft.write_bytes(content)
    draft.chmod(0o600)
    draft.replace(target)
