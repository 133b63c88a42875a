"""Names of folders and papers in messages."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line


def with_tilde(directory: Path) -> str:
    """Format a folder with ``~`` for the home directory."""
    home = Path.home()
    return clean_line(f"~/{directory.relative_to(home)}" if home in directory.parents else str(directory))


def named(papers: Sequence[Paper]) -> str:
    """Return the title of one paper, or the number of several."""
    return f"“{papers[0].title}”" if len(papers) == 1 else f"{len(papers):,} papers"


def unreadable(file: str, error: OSError) -> str:
    """Explain why a file cannot be imported, and what to do."""
    why = "it is a folder; name the files in it" if error.errno == errno.EISDIR else error.strerror
    return f"cannot read {file}: {why}. Nothing was changed."
