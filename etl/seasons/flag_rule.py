"""A rule of a flag as typed data: two counts, a grain, days, levels. No branch of the code knows a rule."""

from typing import Annotated, Literal

import msgspec

from etl.catalog import counts
from etl.contract.model import contract
from etl.seasons.cited import Cited

Ground = Literal["材料缺漏", "拖延报送", "名额浪费"]
Grain = Literal["county", "unit"]
Milestone = Literal["online_review", "paper", "year_end"]
Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]
Whole = Annotated[int, msgspec.Meta(ge=0)]


class Red(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """建议核查: q at most, observed minus expected at least, observed at least."""

    q: Share
    excess: Annotated[float, msgspec.Meta(ge=0)]
    observed: Whole


class Amber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """关注: p at most, observed minus expected at least, observed at least."""

    p: Share
    excess: Annotated[float, msgspec.Meta(ge=0)]
    observed: Whole


class Guard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The overdispersion guard; places with an exact q up to `convicted_q` are no measure for others."""

    convicted_q: Share


class FlagRule(Cited, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule in one version; a changed threshold is an entry with the next version beside the old one.

    `by_unit`: what is counted are submitting units, late if at least half of their persons are.
    `county_kinds`, `prefecture_kinds`: what each county and the prefecture's office must have sent
    through the day of decision, or the rule is not evaluated.
    """

    id: str
    version: Annotated[int, msgspec.Meta(ge=1)]
    title: str
    title_en: str
    ground: Ground
    grain: Grain
    numerator: str
    denominator: str
    measure: str
    by_unit: bool = False
    test: Literal["stratified_exact"] = "stratified_exact"
    county_kinds: tuple[str, ...] = ()
    prefecture_kinds: tuple[str, ...] = ()
    decided_on: Annotated[tuple[Milestone, ...], msgspec.Meta(min_length=1)]
    minimum_n: Annotated[int, msgspec.Meta(ge=1)]
    pooled_seasons: Annotated[int, msgspec.Meta(ge=1, le=5)] = 1
    pooled_red_q: Share | None = None
    guard: Guard | None = None
    red: Red
    amber: Amber

    def __post_init__(self) -> None:
        super().__post_init__()
        for count in (self.numerator, self.denominator):
            if count not in {known.id for known in counts()}:
                raise ValueError(f"{self.id}：没有计数“{count}”")
        for kind in (*self.county_kinds, *self.prefecture_kinds):
            if kind not in contract().kinds:
                raise ValueError(f"{self.id}：contract.toml 里没有表“{kind}”")
        if (self.pooled_seasons > 1) != (self.pooled_red_q is not None):
            raise ValueError(f"{self.id}：pooled_seasons 大于 1 时要写 pooled_red_q，否则不写")

    def red_q(self, pooled: int) -> float:
        """Give the level of one season, or of several pooled."""
        return self.red.q if pooled == 1 or self.pooled_red_q is None else self.pooled_red_q

    def red_is_amber(self, pooled: int) -> bool:
        """Tell whether whoever is red would be amber otherwise, as in every rule that is meant well."""
        return (
            self.red_q(pooled) <= self.amber.p
            and self.red.excess >= self.amber.excess
            and self.red.observed >= self.amber.observed
        )
