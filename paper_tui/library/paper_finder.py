"""Find the paper of a library that some description is of."""

from __future__ import annotations

from collections.abc import Iterator

from paper_tui.library.importing.identity_index import title_name
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Paper
from paper_tui.store import Catalogue


class PaperFinder:
    """Finds papers of one catalogue by identifier, else by title where nothing contradicts."""

    def __init__(self, catalogue: Catalogue, indexes: Indexes, cancel: CancelToken = NEVER) -> None:
        self._catalogue = catalogue
        self._identities = indexes.identities(catalogue, cancel) if len(catalogue) else None

    def find(self, wanted: Identity) -> Paper | None:
        """The paper with an identity, or None."""
        if self._identities is None:
            return None
        for key in self._identities.keys(_names(wanted)):
            paper = self._catalogue.get(key)
            if paper is not None and paper.identity.same_paper(wanted):
                return paper
        return None


def _names(wanted: Identity) -> Iterator[str]:
    if wanted.arxiv_id:
        yield f"arxiv:{wanted.arxiv_id}"
    if wanted.doi:
        yield f"doi:{wanted.doi}"
    if wanted.title:
        yield title_name(wanted.title)
