"""Many lines in one blob, searched as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.cancellation import NEVER
from paper_tui.search.index import string_table as lines_module
from paper_tui.search.index.string_table import StringTable

words = st.text("abé", max_size=9)


def lines_of(texts: list[str]) -> StringTable:
    spelled = [text.encode() + b"\n" for text in texts]
    starts = np.cumsum([0, *map(len, spelled)]).astype(np.uint32)
    return StringTable(np.frombuffer(b"".join(spelled), np.uint8), starts)


@given(st.lists(words, min_size=1), st.lists(words.filter(bool), min_size=1), st.integers(1, 40))
def test_lines_are_found_by_what_they_hold_and_by_what_they_are(
    texts: list[str], wanted: list[str], step: int
) -> None:
    lines = lines_of(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "_STEP", step)
        for text in wanted:
            for typed in (text[:end] for end in range(1, len(text) + 1)):
                held = lines.holding(typed, NEVER)
                assert held.tolist() == [number for number, each in enumerate(texts) if typed in each]
            same = [number for number, each in enumerate(texts) if each == text]
            assert lines.being(text).tolist() == (same if len(text.encode()) <= 8 else [])
    numbers = np.arange(len(texts))
    assert lines.spelled(numbers) == [text.encode() for text in texts]


def test_what_was_typed_before_is_looked_through_and_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(["attention", "tension", "nets"])
    assert lines.holding("ten", NEVER).tolist() == [0, 1]
    monkeypatch.setattr(StringTable, "_places", lambda *_: pytest.fail("all lines were scanned"))
    assert lines.holding("tent", NEVER).tolist() == [0]
    assert lines.holding("tentx", NEVER).tolist() == []
