"""Find the papers of a library that works of bibliographies and services are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from paper_tui.library.importing.identity_index import Identities, title_name
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.identity import Identity, fold
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.work import SHORT_TITLE, TITLE, Work
from paper_tui.store import Catalogue

MANY = 1_000
"""Works from which on reading the whole index of identities is faster than looking each up."""


class WorkFinder:
    """Finds works in one catalogue: by identifier, else by title where nothing contradicts."""

    def __init__(self, catalogue: Catalogue, indexes: Indexes, cancel: CancelToken = NEVER) -> None:
        self._catalogue = catalogue
        self._identities = indexes.identities(catalogue, cancel) if len(catalogue) else Identities()
        self._cancel = cancel

    def find(self, works: Sequence[Work]) -> list[Paper | None]:
        """The paper that each work is, or None.

        Raises:
            Cancelled: The caller cancelled.
        """
        return self.find_named([work.names for work in works], works.__getitem__)

    def find_named(
        self, names: Sequence[Sequence[str]], work_at: Callable[[int], Work]
    ) -> list[Paper | None]:
        """As `find`, by the names of each work; only those are asked for that may be papers.

        Raises:
            Cancelled: The caller cancelled.
        """
        known = [[*map(_identity_name, some)] for some in names]
        keys = self._keys_of({name for some in known for name in some})
        return [
            self._paper(work_at(place), some, keys) if any(name in keys for name in some) else None
            for place, some in enumerate(known)
        ]

    def _keys_of(self, names: set[str]) -> dict[str, list[PaperKey]]:
        """The keys of papers that may be known by some names, by name."""
        if len(names) < MANY:
            return {name: keys for name in names if (keys := [*self._identities.keys([name])])}
        found: defaultdict[str, list[PaperKey]] = defaultdict(list)
        for number, line in enumerate(self._identities.lines()):
            if not number % MANY:
                self._cancel.check()
            name, _, key = line.decode().partition(" ")
            if name in names:
                found[name].append(PaperKey(key))
        return found

    def _paper(self, work: Work, names: Sequence[str], keys: dict[str, list[PaperKey]]) -> Paper | None:
        for key in (key for name in names for key in keys.get(name, ())):
            paper = self._catalogue.get(key)
            if paper is not None and is_paper(work, paper):
                return paper
        return None


def is_paper(work: Work, paper: Paper) -> bool:
    """True if a work is a paper: by identifier, else by title, year and the first author's family name.

    The authors of a work may be one text in any order, in which the family name only has to occur.
    """
    known = paper.identity
    if not Identity(work.arxiv_id, work.doi, work.title, "", work.year).same_paper(known):
        return False
    if (work.arxiv_id and work.arxiv_id == known.arxiv_id) or (work.doi and work.doi == known.doi):
        return True
    authors = fold(" ".join(work.authors))
    first = paper.authors[0].split() if paper.authors else []
    return fold(first[-1]) in authors if authors and first else bool(work.title_id)


def _identity_name(name: str) -> str:
    """A name of a work as the index of identities has it."""
    kind, _, value = name.partition(":")
    return title_name(value) if f"{kind}:" in (TITLE, SHORT_TITLE) else name
