"""Authors of a paper in one line."""

from __future__ import annotations

from paper_tui.papers.paper import Paper

MOST_SHOWN = 12


def authors_line(paper: Paper) -> str:
    """Return the authors in one line; of very many, the first and the number of others."""
    return paper.people.line(MOST_SHOWN if len(paper.authors) > MOST_SHOWN + 1 else None)
