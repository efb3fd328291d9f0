"""What a user can mend, told in the reader's language."""

from dashboard.words import say
from etl.errors import UserError


def told(error: UserError) -> str:
    """What is wrong, and on the next line what to do."""
    return "\n".join(say(part) for part in (error.what, error.cure) if part)
