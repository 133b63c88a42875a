"""Entry point of the program: ``python -m paper_tui`` is ``paper-tui``."""

import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        from paper_tui.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were loaded
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
