"""Back and forward, as a browser has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.paper import PaperKey
from paper_tui.search import Query, Scope
from paper_tui.tui.controllers.search_history import LONGEST, Place, SearchHistory


def place(text: str, key: str = "") -> Place:
    return Place(text, Scope(Query.parse(text)), PaperKey(key) if key else None)


ALL, BERT, GAN = place(""), place("bert"), place("gan")


def test_back_and_forward_return_to_where_one_was() -> None:
    trail = SearchHistory().leaving(ALL).leaving(BERT)
    trail, there = trail.backward(GAN)
    assert there == BERT
    trail, there = trail.backward(BERT)
    assert there == ALL
    assert trail.backward(ALL)[1] is None
    trail, there = trail.forward(ALL)
    assert there == BERT
    trail, there = trail.forward(BERT)
    assert there == GAN
    assert trail.forward(GAN)[1] is None


def test_a_new_place_leaves_nothing_ahead() -> None:
    trail, _ = SearchHistory().leaving(ALL).backward(BERT)
    assert trail.leaving(ALL).forward(GAN)[1] is None


def test_a_place_left_twice_counts_once() -> None:
    trail = SearchHistory().leaving(ALL).leaving(ALL)
    assert trail.backward(BERT)[1] == ALL
    assert trail.backward(BERT)[0].backward(ALL)[1] is None


def test_the_paper_left_last_is_the_one_to_come_back_to() -> None:
    trail = SearchHistory().leaving(place("", "arxiv:1")).leaving(place("", "arxiv:2"))
    assert trail.backward(BERT)[1] == place("", "arxiv:2")


def test_back_skips_the_place_where_one_is() -> None:
    trail = SearchHistory().leaving(ALL).leaving(BERT)
    assert trail.backward(BERT)[1] == ALL


@given(st.lists(st.integers(1000, 2000), max_size=300))
def test_the_trail_has_an_end(numbers: list[int]) -> None:
    trail = SearchHistory()
    for number in numbers:
        trail = trail.leaving(place(f"year:{number}"))
    assert len(trail.behind) <= LONGEST
