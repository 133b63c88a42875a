"""Folders and papers in messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line


def with_tilde(directory: Path) -> str:
    """A folder as shells write it, safe to draw."""
    home = Path.home()
    return clean_line(f"~/{directory.relative_to(home)}" if home in directory.parents else str(directory))


def named(papers: Sequence[Paper]) -> str:
    """The title of one paper, the number of more."""
    return f"“{papers[0].title}”" if len(papers) == 1 else f"{len(papers):,} papers"
