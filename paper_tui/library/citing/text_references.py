"""References of papers, read from their kept texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.graph import merged_works
from paper_tui.papers.text import clean_line
from paper_tui.papers.work import LONGEST_ENTRY, Work

if TYPE_CHECKING:
    from paper_tui.documents.model import Document, Reference

TEXT = "text"
MOST_REFERENCES = 5_000


def works_of(document: Document) -> list[Work]:
    """The bibliography of a document, each work once."""
    return merged_works(map(work_of_reference, document.references[:MOST_REFERENCES]))


def work_of_reference(reference: Reference) -> Work:
    """The work that an entry of a bibliography names."""
    from paper_tui.documents.model import plain

    return Work(
        title=clean_line(reference.title),
        authors=(clean_line(reference.authors),) if reference.authors else (),
        year=reference.year,
        arxiv_id=reference.arxiv_id,
        doi=reference.doi,
        text=clean_line(plain(reference.parts), LONGEST_ENTRY),
        sources=(TEXT,),
    )
