"""Merging notes: what either wrote is there, what either removed is not, and nothing twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from paper_tui.sync.notes import BETWEEN, merge

LINES = st.lists(st.integers(0, 30).map(str), unique=True, max_size=12)


@settings(max_examples=60, deadline=None)
@given(base=LINES, gone=st.sets(st.integers(0, 11)), one=st.permutations(range(12)), data=st.data())
def test_a_merge_keeps_what_either_wrote(
    base: list[str], gone: set[int], one: list[int], data: st.DataObject
) -> None:
    first = [line for place, line in enumerate(base) if place not in gone]
    second = [base[place] for place in one if place < len(base) and place % 3]  # some gone, the rest moved
    for text, who in ((first, "a"), (second, "b")):
        for number in range(data.draw(st.integers(0, 3))):
            text.insert(data.draw(st.integers(0, len(text))), f"{who}{number}")
    found = merge("\n".join(base), "\n".join(first), "\n".join(second)).split("\n")
    lines = [line for line in found if line and line not in BETWEEN]
    expected = {line for line in (*first, *second) if line not in base or (line in first and line in second)}
    if first and second and first != base and second != base:
        assert sorted(lines) == sorted(expected)


def test_texts_without_a_common_one_are_both_kept_once() -> None:
    both = merge(None, "same\nmine", "same\nother")
    assert both.split("\n") == ["same", "mine", *BETWEEN, "other"]
    assert merge(None, both, "same\nmine") == both
    assert merge(None, "same\nmine", both) == both


def test_very_long_texts_are_merged_in_linear_time() -> None:
    one, other = ("\n".join(f"{who} {line}" for line in range(5_000)) for who in "ab")
    assert len(merge(None, one, other).split("\n")) == 10_000 + len(BETWEEN)
