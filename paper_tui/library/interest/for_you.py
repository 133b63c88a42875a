"""Ranking by the reader's interest: the vectors of the papers kept beside the library, and what marks say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from paper_tui.library.contents import Contents
from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.store import Catalogue, Store, StoreError
from paper_tui.store.reading_log import ReadingLog

if TYPE_CHECKING:
    from paper_tui.library.citing.citations import Citations
    from paper_tui.ranking import Ranker, Reason, Signals, Vectors

CACHE = "ranking-2"


class ForYou:
    """Ranks the papers of a library; nothing of it leaves the machine."""

    def __init__(
        self,
        store: Store,
        contents: Contents,
        clock: Clock,
        reading: ReadingLog,
        citations: Callable[[], Citations],
    ) -> None:
        self._store = store
        self._contents = contents
        self._clock = clock
        self._reading = reading
        self._citations = citations
        self.more: tuple[str, ...] = ()
        """The wishes for more and less, as lines of the configuration; replace to change."""
        self.less: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._vectors: tuple[str, Vectors] | None = None
        self._ranker: tuple[object, Ranker] | None = None

    @property
    def signs(self) -> int:
        """The number of positive signals of interest."""
        from paper_tui.ranking import signals_of

        read = self._reading.times().papers
        return signals_of(self._contents.shelf, self._clock(), self.more, self.less, read).count

    @property
    def signs_needed(self) -> int:
        """The number of signals needed before papers are ranked."""
        from paper_tui.ranking.interest import ENOUGH

        return ENOUGH

    def ranker(self, cancel: CancelToken = NEVER) -> Ranker | None:
        """Rank all papers; None while there are too few signs of interest.

        Raises:
            Cancelled: The caller cancelled.
        """
        catalogue, shelf = self._contents.catalogue, self._contents.shelf
        return self.ranker_of(catalogue, shelf, cancel)

    def ranker_of(self, catalogue: Catalogue | Bundle, shelf: Shelf, cancel: CancelToken) -> Ranker | None:
        """Rank the papers of a catalogue by the marks of a shelf."""
        from paper_tui.ranking import Ranker, signals_of

        more, less = self.more, self.less
        now = self._clock()
        read = self._reading.times().papers
        known = self._citations().version
        question = (catalogue.stamp, shelf, more, less, read, known, now.date())
        with self._lock:
            if self._ranker is not None and self._ranker[0] == question:
                return self._ranker[1]
            signals = signals_of(shelf, now, more, less, read)
            if not signals.are_enough:
                return None
            citing = self._citing(signals, cancel)
            ranker = Ranker(self._vectors_of(catalogue, cancel), signals, catalogue.ordinal, citing)
            self._ranker = (question, ranker)
            return ranker

    def _citing(self, signals: Signals, cancel: CancelToken) -> Mapping[PaperKey, int]:
        """The papers that cite chosen ones, with the number of those, as far as references are known."""
        chosen = [key for key, weight in signals.papers.items() if weight > 0]
        return self._citations().citing_counts(chosen, cancel)

    def similar(
        self, papers: Iterable[Paper], cancel: CancelToken = NEVER, others: Sequence[Paper] = ()
    ) -> Ranker:
        """Rank all papers by likeness to some.

        Args:
            papers: Those that the others are compared with.
            cancel: Checked while vectors are made.
            others: Papers that the library lacks, to be ranked too.

        Raises:
            Cancelled: The caller cancelled.
        """
        from paper_tui.ranking import Ranker, Signals, VectorsBuilder

        catalogue = self._contents.catalogue
        with self._lock:
            vectors = self._vectors_of(catalogue, cancel)
        builder, rows = VectorsBuilder(), dict[PaperKey, int]()
        for paper in others:
            rows[paper.key] = len(vectors) + len(builder)
            builder.add(paper)

        def row_of(key: PaperKey) -> int | None:
            row = rows.get(key)
            return catalogue.ordinal(key) if row is None else row

        everything = vectors.extended(builder.built()) if others else vectors
        return Ranker(everything, Signals({paper.key: 1.0 for paper in papers}), row_of)

    def reasons(self, paper: Paper, cancel: CancelToken = NEVER) -> tuple[Reason, ...]:
        """Say why a paper is ranked where it is; nothing while there are too few signs of interest."""
        ranker = self.ranker(cancel)
        return () if ranker is None else ranker.reasons(paper)

    def _vectors_of(self, catalogue: Catalogue | Bundle, cancel: CancelToken) -> Vectors:
        if self._vectors is not None and self._vectors[0] == catalogue.stamp:
            return self._vectors[1]
        vectors = self._read(catalogue) or self._made(catalogue, cancel)
        self._vectors = (catalogue.stamp, vectors)
        return vectors

    def _read(self, catalogue: Catalogue | Bundle) -> Vectors | None:
        from paper_tui.ranking import Vectors

        buffers = None if isinstance(catalogue, Bundle) else self._store.read_cache(CACHE, catalogue.stamp)
        return None if buffers is None else Vectors.of_buffers(buffers)

    def _made(self, catalogue: Catalogue | Bundle, cancel: CancelToken) -> Vectors:
        """Make the vectors of papers that are new or changed, and take over the others."""
        from paper_tui.ranking.vectors import renewed

        if isinstance(catalogue, Bundle):
            return renewed(catalogue, range(len(catalogue)), None, cancel)[0]
        before = self._store.read_cache(CACHE, None)
        vectors, checks = renewed(catalogue, catalogue.checks, before, cancel)
        with suppress(StoreError):  # only speed depends on it
            self._store.write_cache(CACHE, catalogue.stamp, vectors.buffers() | {"checks": checks})
        return vectors
