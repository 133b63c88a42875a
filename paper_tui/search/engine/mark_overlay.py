"""Marks laid over the index at search time.

A shelf changes with every paper that is opened, so marks are not part of the stored index. Everything a
change does not touch is reused from the previous overlay: locating many marks takes long, and few of them
have text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf
from paper_tui.search.index.inverted_index import InvertedIndex
from paper_tui.search.index.postings_builder import PostingsBuilder
from paper_tui.search.index.token_batches import TokenCollector
from paper_tui.search.text.fields import Field

EFFECTIVE_STATES = tuple(EffectiveState)


class MarkTerms:
    """The marks with tags, a note or highlights."""

    def __init__(self, papers: Sequence[int], marks: Sequence[Mark]) -> None:
        """Combine marks with the positions of their papers."""
        self.marks = tuple(marks)
        self.papers = np.array(papers, np.int64)
        self._terms: InvertedIndex | None = None

    def has_same_text(self, other: MarkTerms) -> bool:
        """Return whether the texts are the same, on the same papers."""
        pairs = zip(self.marks, other.marks, strict=False)
        return np.array_equal(self.papers, other.papers) and all(
            mine is theirs or (mine.tags == theirs.tags and mine.all_notes == theirs.all_notes)
            for mine, theirs in pairs
        )

    def terms(self, cancel: CancelToken) -> InvertedIndex:
        """Their inverted index; its papers are the marks."""
        if self._terms is None:
            self._terms = self._indexed(cancel)
        return self._terms

    def _indexed(self, cancel: CancelToken) -> InvertedIndex:
        texts, builder = TokenCollector(), PostingsBuilder()
        for number, mark in enumerate(self.marks):
            for tag in mark.tags:
                texts.add(number, Field.TAG, tag)
            texts.add(number, Field.NOTE, mark.all_notes)
        builder.add(texts.take())
        arrays, _ = builder.arrays(texts.numbers, len(self.marks), cancel)
        return InvertedIndex(len(self.marks), arrays)

    @cached_property
    def tagged(self) -> dict[str, NDArray[np.int64]]:
        """Papers per tag, tags in alphabetical order."""
        places: dict[str, list[int]] = {}
        for paper, mark in zip(self.papers.tolist(), self.marks, strict=True):
            for tag in mark.tags:
                places.setdefault(tag, []).append(paper)
        return {tag: np.array(places[tag], np.int64) for tag in sorted(places)}


class MarkOverlay:
    """The marks of one shelf by catalogue position."""

    def __init__(
        self,
        shelf: Shelf,
        size: int,
        place_of: Callable[[PaperKey], int | None],
        before: MarkOverlay | None = None,
    ) -> None:
        """Locate the marks of a shelf.

        Args:
            shelf: The marks.
            size: How many papers there are.
            place_of: Finds a paper.
            before: The marks of an earlier shelf over the same papers.
        """
        known = before.places if before else {}
        self.shelf = shelf
        self.places: Mapping[PaperKey, int | None] = {
            key: known[key] if key in known else place_of(key) for key in shelf.marks
        }
        """Catalogue position per mark; None where the paper is gone."""
        placed = [(place, mark) for mark in shelf if (place := self.places[mark.key]) is not None]
        self.marks = tuple(mark for _, mark in placed)
        self.papers = np.array([place for place, _ in placed], np.int64)
        """Catalogue position per located mark."""
        gone = (shelf.get(key) for key, place in self.places.items() if place is None)
        self.strays = sum(mark.effective_state is not EffectiveState.NEW for mark in gone)
        """Marks of papers that are gone and were not new."""
        self._size = size
        self.states = self._states(placed, before)
        """Effective state per paper, as an index into `EFFECTIVE_STATES`."""
        worded = [(place, mark) for place, mark in placed if mark.tags or mark.note or mark.highlights]
        words = MarkTerms([place for place, _ in worded], [mark for _, mark in worded])
        self.words: MarkTerms = before.words if before and before.words.has_same_text(words) else words

    def _states(self, placed: Sequence[tuple[int, Mark]], before: MarkOverlay | None) -> NDArray[np.uint8]:
        if before is None:
            states, earlier, gone = np.zeros(self._size, np.uint8), Shelf().marks, []
        else:
            states, earlier = before.states.copy(), before.shelf.marks
            places = (place for key, place in before.places.items() if key not in self.places)
            gone = [place for place in places if place is not None]
        states[gone] = EFFECTIVE_STATES.index(EffectiveState.NEW)
        changed = [(place, mark) for place, mark in placed if earlier.get(mark.key) is not mark]
        numbers = [EFFECTIVE_STATES.index(mark.effective_state) for _, mark in changed]
        states[[place for place, _ in changed]] = numbers
        return states

    def states_with_current(self, paper: int | None) -> NDArray[np.uint8]:
        """Return the states while the reader is on a paper, which is listed as new until it is left."""
        if paper is None or EFFECTIVE_STATES[self.states[paper]] is not EffectiveState.SEEN:
            return self.states
        states = self.states.copy()
        states[paper] = EFFECTIVE_STATES.index(EffectiveState.NEW)
        return states

    @cached_property
    def shown(self) -> NDArray[np.bool_] | None:
        """Mask of the papers that are not hidden; None where none is."""
        shown: NDArray[np.bool_] = self.states != EFFECTIVE_STATES.index(EffectiveState.HIDDEN)
        return None if shown.all() else shown

    @cached_property
    def progress(self) -> NDArray[np.int32]:
        """Per cent of the full text that was read, per paper; -1 where none was opened."""
        progress = np.full(self._size, -1, np.int32)
        for paper, mark in zip(self.papers.tolist(), self.marks, strict=True):
            if mark.place is not None:
                progress[paper] = mark.place.percent
        return progress

    def having(self, test: Callable[[Mark], bool]) -> NDArray[np.bool_]:
        """Mask the papers whose mark passes a test that a blank mark fails."""
        mask = np.zeros(self._size, np.bool_)
        mask[self.papers[[number for number, mark in enumerate(self.marks) if test(mark)]]] = True
        return mask
