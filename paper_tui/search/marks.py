"""What the reader did, laid over the index at the time of a search.

A shelf is small and changes with every key press, so its words are indexed anew for each shelf, and never
stand in the index that is kept on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, Shelf, Standing
from paper_tui.search.build import TermsBuilder
from paper_tui.search.fields import Field
from paper_tui.search.terms import Terms
from paper_tui.search.texts import Texts

STANDINGS = tuple(Standing)


class CatalogueLike(Protocol):
    """All papers in a stable order."""

    def __len__(self) -> int: ...

    def __getitem__(self, ordinal: int, /) -> Paper: ...

    def ordinal(self, key: PaperKey, /) -> int | None:
        """The place of a paper, or None."""


class Marks:
    """The marks of one shelf by place in the catalogue."""

    def __init__(self, shelf: Shelf, catalogue: CatalogueLike) -> None:
        placed = [(catalogue.ordinal(mark.key), mark) for mark in shelf]
        known = [(ordinal, mark) for ordinal, mark in placed if ordinal is not None]
        self.marks: tuple[Mark, ...] = tuple(mark for _, mark in known)
        self.papers = np.array([ordinal for ordinal, _ in known], np.int64)
        """The place of each mark's paper."""
        self._size = len(catalogue)
        self._terms: Terms | None = None

    @cached_property
    def standings(self) -> NDArray[np.uint8]:
        """For each paper the number of its standing in `STANDINGS`."""
        standings = np.zeros(self._size, np.uint8)
        standings[self.papers] = [STANDINGS.index(mark.standing) for mark in self.marks]
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

    def terms(self, check: Callable[[], None]) -> Terms:
        """The words of tags and notes; its papers are the marks."""
        if self._terms is None:
            self._terms = self._indexed(check)
        return self._terms

    def _indexed(self, check: Callable[[], None]) -> Terms:
        texts, builder = Texts(), TermsBuilder()
        for number, mark in enumerate(self.marks):
            for tag in mark.tags:
                texts.add(number, Field.TAG, tag)
            texts.add(number, Field.NOTE, mark.note)
        builder.add(texts.take())
        arrays, _ = builder.arrays(texts.numbers, len(self.marks), check)
        return Terms(len(self.marks), arrays)

    @cached_property
    def tagged(self) -> dict[str, NDArray[np.int64]]:
        """The papers of each tag, in alphabetical order of tags."""
        places: dict[str, list[int]] = {}
        for paper, mark in zip(self.papers.tolist(), self.marks, strict=True):
            for tag in mark.tags:
                places.setdefault(tag, []).append(paper)
        return {tag: np.array(places[tag], np.int64) for tag in sorted(places)}
