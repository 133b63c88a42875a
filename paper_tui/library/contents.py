"""The current papers and marks of a library, shared by everything that reads or changes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cached_property

from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.store import Catalogue, PaperChanges, Store


class Contents:
    """The snapshots of a store, with the bundled papers in place of an empty catalogue."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._checked: tuple[Catalogue, bool] | None = None
        """The catalogue that was checked last, and whether it holds the bundled papers alone."""
        self._searched: tuple[Shelf, Catalogue | Bundle, Shelf] | None = None

    @property
    def catalogue(self) -> Catalogue | Bundle:
        """The papers at this moment; the bundled ones while the library holds none."""
        return self._store.catalogue or self._starter

    @property
    def shelf(self) -> Shelf:
        """The marks at this moment."""
        return self._store.shelf

    def searched_shelf(self, catalogue: Catalogue | Bundle) -> Shelf:
        """The marks to search a catalogue with: of very many, which stay on the disk, only its papers'."""
        shelf = self.shelf
        if shelf.is_loaded:
            return shelf
        known = self._searched
        if known is None or known[0] is not shelf or known[1] is not catalogue:
            keys = [catalogue.key_at(place) for place in range(len(catalogue))]
            known = self._searched = (shelf, catalogue, shelf.among(keys))
        return known[2]

    @property
    def is_starter(self) -> bool:
        """True if the papers are the bundled ones, with none of which more was done than to look at it."""
        catalogue = self._store.catalogue
        if self._checked is None or self._checked[0] is not catalogue:
            from paper_tui.sources.bundled_papers import STARTER

            self._checked = (catalogue, all(paper.source == STARTER for paper in catalogue))
        return self._checked[1] and all(replace(mark, seen="").is_blank for mark in self.shelf)

    @cached_property
    def _starter(self) -> Bundle:
        from paper_tui.sources.bundled_papers import starter

        return Bundle(starter())

    def change(self, label: str, edited: Callable[[Shelf], Iterable[Mark]]) -> Change | None:
        """Change marks in one durable step; without a label it is no step of the history."""
        return self._store.change(label, edited)

    def keep_starter_with(self, papers: Collection[Paper]) -> bool:
        """Store the bundled papers where the library has none yet and others only marked some of these.

        Else one who marked two of them would see no others on a second device.
        """
        if not papers or self._store.catalogue:
            return False
        bundled = {(paper.key, paper.abstract) for paper in self._starter}
        if not all((paper.key, paper.abstract) in bundled for paper in papers):
            return False
        self.keep_starter()
        return True

    def keep_starter(self) -> None:
        """Store the bundled papers before the first of them is changed; later calls do nothing.

        A step without a label cannot be undone by itself: undoing the bookmark leaves the papers.
        """
        if self._store.catalogue:
            return
        starter = {paper.key: paper for paper in self._starter}
        self._store.change_papers("", lambda catalogue, _: PaperChanges(papers={} if catalogue else starter))
