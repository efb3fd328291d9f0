"""Mistakes that a user can mend: told in a line or two, never as a traceback."""

FINE, FINDINGS, REFUSED = 0, 1, 2


class UserError(Exception):
    """Say what is wrong, and (in `cure`) what to do; the command line ends with exit code 2."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.what}\n{self.cure}" if self.cure else self.what
