"""Citations: the kind of publication of a paper, and the key to cite it by."""

from __future__ import annotations

from paper_tui.papers.citation_keys import KeyGiver, cited_as, tex_safe
from paper_tui.papers.kinds import Kind, is_conference
from paper_tui.papers.paper import Paper


def kind_of(paper: Paper) -> Kind:
    """The kind that the source states; if it states none, judged by where the paper was published."""
    said = paper.kind
    if not paper.venue and (said is Kind.ARTICLE or (said is Kind.OTHER and paper.arxiv_id)):
        return Kind.PREPRINT
    if said is not Kind.UNKNOWN:
        return said
    if not paper.venue:
        return Kind.PREPRINT
    in_book = is_conference(paper.venue) or (paper.publication.book and not paper.publication.journal)
    return Kind.CONFERENCE if in_book else Kind.ARTICLE


def citation_key(paper: Paper) -> str:
    """The key that the paper is cited by."""
    return cited_as(paper)


class CitationKeys:
    """The keys of the papers of one export, in a form that TeX reads.

    Papers of a library have keys of their own already; those of no library are given some here.
    """

    def __init__(self) -> None:
        self._keys = KeyGiver(lambda _: False)

    def key_for(self, paper: Paper) -> str:
        """The paper's citation key."""
        return self._keys.give(tex_safe(cited_as(paper)))
