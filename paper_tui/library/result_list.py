"""The rows of a search with their papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paper_tui.library.interest.followed import Followed, Origin
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import StoreError

if TYPE_CHECKING:
    from paper_tui.library.full_text.text_passages import TextPassage, TextPassages
    from paper_tui.library.in_memory_catalogue import Bundle
    from paper_tui.search import Results
    from paper_tui.store import Catalogue

if TYPE_CHECKING:
    from paper_tui.library.interest.gains import Gains
    from paper_tui.ranking import Ranker, Reason


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """Results with the catalogue they were found in; row 0 is the best."""

    results: Results
    catalogue: Catalogue | Bundle
    texts: TextPassages | None = None
    followed: Followed = field(default_factory=Followed)
    """The follows with their papers, by position in the catalogue."""
    ranker: Ranker | None = None
    """The ranking by the reader's interest, where the papers are in that order."""
    gains: Gains | None = None
    """The upvotes that papers gained, where they are ordered by that."""
    _reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict)
    """Reasons of rows, once they were asked for."""
    _passages: dict[int, TextPassage | None] = field(default_factory=dict)
    """Passages that were found, by row."""
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
            self.reasons(row)
            if not row:
                self.results.prepare("abstract", paper.abstract)  # the first paper's text is shown at once

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Return why the paper of a row is where it is; nothing in an order that has no reasons."""
        if self.ranker is None:
            return ()
        if row not in self._reasons:
            self._reasons[row] = self.ranker.reasons(self.paper(row))
        return self._reasons[row]

    def is_in_text(self, row: int) -> bool:
        """Return whether the paper of a row was found by words of its full text only."""
        return self.texts is not None and self.results.is_in_text(row)

    def passage(self, row: int) -> TextPassage | None:
        """Return where the text of a row's paper matches; None until `find_passages` has found it."""
        return self._passages.get(row)

    def find_passages(self, rows: Iterable[int], cancel: CancelToken) -> Iterator[int]:
        """Find the passages of rows, each of which reads a text; yields every row that has one now.

        Raises:
            Cancelled: The caller cancelled.
        """
        for row in rows:
            cancel.check()
            if self.texts is None or row >= len(self) or row in self._passages or not self.is_in_text(row):
                continue
            with suppress(StoreError):
                self._passages[row] = self.texts.find(self.paper(row), self.results, row)
                yield row

    def put_in_order(self) -> None:
        """Sort the rows below the first ones.

        Called in the search worker once the first rows are shown: it takes 20 ms for a million rows.
        """
        if len(self):
            _ = self.results.order[len(self) - 1]

    def key(self, row: int) -> PaperKey:
        """Return the key of a row's paper."""
        return self.catalogue.key_at(self.results.order[row])

    def origins(self, key: PaperKey) -> tuple[Origin, ...]:
        """Return the follows that bring a paper."""
        place = self._ordinal(key) if self.followed.lines else None
        return () if place is None else self.followed.origins(place)

    def papers(self) -> Iterator[Paper]:
        """Iterate over the papers, best first."""
        return (self.catalogue[place] for place in self.results.order)

    def row_of(self, key: PaperKey) -> int | None:
        """Return the row of a paper, or None when it is not listed."""
        ordinal = self._ordinal(key)
        return None if ordinal is None else self.results.position_of(ordinal)

    def _ordinal(self, key: PaperKey) -> int | None:
        with suppress(StoreError):  # a damaged catalogue, which is reported where its papers are shown
            return self.catalogue.ordinal(key)
        return None
