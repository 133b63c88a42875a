"""The search index of a library.

Why our own index over numpy arrays: every keystroke has to find a word exact, as a prefix, as a substring or
misspelt, in this order, and to count all results by facet. The alternatives were measured by
``python -m tests.search.judged --seed 41`` (610 questions over 2,478 papers) and
``python -m tests.benchmarks --only engines --papers 10000``:

- SQLite FTS5 corrects no typos. Its porter tokenizer finds nearly none of the misspelt queries (MRR 0.43).
  Its trigram tokenizer, asked for any trigram, reaches 0.90 and ranks the right paper first in 85 of 100
  cases (here 0.98 and 97); with a median of 126 ms per keystroke over 10,000 papers it is far slower.
- tantivy corrects typos and is fast: 0.6 ms per keystroke in the median and 2.1 at the 95th percentile, here
  0.7 and 4.4 with all facets counted; it builds its index in a quarter of the time. Asked for all words,
  each with its typos, it reaches 0.84: it finds 6 of 100 words run together (here all), no substrings and
  no initials, and separates typos from prefixes by weights alone.
- rapidfuzz over all titles takes 34 times the 95th percentile of a keystroke and holds the interpreter lock
  meanwhile; it stays the judge of typos.

The arrays are mapped from disk without being read, and numpy releases the interpreter lock while it scans
them. After an import the stored arrays are merged with those of the new papers (`SearchIndex.updated`).

To keep the list stable while typing, a word that the library has, whole or as a prefix, is taken as written;
typos are considered where it does not, or where fewer than `FEW` papers match, and always rank below. A
negated word is never corrected and never matches as a substring. One more letter can therefore only remove
papers, except for those that match by a typo, an abbreviation (``attn``), initials (``ddpm``) or a missing
space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import EffectiveState, Shelf
from paper_tui.search.engine.evaluator import REMEMBERED, Evaluator
from paper_tui.search.engine.facets import FacetGroups, Facets
from paper_tui.search.engine.filters import Connections, NoConnections
from paper_tui.search.engine.mark_overlay import EFFECTIVE_STATES, MarkOverlay
from paper_tui.search.engine.ranking import ranked
from paper_tui.search.engine.results import Results
from paper_tui.search.engine.startup_results import FORMAT
from paper_tui.search.engine.suggestions import suggest
from paper_tui.search.engine.term_matcher import Match
from paper_tui.search.index import columns as columns_
from paper_tui.search.index import editions as editions_
from paper_tui.search.index import inverted_index as terms_
from paper_tui.search.index import positions as streams_
from paper_tui.search.index.columns import Columns
from paper_tui.search.index.editions import Editions
from paper_tui.search.index.index_builder import build_arrays, updated
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.inverted_index import InvertedIndex
from paper_tui.search.index.lru_cache import LruCache
from paper_tui.search.index.positions import Positions
from paper_tui.search.index.sort_order import SortOrder
from paper_tui.search.index.types import Mask
from paper_tui.search.index.validation import check_arrays
from paper_tui.search.query.query import Scope, Sort
from paper_tui.search.query.visibility import asks_for_hidden

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Preference = NDArray[np.float32]
    """A number for each paper, by position in the catalogue."""

FEW = 5
"""With fewer results than this, known words are corrected as well."""

NO_CONNECTIONS = NoConnections()

CHECKS = "checks"
"""The array of the papers' checksums."""
_DTYPES = {
    **terms_.DTYPES,
    **columns_.DTYPES,
    **editions_.DTYPES,
    **streams_.DTYPES,
    CHECKS: np.uint32,
}


NO_GROUPS: FacetGroups = {}


class Placed(Protocol):
    """A catalogue as the index needs it."""

    def ordinal(self, key: PaperKey, /) -> int | None:
        """Return the position of a paper, or None."""


