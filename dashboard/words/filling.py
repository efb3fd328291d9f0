"""How a template is filled in: `{n}` a value, `{n:place|places}` the word that goes with a number."""

from collections.abc import Mapping
from string import Formatter
from typing import Any


class _Filling(Formatter):
    def format_field(self, value: Any, spec: str) -> str:
        """Choose singular or plural where two words are offered; else format as usual."""
        if "|" in spec:
            one, many = spec.split("|")
            return one if _is_one(value) else many
        made: str = super().format_field(value, spec)
        return made


def _is_one(value: Any) -> bool:
    return f"{value}" == "1"


def fill(template: str, values: Mapping[str, Any]) -> str:
    """Fill in every field; a field without a value is a mistake of ours (KeyError)."""
    return _Filling().vformat(template, (), values)


def fields(template: str) -> set[str]:
    """Name the fields of a template; `{day.month}` is a part of the field `day`."""
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(template) if name}
