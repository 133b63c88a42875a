"""The arrays of an index: made of papers, or of an index of before and the papers that came in since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.search.index import columns, editions, index_merge, positions
from paper_tui.search.index.columns import ColumnsBuilder
from paper_tui.search.index.editions import EditionsBuilder
from paper_tui.search.index.index_delta import Splice
from paper_tui.search.index.positions import StreamsBuilder, initials
from paper_tui.search.index.postings_builder import Arrays, TermsBuilder
from paper_tui.search.index.token_batches import Texts
from paper_tui.search.text.fields import Field

_TITLE, _AUTHOR, _KEYWORD, _VENUE, _ABSTRACT = map(
    int, (Field.TITLE, Field.AUTHOR, Field.KEYWORD, Field.VENUE, Field.ABSTRACT)
)


def made(papers: Iterable[Paper], size: int, cancel: CancelToken) -> Arrays:
    """The arrays for so many papers, in their order; `cancel` is checked often."""
    texts, columns_, terms, streams_ = Texts(), ColumnsBuilder(), TermsBuilder(), StreamsBuilder()
    editions_ = EditionsBuilder()
    for number, paper in enumerate(papers, 1):
        columns_.add(paper)
        editions_.add(paper)
        for field, text in _texts(paper):
            texts.add(number - 1, field, text)
        if number % 64 == 0:
            cancel.check()
        if texts.enough or number == size:
            chunk = texts.take()
            terms.add(chunk)
            streams_.add(chunk)
    arrays, places = terms.arrays(texts.numbers, size, cancel)
    arrays |= streams_.arrays(places, size, cancel) | columns_.arrays(cancel)
    arrays |= editions_.arrays()
    arrays["initials"] = initials(arrays)
    return arrays


def updated(
    before: Mapping[str, NDArray[Any]], papers: Sequence[Paper], splice: Splice, cancel: CancelToken
) -> Arrays:
    """The arrays for papers that follow from others; as `made` makes them, to the byte.

    Args:
        before: The arrays for the others.
        papers: The papers, of which only the fresh ones are looked at.
        splice: How they follow.
        cancel: Checked often.
    """
    fresh = made((papers[number] for number in splice.fresh.tolist()), len(splice.fresh), cancel)
    arrays, tables = index_merge.spliced(before, fresh, splice, cancel)
    arrays |= positions.spliced(before, fresh, splice, tables, cancel)
    arrays |= columns.spliced(before, fresh, splice, cancel)
    arrays |= editions.spliced(before, fresh, splice)
    arrays["initials"] = initials(arrays)
    return arrays


def _texts(paper: Paper) -> Iterator[tuple[int, str]]:
    """The texts of a paper, each with its field."""
    yield _TITLE, paper.title
    for author in paper.authors:
        yield _AUTHOR, author
    for label in (*paper.keywords, *paper.categories):
        yield _KEYWORD, label
    yield _VENUE, paper.venue
    yield _ABSTRACT, paper.abstract
    if paper.summary:
        yield _ABSTRACT, paper.summary
