"""The command line: `python -m etl COMMAND`. Exit codes: 0 fine, 1 findings, 2 refused or failed."""

import argparse
import importlib
import io
import sys
from collections.abc import Sequence

from etl import options
from etl.errors import REFUSED, UserError


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; a user's mistake is told in two lines, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of another encoding
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = options.parser().parse_args(words)
    try:
        command = importlib.import_module(f"etl.commands.{arguments.command}")
        return int(command.run(arguments))
    except UserError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        return REFUSED
    except Exception as error:
        told = _explained(error, arguments)
        if told is None:
            raise  # a fault of the program
        print(told, file=sys.stderr)
        return REFUSED


def _explained(error: Exception, arguments: argparse.Namespace) -> UserError | None:
    from etl import disk
    from etl.paths import data_folder

    return disk.explained(error, data_folder(getattr(arguments, "data", None)))


if __name__ == "__main__":
    sys.exit(main())
