"""The rows of a search with their papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from paper_tui import search
from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import Catalogue, StoreError


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """Results with the catalogue they were found in; row 0 is the best."""

    results: search.Results
    catalogue: Catalogue | Bundle
    _ready: dict[int, Paper] = field(default_factory=dict)
    """Papers of the first rows, parsed in advance."""

    def __len__(self) -> int:
        return len(self.results.order)

    def paper(self, row: int) -> Paper:
        """Return the paper of a row."""
        return self._ready.get(row) or self.catalogue[self.results.order[row]]

    def prepare(self, rows: int, cancel: CancelToken) -> None:
        """Parse the first papers and compute their highlights, so that the first screen is drawn faster.

        Called in the search worker, not in the UI thread.

        Args:
            rows: Rows on the screen.
            cancel: Checked before each.

        Raises:
            Cancelled: The caller cancelled.
        """
        for row in range(min(rows, len(self))):
            cancel.check()
            try:
                paper = self.paper(row)
            except StoreError:
                continue  # who draws the row says so
            self._ready[row] = paper
            self.results.prepare("title", paper.title)
            if not row:
                self.results.prepare("abstract", paper.abstract)  # the first paper's text is shown at once

    def put_in_order(self) -> None:
        """Sort the rows below the first ones.

        Called in the search worker once the first rows are shown: it takes 20 ms for a million rows.
        """
        if len(self):
            _ = self.results.order[len(self) - 1]

    def key(self, row: int) -> PaperKey:
        """Return the key of a row's paper."""
        return self.catalogue.key_at(self.results.order[row])

    def papers(self) -> Iterator[Paper]:
        """Iterate over the papers, best first."""
        return (self.catalogue[place] for place in self.results.order)

    def row_of(self, key: PaperKey) -> int | None:
        """Return the row of a paper, or None when it is not listed."""
        ordinal = self.catalogue.ordinal(key)
        return None if ordinal is None else self.results.position_of(ordinal)
