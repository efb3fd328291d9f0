"""Who may have which paper, and what a county's own edition tells of the others."""

from etl.errors import UserError
from etl.reference import places
from etl.scope import Scope
from etl.seasons import load_season


def require_places(scope: Scope, county: str | None = None) -> None:
    """Refuse a paper of places that the scope does not see."""
    if not scope.series or not (scope.counties & {county} if county else scope.counties):
        raise UserError(
            "没有可看的县市，做不出这份材料。", "换有权查看的账号，或请管理员核对账号的范围。"
        )


def with_others(scope: Scope, season: int) -> Scope:
    """Let one county's sheet count all counties together, a county's own where the season publishes that."""
    if scope.role == "county" and load_season(season).publication.other_counties != "counts":
        return scope
    return scope.publishing([place.code for place in places("counties")])
