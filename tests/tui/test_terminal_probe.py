"""Answers of a terminal, separated from typed keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.tui.system.terminal_probe import LateAnswers, may_ask, parse

NAME, CELL, ATTRIBUTES = b"\x1bP>|foot(1.16.2)\x1b\\", b"\x1b[6;18;9t", b"\x1b[?62;4;22c"
COLOURS = b"\x1b[?1;0;16S"


def test_an_answer_is_parsed() -> None:
    found = parse(NAME + CELL + COLOURS + ATTRIBUTES)
    assert (found.terminal.name, found.terminal.has_sixel, found.terminal.cell) == (
        "foot(1.16.2)",
        True,
        (9, 18),
    )
    assert (found.typed, found.is_late, found.terminal.sixel_colours) == (b"", False, 16)
    assert parse(b"\x1b[?1;3;0S" + ATTRIBUTES).terminal.sixel_colours == 256, "an error is no number"


@pytest.mark.parametrize(
    ("attributes", "has_sixel"), [(b"\x1b[?4c", False), (b"\x1b[?1;2c", False), (b"\x1b[?6;4c", True)]
)
def test_the_first_number_is_the_kind_of_terminal(attributes: bytes, has_sixel: bool) -> None:
    assert parse(attributes).terminal.has_sixel is has_sixel


@given(
    st.lists(
        st.sampled_from([b"j", b"/", b"\x1b[A", b"\x1b", "é".encode(), b"\r", b"\x1b[200~a\x1b[201~"]),
        max_size=8,
    ),
    st.integers(0, 8),
)
def test_every_key_typed_meanwhile_is_kept(keys: list[bytes], place: int) -> None:
    before, after = b"".join(keys[:place]), b"".join(keys[place:])
    found = parse(before + NAME + CELL + ATTRIBUTES + after)
    assert found.typed == before + after
    assert found.terminal.has_sixel


def test_silence_may_be_followed_by_late_answers() -> None:
    assert parse(b"j").is_late
    assert parse(b"j").typed == b"j"


@given(st.integers(2, 40))
def test_late_answers_are_taken_out_wherever_they_are_cut(cut: int) -> None:
    late = LateAnswers()
    text = (NAME + CELL + COLOURS + ATTRIBUTES).decode()
    cut = min(cut, len(text) - 1)
    if text[cut - 1] == "\x1b":
        cut += 1  # the escape key alone cannot be told from it
    assert late.without("a" + text[:cut]) + late.without(text[cut:] + "b") == "ab"


def test_keys_that_begin_as_answers_do_are_only_delayed() -> None:
    late = LateAnswers()
    assert late.without("\x1b[6;") == ""
    assert late.rest() == "\x1b[6;"
    assert late.without("\x1b[6~\x1bOP") == "\x1b[6~\x1bOP"
    assert late.without("\x1b") == "\x1b"


@pytest.mark.parametrize(
    ("setting", "environment", "asks"),
    [
        ("auto", {"TERM": "xterm-256color"}, True),
        ("off", {"TERM": "xterm-256color"}, False),
        ("symbols", {"TERM": "xterm-256color"}, False),
        ("auto", {"TERM": "linux"}, False),
        ("auto", {}, False),
        ("kitty", {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
    ],
)
def test_only_terminals_that_may_answer_are_asked(
    setting: str, environment: dict[str, str], asks: bool
) -> None:
    assert may_ask(setting, environment) is asks
