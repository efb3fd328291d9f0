"""streamlit_config.toml, the one file that people edit, wins over all but flags and environment.

Streamlit itself looks only for `.streamlit/config.toml`: `dashboard/.streamlit/config.toml`
repeats the few values that `streamlit run` needs before it imports this program.
"""

import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from streamlit import config

from etl.errors import UserError
from etl.paths import ROOT

FILE = ROOT / "streamlit_config.toml"
OURS = "access."  # read by dashboard/access.py; Streamlit knows nothing of it
_TYPED: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: lambda text: {"true": True, "1": True, "false": False, "0": False}[text.lower()],
}
_BY_COMMAND = ("command-line argument or environment variable", "environment variable")


def flatten(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Name every value by its full path, as Streamlit does: theme.light.primaryColor."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def read(path: Path = FILE) -> dict[str, Any]:
    """Read every option of the file; an option that Streamlit does not know is refused."""
    try:
        table = dict(flatten(tomllib.loads(path.read_text("utf-8"))))
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"{path.name}：不合 TOML 写法（{error}）。", "按该行改正后重新启动。"
        ) from error
    options = {key: value for key, value in table.items() if not key.startswith(OURS)}
    unknown = options.keys() - config.get_config_options().keys()
    if unknown:
        names = "、".join(sorted(unknown))
        raise UserError(f"{path.name}：不认识的设置 {names}。", "对照 streamlit config show 改正。")
    return options


def from_environment() -> dict[str, Any]:
    """Read STREAMLIT_* variables, which Streamlit itself minds only under `streamlit run`."""
    found = {}
    for key, option in config.get_config_options().items():
        text = os.environ.get(option.env_var)
        if text is None or option.sensitive:
            continue
        try:
            found[key] = text.split() if option.multiple else _TYPED[option.type](text)
        except (ValueError, KeyError) as error:
            kind = " true 或 false" if option.type is bool else "数字"
            raise UserError(f"环境变量 {option.env_var}：“{text}”应为{kind}。") from error
    return found


def apply() -> None:
    """Put the file and the environment in force. Values from flags of `streamlit run` stay."""
    for key, value in (read() | from_environment()).items():
        if config.get_where_defined(key) not in _BY_COMMAND:
            config.set_option(key, value, str(FILE))


def put(option: str, value: Any) -> None:
    """Put in force what has been decided while starting."""
    config.set_option(option, value, __name__)


def value(option: str) -> Any:
    """Tell an option now in force."""
    return config.get_option(option)
