"""The reader's position is kept; nothing depends on it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from paper_tui.library import Library, ReaderState
from paper_tui.library.ui_state import decode, encode
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import PaperKey
from paper_tui.search import Sort
from tests.library.helpers import added, paper

LEFT = ReaderState(
    visited="2026-09-03T08:00:00.000Z",
    query="vae -video",
    chosen=(("state", "later"), ("tag", "vision")),
    sort=Sort.VOTES,
    paper=PaperKey("arxiv:1706.03762"),
    side_width=30,
    list_share=0.4,
    folded=True,
    places={PaperKey("a"): 12},
)


def opened(folder: Path, clock: Clock) -> Library:
    return Library.open(folder / "library", clock)


def test_the_next_visit_begins_where_the_last_ended(tmp_path: Path, clock: Clock) -> None:
    library = opened(tmp_path, clock)
    added(library, paper("A"))
    assert library.ui_state.load() == ReaderState()
    library.ui_state.save(LEFT)
    assert opened(tmp_path, clock).ui_state.load() == LEFT


def test_looking_creates_no_library(tmp_path: Path, clock: Clock) -> None:
    library = opened(tmp_path, clock)
    library.ui_state.save(LEFT)
    assert list(tmp_path.iterdir()) == []
    library.ui_state.save(replace(LEFT, toured=True))
    again = opened(tmp_path, clock)
    assert again.ui_state.load().toured
    assert again.is_starter
    assert again.notices == ()


def test_the_state_that_an_earlier_version_kept_or_a_copy_holds_is_read(tmp_path: Path, clock: Clock) -> None:
    """Unlike an index it cannot be computed again."""
    library = opened(tmp_path, clock)
    added(library, paper("A"))
    library.ui_state.save(LEFT)
    (kept,) = (tmp_path / "library" / "cache").glob("reader*")
    os.utime(kept, (1, 1))
    assert library.ui_state.load() == LEFT
    state = encode(LEFT)
    head = {"magic": "paper-tui cache 1", "stamp": "1", "buffers": {"state": [256, len(state), crc32(state)]}}
    kept.write_bytes(json.dumps(head).encode().ljust(255) + b"\n" + state)
    assert library.ui_state.load() == LEFT
    kept.write_bytes(kept.read_bytes().replace(b"cache 1", b"cache 3"))
    assert library.ui_state.load() == ReaderState()


def test_damage_begins_anew(tmp_path: Path, clock: Clock) -> None:
    library = opened(tmp_path, clock)
    added(library, paper("A"))
    library.ui_state.save(LEFT)
    (kept,) = (tmp_path / "library" / "cache").glob("reader*")
    kept.write_bytes(kept.read_bytes().replace(b"votes", b"vetos"))
    assert library.ui_state.load() == ReaderState()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, clock: Clock) -> None:
    library = opened(tmp_path, clock)
    added(library, paper("A"))
    (tmp_path / "library" / "cache").write_text("in the way")
    library.ui_state.save(LEFT)
    assert library.ui_state.load() == ReaderState()


def test_only_the_newest_places_are_kept() -> None:
    state = ReaderState()
    for number in range(250):
        state = state.with_place(PaperKey(str(number)), 3)
    state = state.with_place(PaperKey("100"), 5)
    assert len(state.places) == 200
    assert list(state.places.items())[-1] == ("100", 5)
    assert "100" not in state.with_place(PaperKey("100"), 0).places


@pytest.mark.parametrize(
    "field",
    [
        {"visited": 5},
        {"query": ["x"]},
        {"chosen": 5},
        {"chosen": [["a"]]},
        {"sort": "zzz"},
        {"paper": {}},
        {"side_width": "x"},
        {"side_width": 10**30},
        {"list_share": 7.5},
        {"folded": 3},
        {"places": []},
        {"places": {"k": "x"}},
        {"places": {"k": -1}},
        {"toured": None},
        {"more": 1},
    ],
)
def test_a_state_of_any_content_is_refused_as_a_whole(field: dict[str, object]) -> None:
    state = json.loads(encode(ReaderState())) | field
    with pytest.raises(ValueError):  # noqa: PT011 - from several places
        decode(json.dumps(state).encode())
    for data in (b"[" * 100_000, b"[]", b"9" * 6_000, b"\xff"):
        with pytest.raises(ValueError):  # noqa: PT011 - as above
            decode(data)


def test_what_acts_on_a_terminal_is_taken_out_of_a_state() -> None:
    assert decode(encode(ReaderState(query="a\x1b]0;x\x07"))).query == "a␛]0;x␇"
