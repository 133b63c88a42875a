from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers import chunked


@pytest.mark.parametrize("run", [1, 3, 1_000])
@given(words=st.lists(st.text(max_size=3), max_size=20))
def test_all_are_in_order_however_few_are_sorted_at_once(run: int, words: list[str]) -> None:
    kept, chunked.RUN = chunked.RUN, run
    try:
        assert list(chunked.in_order(words)) == sorted(words)
    finally:
        chunked.RUN = kept


def test_nothing_is_left_of_what_is_forgotten() -> None:
    names, ages = ["Ada", "Bob"], {"Ada": 36}
    chunked.clear_incrementally(names)
    chunked.clear_incrementally(ages)
    assert (names, ages) == ([], {})
