"""The rows that a search gives, with the papers they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paper_tui import search
from paper_tui.library.bundle import Bundle
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import Catalogue


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """Results over the very catalogue they were found in: row 0 is the best."""

    results: search.Results
    catalogue: Catalogue | Bundle

    def __len__(self) -> int:
        return len(self.results.order)

    def paper(self, row: int) -> Paper:
        """The paper that a row stands for."""
        return self.catalogue[self.results.order[row]]

    def key(self, row: int) -> PaperKey:
        """The key of the paper that a row stands for."""
        return self.catalogue.key_at(self.results.order[row])

    def papers(self) -> Iterator[Paper]:
        """All of them, best first."""
        return (self.catalogue[place] for place in self.results.order)

    def row_of(self, key: PaperKey) -> int | None:
        """The row of a paper, or None when it is not among the results."""
        ordinal = self.catalogue.ordinal(key)
        return None if ordinal is None else self.results.position_of(ordinal)
