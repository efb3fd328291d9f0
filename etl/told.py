"""Sentences that remember what they were made of, so that a screen can tell them in another language."""

from collections.abc import Sequence
from typing import Any, Self


class Told(str):  # noqa: SLOT000  it carries its parts
    """A sentence in Chinese: a `str` wherever one is wanted, and its template and values beside it."""

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any]) -> Self:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[type["Told"], tuple[str, dict[str, Any]]]:
        return Told, (self.template, self.values)


def told(template: str, /, **values: Any) -> Told:
    """Fill in a template such as `"{county}没有报送"`; without values it is taken to the letter."""
    return Told(template, values)


def joined(template: str, parts: Sequence[str]) -> Told:
    """Join parts two by two by a template such as `"{first}、{rest}"`; each part is told on its own."""
    *before, last = map(_told, parts)
    for each in reversed(before):
        last = told(template, first=each, rest=last)
    return last


def listed(parts: Sequence[str]) -> Told:
    """Name things one after the other."""
    return joined("{first}、{rest}", parts)


def _told(part: str) -> Told:
    return part if isinstance(part, Told) else told(part)


def mark(text: str) -> str:
    """Name a text that screens translate where they show it; gives it back as it is."""
    return text
