"""The journal version of a preprint."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.papers.kinds import Kind
from paper_tui.papers.merge import completed
from paper_tui.papers.paper import Paper
from paper_tui.papers.publication import UNPUBLISHED

BY_RELATION = "journal version"
"""The reason why a description of the journal version belongs to a preprint."""


def with_journal_version(preprint: Paper, journal: Paper) -> Paper:
    """The preprint with what it lacks from its journal version: venue, DOI, day; nothing is replaced."""
    said = preprint.publication
    other_doi = journal.doi if journal.doi not in (preprint.doi, said.journal_doi) else ""
    publication = replace(
        journal.publication,
        journal_doi=said.journal_doi or (other_doi if preprint.doi else ""),
        issued=said.issued or journal.published,
    )
    found = replace(
        journal,
        key=preprint.key,
        published=preprint.published,
        kind=journal.kind,
        publication=publication,
        arxiv_id=preprint.arxiv_id,
        aliases=(),
        records=(),
        details=(),
    )
    return completed(preprint, found, BY_RELATION)


def to_cite(paper: Paper, *, published: bool) -> Paper:
    """The paper as its journal version or as its preprint, where both are known.

    Args:
        paper: Any paper.
        published: Whether to cite the journal version.
    """
    said = paper.publication
    if not said.issued or paper.records:  # what the reader's own bibliography says stays
        return paper
    if published:
        kind = Kind.UNKNOWN if paper.kind in (Kind.PREPRINT, Kind.OTHER) else paper.kind
        return replace(paper, doi=said.journal_doi or paper.doi, published=said.issued, kind=kind)
    doi = paper.doi if said.journal_doi or not paper.arxiv_id else ""
    return replace(paper, publication=UNPUBLISHED, doi=doi, kind=Kind.PREPRINT)
