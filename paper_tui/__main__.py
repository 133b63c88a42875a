"""Runs the program: ``python -m paper_tui`` is ``paper-tui``."""

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    from paper_tui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
