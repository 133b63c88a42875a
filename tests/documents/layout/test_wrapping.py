"""Wrapping: where lines break, and that nothing but spaces goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paper_tui.documents.layout.wrapping import wrap

SOFT = "\u00ad"


def lines(text: str, width: int) -> list[str]:
    """The lines of a text."""
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("well-known facts", 8, ["well-", "known", "facts"]),
        ("from -5 to", 6, ["from", "-5 to"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        (f"hy{SOFT}phen{SOFT}ation", 8, [f"hy{SOFT}phen{SOFT}", "ation"]),
        (f"hy{SOFT}phen", 6, [f"hy{SOFT}phen"]),
        ("漢字仮名", 4, ["漢字", "仮名"]),
        ("漢字。仮名", 4, ["漢", "字。", "仮名"]),
        ("漢字 word", 6, ["漢字", "word"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_lines_break_where_they_may(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


WORDS = st.text(st.sampled_from(f"ab-é漢\u0301{SOFT} \n/—"), max_size=80)


@given(WORDS, st.integers(2, 30))
def test_only_spaces_and_line_breaks_go(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(WORDS, st.integers(2, 30), st.integers(2, 30))
def test_no_line_is_wider_than_there_is_room(text: str, width: int, first: int) -> None:
    for at, (start, end) in enumerate(wrap(text, width, first=first)):
        shown = text[start:end]
        hyphen = shown.endswith(SOFT) and text[end : end + 1] not in ("", "\n")
        assert cell_len(shown.replace(SOFT, "")) + hyphen <= (first if at == 0 else width)
