"""Who acts: one function answers, whatever the source of identity behind it."""

from dataclasses import dataclass

from etl.reference import places
from etl.scope import NOBODY, Scope, county_officer, leader, office
from etl.told import told


@dataclass(frozen=True)
class Account:
    """The person or office that an act is recorded under."""

    id: str
    name: str
    role: str
    scope: Scope


ANONYMOUS = Account("", told("未登录"), NOBODY.role, NOBODY)


def acting_account(chosen: str | None, *, is_loopback: bool) -> Account:
    """Return the account of this request; nobody's unless a demo account is chosen on this machine itself."""
    if not is_loopback:
        return ANONYMOUS
    return next((account for account in demo_accounts() if account.id == chosen), ANONYMOUS)


def demo_accounts() -> tuple[Account, ...]:
    """List whom the demo chooser offers: the office, a leader, an officer of each county."""
    counties = (
        Account(
            f"demo-{county.code}",
            told("{county}人社局（演示）", county=told(county.name)),
            "county",
            county_officer(county.code),
        )
        for county in places("counties")
    )
    return (
        Account("demo-office", told("州职改办（演示）"), "office", office()),
        Account("demo-leader", told("州领导（演示）"), "leader", leader()),
        *counties,
    )
