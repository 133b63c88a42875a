"""Authors of a paper in one line."""

from __future__ import annotations

from paper_tui.papers.paper import Paper

MOST_SHOWN = 12


def authors_line(paper: Paper) -> str:
    """Return the authors in one line; of very many, the first and the number of others."""
    left = len(paper.authors) - MOST_SHOWN
    if left <= 1:
        return ", ".join(paper.authors)
    return ", ".join(paper.authors[:MOST_SHOWN]) + f" and {left:,} more"
