"""Who may have which paper: a scope that sees none of its places gets none, and is told so."""

from etl.errors import UserError
from etl.scope import Scope


def require_places(scope: Scope, county: str | None = None) -> None:
    """Refuse a paper of places that the scope does not see."""
    if not scope.series or not (scope.counties & {county} if county else scope.counties):
        raise UserError(
            "没有可看的县市，做不出这份材料。", "换有权查看的账号，或请管理员核对账号的范围。"
        )
