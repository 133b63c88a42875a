"""Update the text index of a library: ``python -m paper_tui.library.full_text.text_indexing FOLDER``.

Prints two numbers a line: how many texts were indexed, and of how many.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library.child_process import be_child


def main(folder: str) -> int:
    """Index the texts of a library."""
    from paper_tui.library import Library

    be_child()
    library = Library.open(Path(folder), lambda: datetime.now(UTC))
    library.text_index.update(_print_progress)
    library.close()
    return 0


def _print_progress(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
