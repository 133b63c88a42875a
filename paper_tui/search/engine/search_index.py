"""The index of a library, and the search in it.

Why our own index, over numpy arrays, and no engine: what we promise is a word that is found exact, begun,
inside another or mistyped, in this order, at each keystroke, with every result counted by facet. The
engines were weighed by ``python -m tests.search.judged --seed 41`` (610 questions over 2,478 papers) and
``python -m tests.benchmarks --only engines --papers 10000``:

- SQLite's FTS5 has no typos. Its porter index finds next to none of the mistyped queries (MRR 0.43). Its
  trigram index, asked for any trigram, reaches 0.90 and puts the paper meant first in 85 of 100 cases,
  where this one reaches 0.98 and 97, since it can neither tell a typo from another word nor require all
  words; with a median of 126 ms a keystroke over 10,000 papers it is also far slower.
- tantivy has typos and is quick: 0.6 ms a keystroke in the median and 2.1 at the 95th percentile, where
  this one takes 0.7 and 4.4 and counts all results besides, and its index is made in a quarter of the
  time. But asked for all words, each with its typos, it reaches 0.84: it knows no words run together
  (6 of 100 are found, here all), no insides of words and no initials, and tells a typo from a begun word
  by weights alone. What would have to stand around it is most of what is here already.
- rapidfuzz over all titles takes 34 times as long as the 95th percentile of a keystroke here and holds
  the interpreter meanwhile (``--only search --papers 100000``); it stays the judge of typos.

Flat arrays are mapped from disk without being read, and numpy lets other threads run while it works
through them. After an import the arrays of before are spliced with those of what came in, which takes a
small part of the time (`SearchIndex.updated`).

What keeps the list calm while one types: a word that the library knows, exact or as a beginning, is taken
as it is written; typos come in where it is not known, or where fewer than `FEW` papers would be shown, and
then always below the rest. A word left out with ``-`` is never taken as mistyped nor looked for inside words.
A letter more can therefore only take papers away, but for those that match by a typo, by a shortened
word (``attn``), by the initials of a title (``ddpm``) or by a missing space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf, Standing
from paper_tui.search.engine.evaluator import REMEMBERED, Evaluation
from paper_tui.search.engine.facets import Facets
from paper_tui.search.engine.lru_cache import Memory
from paper_tui.search.engine.mark_overlay import STANDINGS, Marks
from paper_tui.search.engine.ranking import ranked
from paper_tui.search.engine.results import Results
from paper_tui.search.engine.startup_results import FORMAT
from paper_tui.search.engine.suggestions import advise
from paper_tui.search.engine.term_matcher import Found
from paper_tui.search.index import columns as columns_
from paper_tui.search.index import editions as editions_
from paper_tui.search.index import inverted_index as terms_
from paper_tui.search.index import positions as streams_
from paper_tui.search.index.columns import Columns
from paper_tui.search.index.editions import Editions
from paper_tui.search.index.index_builder import made, updated
from paper_tui.search.index.index_delta import Splice
from paper_tui.search.index.inverted_index import Terms
from paper_tui.search.index.positions import Streams
from paper_tui.search.index.sort_order import Order
from paper_tui.search.query.query import Scope, Sort
from paper_tui.search.query.visibility import asks_for_hidden

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Preference = NDArray[np.float32]
    """How much each paper is wanted, by its place in the catalogue."""

    from paper_tui.search.engine.filters import Mask

FEW = 5
"""With fewer results than this, known words are taken as mistyped as well."""

CHECKS = "checks"
"""The array of the checks of the papers."""
_DTYPES = {
    **terms_.DTYPES,
    **columns_.DTYPES,
    **editions_.DTYPES,
    **streams_.DTYPES,
    CHECKS: np.uint32,
}


class Placed(Protocol):
    """Knows where each paper stands."""

    def ordinal(self, key: PaperKey, /) -> int | None:
        """The place of a paper, or None."""


class SearchIndex:
    """Everything a search needs of the papers, as arrays that may lie in a mapped file."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._columns = Columns(arrays)
        self._editions = Editions(arrays)
        self._terms = Terms(len(self._columns), arrays)
        self._streams = Streams(arrays)
        self._memory: Memory[Found] = Memory(REMEMBERED)
        self._marks: tuple[Shelf, Marks] | None = None
        self._last_preferred: tuple[Preference, Order] | None = None

    def __len__(self) -> int:
        return len(self._columns)

    @classmethod
    def build(
        cls, papers: Sequence[Paper], checks: Sequence[int] = (), *, cancel: CancelToken = NEVER
    ) -> SearchIndex:
        """The index of all papers of a catalogue, in its order.

        Args:
            papers: The papers.
            checks: For each a number that changes with it; without them there is no `updated`.
            cancel: Checked often.

        Raises:
            Cancelled: The caller no longer wants it.
        """
        return cls(made(papers, len(papers), cancel) | {CHECKS: _numbers(checks)})

    def updated(
        self, papers: Sequence[Paper], checks: Sequence[int], *, cancel: CancelToken = NEVER
    ) -> SearchIndex:
        """The index of papers that follow from those of this one: as `build` makes it, but much sooner.

        Of the papers, which are in the order of their keys here and there, only those are read that are
        new or different. Arguments and errors are those of `build`.
        """
        now = _numbers(checks)
        splice = Splice.between(self._arrays[CHECKS], now) if len(now) == len(papers) else None
        if splice is None or len(self) != len(splice.kept):
            return self.build(papers, checks, cancel=cancel)
        return type(self)(updated(self._arrays, papers, splice, cancel) | {CHECKS: now})

    def buffers(self) -> dict[str, memoryview]:
        """The index as named bytes, to be kept and given to `from_buffers`."""
        kept = {name: np.ascontiguousarray(self._arrays[name]).view(np.uint8).data for name in _DTYPES}
        return {**kept, FORMAT: memoryview(b"\n")}

    @classmethod
    def from_buffers(cls, buffers: Mapping[str, memoryview]) -> SearchIndex:
        """The index over bytes from `buffers`, which are not copied.

        Raises:
            ValueError: A buffer is missing or has the wrong size, or they are of another form: build anew.
        """
        missing = sorted({*_DTYPES, FORMAT} - buffers.keys())
        if missing:
            raise ValueError(f"the index lacks {', '.join(missing)}")
        return cls({name: np.frombuffer(buffers[name], dtype) for name, dtype in _DTYPES.items()})

    def search(
        self,
        scope: Scope,
        *,
        shelf: Shelf,
        catalogue: Placed,
        today: date,
        cancel: CancelToken = NEVER,
        preference: Preference | None = None,
    ) -> Results:
        """The papers of a scope, ranked and counted; hidden ones only where `hidden` says so.

        Args:
            scope: What is asked for.
            shelf: The marks to search tags, notes and states by.
            catalogue: The papers that the index was built from.
            today: The day from which ages count.
            cancel: Checked often.
            preference: A number for each paper by its place, higher ones first for `Sort.FOR_YOU`.

        Raises:
            Cancelled: The caller no longer wants the answer.
        """
        marks = self._marks_of(shelf, catalogue)
        ordinal = None if scope.standing is None else self._place(scope.standing, catalogue)
        standings = marks.standings_on(ordinal)
        evaluation = Evaluation(
            terms=self._terms,
            streams=self._streams,
            columns=self._columns,
            editions=self._editions,
            marks=marks,
            standings=standings,
            today=today,
            memory=self._memory,
            cancel=cancel,
            strict=scope.strict,
        )
        hidden = asks_for_hidden(scope.query.node)
        facets = Facets(scope.chosen, self._columns, self._editions, marks, standings)
        matching, mask = self._matching(evaluation, facets, scope, hidden=hidden)
        leaves = tuple(evaluation.leaves)
        cancel.check()
        preferred = self._preferred(preference) if preference is not None else None
        order = ranked(mask, leaves, self._columns, self._streams, scope.sort, facets.edition, preferred)
        cancel.check()
        counted = facets.counted(matching, hidden=hidden)
        advice = () if len(order) else advise(scope, evaluation, facets, self._terms)
        return Results(scope, order, len(self), counted, advice, leaves)

    def editions(self, shelf: Shelf, catalogue: Placed) -> tuple[Edition, ...]:
        """Every edition, newest first, with how many of its papers are not new any more."""
        marks, editions = self._marks_of(shelf, catalogue), self._editions
        seen = editions.counts(marks.standings != STANDINGS.index(Standing.NEW)).tolist()
        counted = zip(editions.days, editions.totals, seen, strict=True)
        return tuple(Edition(source, day, total, some) for (source, day), total, some in counted)

    def _matching(
        self, evaluation: Evaluation, facets: Facets, scope: Scope, *, hidden: bool
    ) -> tuple[Mask, Mask]:
        """The papers that match the query, and those of them that fit the choices."""
        matching = evaluation.matching(scope.query.node, lenient=False)
        mask = facets.narrowed(matching, hidden=hidden)
        if evaluation.leaves and np.count_nonzero(mask) < FEW:
            matching = evaluation.matching(scope.query.node, lenient=True)
            mask = facets.narrowed(matching, hidden=hidden)
        return matching, mask

    def _preferred(self, preference: Preference) -> Order:
        """The order of a preference; ties stand as the newest do."""
        if self._last_preferred is None or self._last_preferred[0] is not preference:
            newest = self._columns.orders[Sort.NEWEST].places
            best = np.lexsort((newest, -preference))
            self._last_preferred = (preference, Order(best.astype(np.uint32)))
        return self._last_preferred[1]

    def _marks_of(self, shelf: Shelf, catalogue: Placed) -> Marks:
        last = self._marks
        if last is not None and last[0] is shelf:
            return last[1]
        before = None if last is None else last[1]
        marks = Marks(shelf, len(self), lambda key: self._place(key, catalogue), before)
        self._marks = (shelf, marks)
        return marks

    def _place(self, key: PaperKey, catalogue: Placed) -> int | None:
        place = self._columns.keys.place(key)
        return catalogue.ordinal(key) if place is None else place


def _numbers(checks: Sequence[int]) -> NDArray[np.uint32]:
    return np.array(checks, np.uint32)
