"""Finding inside one text, letter by letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.search import find_literal

E_ACUTE = "e\u0301"


def found(wanted: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_literal(wanted, text)]


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("at", "Attention at last, a bat", ["At", "at", "at"]),
        ("ART", "artful Art", ["art", "Art"]),
        ("poincare", "Poincaré, Poincare\u0301", ["Poincaré", "Poincare\u0301"]),
        ("é", "resume résumé", ["e", "e", "é", "é"]),
        ("lukasz", "Łukasz Kaiser", ["Łukasz"]),
        ("strasse", "Straße", ["Straße"]),
        ("fi", "eﬃcient ﬁnal", ["ﬃ", "ﬁ"]),
        ("注意力", "自注意力机制", ["注意力"]),
        ("o(n²)", "takes O(n2) steps", ["O(n2)"]),
        ("low-rank", "Low-rank and low rank", ["Low-rank"]),
        ("a b", "A\nB a  b", ["A\nB"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("f", "ﬃ", ["ﬃ"]),
        ("", "anything", []),
        ("\u0301", f"caf{E_ACUTE}", []),
        (".*", "a.*b", [".*"]),
        ("zebra", "no such animal", []),
    ],
)
def test_letters_are_found_whatever_case_and_accents(wanted: str, text: str, expected: list[str]) -> None:
    assert found(wanted, text) == expected


@given(text=st.text(max_size=40), data=st.data())
def test_every_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = find_literal(text[start:end], text)
    assert all(0 <= one[0] < one[1] <= len(text) for one in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    if find_literal(text[start:end], text[start:end]):
        assert spans
