"""An overlay derived from an earlier shelf equals one that is built anew."""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import accumulate
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, Shelf, State, mark_of
from paper_tui.search import Query, Results, Scope, SearchIndex
from paper_tui.search.index.key_lookup import KeyLookup
from paper_tui.search.index.postings_builder import PostingsBuilder
from tests.search.helpers import TODAY, Library, titled

PAPERS = Library(titled("Diffusion of low ranks", "Graphs that learn", "A survey", "Alpha and omega")).papers
BUFFERS = SearchIndex.build(PAPERS).buffers()
KEYS = (*(paper.key for paper in PAPERS), PaperKey("title:gone-00000000"))
QUESTIONS = (
    "",
    "alpha",
    "alpah",
    '"two words"',
    "is:seen",
    "is:new",
    "is:bookmarked",
    "tag:alpha",
    "-alpha",
    "note:words",
)

shelf_marks = st.sampled_from(KEYS).map(Mark) | st.builds(
    Mark,
    key=st.sampled_from(KEYS),
    bookmarked=st.sampled_from(("", "2026-09-01T08:00:00.000Z")),
    state=st.sampled_from(State),
    tags=st.sampled_from(((), ("alpha",), ("alpha", "beta"))),
    note=st.sampled_from(("", "two words", "alpha")),
    seen=st.sampled_from(("", "2026-09-01T08:00:00.000Z")),
)


def told(results: Results) -> object:
    return list(results.order), results.facets, results.suggestions, results.total


def asked(index: SearchIndex, question: str, shelf: Shelf) -> Results:
    return index.search(Scope(Query.parse(question)), shelf=shelf, catalogue=PAPERS, today=TODAY)


@given(st.lists(st.lists(shelf_marks, max_size=4), min_size=1, max_size=4))
def test_a_shelf_that_changed_is_searched_as_one_that_is_new(changes: list[list[Mark]]) -> None:
    index, shelf = SearchIndex.from_buffers(BUFFERS), Shelf()
    for change in changes:
        shelf = shelf.with_marks(change)
        fresh = SearchIndex.from_buffers(BUFFERS)
        for question in QUESTIONS:
            assert told(asked(index, question, shelf)) == told(asked(fresh, question, shelf))


def test_a_change_of_one_mark_looks_for_no_other_and_indexes_no_words_again() -> None:
    index = SearchIndex.build(PAPERS)
    noted = [replace(mark_of(paper), note="words") for paper in PAPERS[:3]]
    assert len(asked(index, "words", Shelf(noted)).order) == 3
    seen = replace(mark_of(PAPERS[3]), seen="2026-09-01T08:00:00.000Z")
    shelf = Shelf(noted).with_marks([seen])
    words = patch.object(PostingsBuilder, "arrays", side_effect=AssertionError("words are indexed again"))
    with words, patch.object(KeyLookup, "place", return_value=3) as looked:
        assert len(asked(index, "words", shelf).order) == 3
        assert len(asked(index, "is:seen", shelf).order) == 1
    looked.assert_called_once_with(seen.key)


@given(
    st.lists(
        st.sampled_from(("arxiv:1706.03762", "doi:10.1/x", "title:b-1", "title:B-2", "title:ü-3")),
        unique=True,
    )
)
def test_a_paper_is_found_by_its_key_or_not_at_all(keys: list[str]) -> None:
    lines = [f"{key} more of it\n".lower().encode() for key in sorted(keys)]
    starts = array("I", [0, *accumulate(map(len, lines))])
    found = KeyLookup(memoryview(b"".join(lines)), memoryview(starts))
    for place, key in enumerate(sorted(keys)):
        assert found.place(PaperKey(key)) in ((place,) if all(map(str.islower, keys)) else (place, None))
    assert found.place(PaperKey("title:b")) is None
