"""Build the arrays of an index from papers, or from an earlier index and the papers imported since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.search.index import columns, editions, index_merge, positions
from paper_tui.search.index.columns import ColumnsBuilder
from paper_tui.search.index.editions import EditionsBuilder
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.positions import PositionsBuilder, initials
from paper_tui.search.index.postings_builder import PostingsBuilder
from paper_tui.search.index.token_batches import TokenCollector
from paper_tui.search.index.types import Arrays
from paper_tui.search.text.fields import Field

_TITLE, _AUTHOR, _KEYWORD, _VENUE, _ABSTRACT = map(
    int, (Field.TITLE, Field.AUTHOR, Field.KEYWORD, Field.VENUE, Field.ABSTRACT)
)


def build_arrays(papers: Iterable[Paper], size: int, cancel: CancelToken) -> Arrays:
    """Build the arrays of `size` papers, in their order; `cancel` is checked often."""
    texts, columns_, terms, streams_ = (
        TokenCollector(),
        ColumnsBuilder(),
        PostingsBuilder(),
        PositionsBuilder(),
    )
    editions_ = EditionsBuilder()
    for number, paper in enumerate(papers, 1):
        columns_.add(paper)
        editions_.add(paper)
        for field, text in _texts(paper):
            texts.add(number - 1, field, text)
        if number % 64 == 0:
            cancel.check()
        if texts.enough or number == size:
            batch = texts.take()
            terms.add(batch)
            streams_.add(batch)
    arrays, places = terms.arrays(texts.numbers, size, cancel)
    arrays |= streams_.arrays(places, size, cancel) | columns_.arrays(cancel)
    arrays |= editions_.arrays()
    arrays["initials"] = initials(arrays)
    return arrays


def updated(
    before: Mapping[str, NDArray[Any]], papers: Sequence[Paper], delta: CatalogueDelta, cancel: CancelToken
) -> Arrays:
    """Merge the arrays of an earlier index with those of changed papers; byte for byte as `build_arrays`.

    Args:
        before: The arrays for the others.
        papers: The papers, of which only the fresh ones are looked at.
        delta: How they follow.
        cancel: Checked often.
    """
    fresh = build_arrays((papers[number] for number in delta.fresh.tolist()), len(delta.fresh), cancel)
    arrays, tables = index_merge.merged(before, fresh, delta, cancel)
    arrays |= positions.merged(before, fresh, delta, tables, cancel)
    arrays |= columns.merged(before, fresh, delta, cancel)
    arrays |= editions.merged(before, fresh, delta)
    arrays["initials"] = initials(arrays)
    return arrays


def _texts(paper: Paper) -> Iterator[tuple[int, str]]:
    """Yield the texts of a paper with their fields."""
    yield _TITLE, paper.title
    for author in paper.authors:
        yield _AUTHOR, author
    for label in (*paper.keywords, *paper.categories):
        yield _KEYWORD, label
    yield _VENUE, paper.venue
    yield _ABSTRACT, paper.abstract
    if paper.summary:
        yield _ABSTRACT, paper.summary
