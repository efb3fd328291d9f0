"""A value of a season with the clause it serves, and whose number it is."""

from typing import Literal

import msgspec

from etl.seasons.clauses import clauses

Basis = Literal["notice", "local"]
BASIS: dict[Basis, str] = {"notice": "通知", "local": "本地设定"}


class Cited(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A value with the clause it serves; a number of the office's own says why."""

    clause: str
    basis: Basis
    why: str = ""

    def __post_init__(self) -> None:
        if self.clause not in clauses():
            raise ValueError(f"clauses.toml 里没有条款“{self.clause}”")
        if (self.basis == "local") != bool(self.why.strip()):
            raise ValueError("basis 为 local 时要写 why，为 notice 时不写")
