"""`python -m tests.benchmarks`: times as ratios within one run, and the thin line; no part of the tests."""

import sys

from tests.benchmarks import papers, rerun, thin_line

KNOWN = {"rerun": rerun.main, "thin-line": thin_line.main, "papers": papers.main}


def main(asked: list[str]) -> int:
    unknown = [name for name in asked if name not in KNOWN]
    if unknown:
        print(f"没有 {unknown[0]}；可选：{'、'.join(KNOWN)}。", file=sys.stderr)
        return 2
    return max(KNOWN[name]() for name in asked or KNOWN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