class SearchIndex:
    """The arrays of a library, possibly mapped from a file, and searches in them."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._columns = Columns(arrays)
        self._editions = Editions(arrays)
        self._terms = InvertedIndex(len(self._columns), arrays)
        self._streams = Positions(arrays)
        self._memory: LruCache[Match] = LruCache(REMEMBERED)
        self._marks: tuple[Shelf, MarkOverlay] | None = None
        self._last_preferred: tuple[Preference, SortOrder] | None = None

    def __len__(self) -> int:
        return len(self._columns)

    @classmethod
    def build(
        cls, papers: Sequence[Paper], checks: Sequence[int] = (), *, cancel: CancelToken = NEVER
    ) -> SearchIndex:
        """Build the index of a catalogue, in its order.

        Args:
            papers: The papers.
            checks: For each a number that changes with it; without them there is no `updated`.
            cancel: Checked often.

        Raises:
            Cancelled: The caller no longer wants it.
        """
        return cls(build_arrays(papers, len(papers), cancel) | {CHECKS: _numbers(checks)})

    def updated(
        self, papers: Sequence[Paper], checks: Sequence[int], *, cancel: CancelToken = NEVER
    ) -> SearchIndex:
        """Update the index to another catalogue; equal to `build`, but much faster.

        Both catalogues are sorted by key. Only new or changed papers are read. Arguments and errors as
        for `build`.
        """
        now = _numbers(checks)
        delta = CatalogueDelta.between(self._arrays[CHECKS], now) if len(now) == len(papers) else None
        if delta is None or len(self) != len(delta.kept):
            return self.build(papers, checks, cancel=cancel)
        return type(self)(updated(self._arrays, papers, delta, cancel) | {CHECKS: now})

    def buffers(self) -> dict[str, memoryview]:
        """Return the arrays as named buffers, to be stored and given to `from_buffers`."""
        kept = {name: np.ascontiguousarray(self._arrays[name]).view(np.uint8).data for name in _DTYPES}
        return {**kept, FORMAT: memoryview(b"\n")}

    @classmethod
    def from_buffers(cls, buffers: Mapping[str, memoryview]) -> SearchIndex:
        """Wrap the buffers of `buffers` without copying them.

        Raises:
            ValueError: A buffer is missing, or they do not fit each other: rebuild the index.
        """
        missing = sorted({*_DTYPES, FORMAT} - buffers.keys())
        if missing:
            raise ValueError(f"the index lacks {', '.join(missing)}")
        arrays = {name: np.frombuffer(buffers[name], dtype) for name, dtype in _DTYPES.items()}
        try:
            index = cls(arrays)
            check_arrays(arrays, len(index._columns.label_sets))
        except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            raise ValueError("the index is not what was written") from error
        return index

    def search(
        self,
        scope: Scope,
        *,
        shelf: Shelf,
        catalogue: Placed,
        today: date,
        cancel: CancelToken = NEVER,
        preference: Preference | None = None,
        connections: Connections = NO_CONNECTIONS,
        groups: FacetGroups = NO_GROUPS,
    ) -> Results:
        """Search a scope: rank the matching papers and count facets.

        Args:
            scope: Query, facets and order.
            shelf: The marks to search tags, notes and states by.
            catalogue: The papers that the index was built from.
            today: The day from which ages count.
            cancel: Checked often.
            connections: Finds papers by kept texts and citations.
            groups: The papers of facets that the index does not hold.
            preference: A number for each paper by its place, higher ones first in the orders of `BY_READER`.

        Raises:
            Cancelled: The caller no longer wants the answer.
        """
        marks = self._overlay(shelf, catalogue)
        ordinal = None if scope.current is None else self._place(scope.current, catalogue)
        states = marks.states_with_current(ordinal)
        evaluation = Evaluator(
            terms=self._terms,
            streams=self._streams,
            columns=self._columns,
            editions=self._editions,
            marks=marks,
            states=states,
            today=today,
            memory=self._memory,
            cancel=cancel,
            strict=scope.strict,
            connections=connections,
        )
        hidden = asks_for_hidden(scope.query.node)
        facets = Facets(scope.chosen, self._columns, self._editions, marks, states, groups)
        matching, mask = self._matching(evaluation, facets, scope, hidden=hidden)
        term_matches = tuple(evaluation.term_matches)
        cancel.check()
        preferred = self._preferred(preference) if preference is not None else None
        order = ranked(
            mask, term_matches, self._columns, self._streams, scope.sort, facets.edition, preferred
        )
        cancel.check()
        counted = facets.counted(matching, hidden=hidden)
        advice = () if len(order) else suggest(scope, evaluation, facets, self._terms)
        return Results(scope, order, len(self), counted, advice, term_matches, marks.strays)

    def recounted(self) -> list[int]:
        """Positions of the papers whose upvotes changed between two counts."""
        return np.flatnonzero(self._columns.properties & columns_.IS_RECOUNTED).tolist()

    def preference(self, numbers: Mapping[int, int]) -> Preference:
        """A preference from the numbers of some papers, by position; 0 for all others."""
        preference = np.zeros(len(self), np.float32)
        preference[[*numbers]] = [*numbers.values()]
        return preference

    def editions(self, shelf: Shelf, catalogue: Placed) -> tuple[Edition, ...]:
        """List every edition, newest first, with how many of its papers were seen."""
        marks, editions = self._overlay(shelf, catalogue), self._editions
        seen = editions.counts(marks.states != EFFECTIVE_STATES.index(EffectiveState.NEW)).tolist()
        counted = zip(editions.days, editions.totals, seen, strict=True)
        return tuple(Edition(source, day, total, some) for (source, day), total, some in counted)

    def _matching(
        self, evaluation: Evaluator, facets: Facets, scope: Scope, *, hidden: bool
    ) -> tuple[Mask, Mask]:
        """Mask the papers that match the query, and those that also fit the facets."""
        matching = evaluation.matching(scope.query.node, lenient=False)
        mask = facets.narrowed(matching, hidden=hidden)
        if evaluation.term_matches and np.count_nonzero(mask) < FEW:
            matching = evaluation.matching(scope.query.node, lenient=True)
            mask = facets.narrowed(matching, hidden=hidden)
        return matching, mask

    def _preferred(self, preference: Preference) -> SortOrder:
        """The order of a preference; ties are ordered newest first."""
        if self._last_preferred is None or self._last_preferred[0] is not preference:
            newest = self._columns.orders[Sort.NEWEST].places
            best = np.lexsort((newest, -preference))
            self._last_preferred = (preference, SortOrder(best.astype(np.uint32)))
        return self._last_preferred[1]

    def _overlay(self, shelf: Shelf, catalogue: Placed) -> MarkOverlay:
        last = self._marks
        if last is not None and last[0] is shelf:
            return last[1]
        before = None if last is None else last[1]
        marks = MarkOverlay(shelf, len(self), lambda key: self._place(key, catalogue), before)
        self._marks = (shelf, marks)
        return marks

    def _place(self, key: PaperKey, catalogue: Placed) -> int | None:
        place = self._columns.keys.place(key)
        return catalogue.ordinal(key) if place is None else place


def _numbers(checks: Sequence[int]) -> NDArray[np.uint32]:
    return np.array(checks, np.uint32)
