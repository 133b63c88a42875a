"""Small libraries to search in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Query, Results, Scope, SearchIndex, Sort
from paper_tui.search.engine import search_index
from paper_tui.search.index import index_builder

Chosen = tuple[tuple[str, str], ...]
TODAY = date(2026, 11, 23)


class Catalogue(tuple[Paper, ...]):
    """Papers in the order given, found by key."""

    def ordinal(self, key: PaperKey) -> int | None:
        return next((place for place, paper in enumerate(self) if paper.key == key), None)


class Library:
    """An index with its papers and a shelf, asked by text."""

    def __init__(self, papers: Sequence[Paper], shelf: Shelf | None = None) -> None:
        self.papers = Catalogue(sorted(papers, key=lambda paper: paper.key))
        self.shelf = shelf or Shelf()
        built = SearchIndex.build(self.papers)
        self.index = SearchIndex.from_buffers(built.buffers())

    def search(
        self,
        text: str,
        *,
        sort: Sort = Sort.RELEVANCE,
        chosen: Chosen = (),
        current: PaperKey | None = None,
    ) -> Results:
        scope = Scope(Query.parse(text), chosen, sort, current)
        return self.index.search(scope, shelf=self.shelf, catalogue=self.papers, today=TODAY)

    def titles(self, text: str, **options: Sort) -> list[str]:
        return [self.papers[number].title for number in self.search(text, **options).order]


@contextmanager
def papers_read() -> Iterator[list[int]]:
    """The number of papers read for each index that is built."""
    sizes: list[int] = []
    build_arrays = index_builder.build_arrays

    def counted(some: object, size: int, check: object) -> object:
        sizes.append(size)
        return build_arrays(some, size, check)

    with (
        patch.object(index_builder, "build_arrays", counted),
        patch.object(search_index, "build_arrays", counted),
    ):
        yield sizes


def titled(*titles: str) -> list[Paper]:
    return [build_paper(title=title) for title in titles]


def entry(library: Library, number: int) -> Entry:
    paper = library.papers[number]
    return Entry(paper, library.shelf.get(paper.key))
