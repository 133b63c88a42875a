"""What the reader did, laid over the index at the time of a search.

A shelf changes with every paper that is looked at, so it never stands in the index that is kept on disk.
What a change does not touch is taken over from the shelf before: to find the places of many marks takes
its time, and few of them carry words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, Shelf, Standing
from paper_tui.search.index.inverted_index import Terms
from paper_tui.search.index.postings_builder import TermsBuilder
from paper_tui.search.index.token_batches import Texts
from paper_tui.search.text.fields import Field

STANDINGS = tuple(Standing)


class MarkWords:
    """The marks that carry words: tags or a note."""

    def __init__(self, papers: Sequence[int], marks: Sequence[Mark]) -> None:
        """Over marks and the places of their papers."""
        self.marks = tuple(marks)
        self.papers = np.array(papers, np.int64)
        self._terms: Terms | None = None

    def says_the_same(self, other: MarkWords) -> bool:
        """Whether the words are the same, on the same papers."""
        pairs = zip(self.marks, other.marks, strict=False)
        return np.array_equal(self.papers, other.papers) and all(
            mine is theirs or (mine.tags == theirs.tags and mine.all_notes == theirs.all_notes)
            for mine, theirs in pairs
        )

    def terms(self, cancel: CancelToken) -> Terms:
        """Their words; its papers are the marks."""
        if self._terms is None:
            self._terms = self._indexed(cancel)
        return self._terms

    def _indexed(self, cancel: CancelToken) -> Terms:
        texts, builder = Texts(), TermsBuilder()
        for number, mark in enumerate(self.marks):
            for tag in mark.tags:
                texts.add(number, Field.TAG, tag)
            texts.add(number, Field.NOTE, mark.all_notes)
        builder.add(texts.take())
        arrays, _ = builder.arrays(texts.numbers, len(self.marks), cancel)
        return Terms(len(self.marks), arrays)

    @cached_property
    def tagged(self) -> dict[str, NDArray[np.int64]]:
        """The papers of each tag, in alphabetical order of tags."""
        places: dict[str, list[int]] = {}
        for paper, mark in zip(self.papers.tolist(), self.marks, strict=True):
            for tag in mark.tags:
                places.setdefault(tag, []).append(paper)
        return {tag: np.array(places[tag], np.int64) for tag in sorted(places)}


class Marks:
    """The marks of one shelf by place in the catalogue."""

    def __init__(
        self,
        shelf: Shelf,
        size: int,
        place_of: Callable[[PaperKey], int | None],
        before: Marks | None = None,
    ) -> None:
        """Over a shelf.

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
        """The place of each mark's paper; None where there is no such paper."""
        placed = [(place, mark) for mark in shelf if (place := self.places[mark.key]) is not None]
        self.marks = tuple(mark for _, mark in placed)
        self.papers = np.array([place for place, _ in placed], np.int64)
        """The place of each mark's paper."""
        self._size = size
        self.standings = self._standings(placed, before)
        """For each paper the number of its standing in `STANDINGS`."""
        worded = [(place, mark) for place, mark in placed if mark.tags or mark.note or mark.highlights]
        words = MarkWords([place for place, _ in worded], [mark for _, mark in worded])
        self.words: MarkWords = before.words if before and before.words.says_the_same(words) else words

    def _standings(self, placed: Sequence[tuple[int, Mark]], before: Marks | None) -> NDArray[np.uint8]:
        if before is None:
            standings, earlier, gone = np.zeros(self._size, np.uint8), Shelf().marks, []
        else:
            standings, earlier = before.standings.copy(), before.shelf.marks
            places = (place for key, place in before.places.items() if key not in self.places)
            gone = [place for place in places if place is not None]
        standings[gone] = STANDINGS.index(Standing.NEW)
        changed = [(place, mark) for place, mark in placed if earlier.get(mark.key) is not mark]
        numbers = [STANDINGS.index(mark.standing) for _, mark in changed]
        standings[[place for place, _ in changed]] = numbers
        return standings

    def standings_on(self, paper: int | None) -> NDArray[np.uint8]:
        """The standings while the reader stands on a paper, which does not count as seen yet."""
        if paper is None or STANDINGS[self.standings[paper]] is not Standing.SEEN:
            return self.standings
        standings = self.standings.copy()
        standings[paper] = STANDINGS.index(Standing.NEW)
        return standings

    @cached_property
    def shown(self) -> NDArray[np.bool_] | None:
        """The papers that are not hidden; None where none is."""
        shown: NDArray[np.bool_] = self.standings != STANDINGS.index(Standing.HIDDEN)
        return None if shown.all() else shown

    def having(self, test: Callable[[Mark], bool]) -> NDArray[np.bool_]:
        """The papers whose mark passes a test that a blank mark does not."""
        mask = np.zeros(self._size, np.bool_)
        mask[self.papers[[number for number, mark in enumerate(self.marks) if test(mark)]]] = True
        return mask
