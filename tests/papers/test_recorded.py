"""Recordings: the difference of two marks as a line, and the line done to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.recorded import Recording, RecordingError
from paper_tui.papers.shelf import Mark, State

KEY, NOW = PaperKey("arxiv:1"), "2026-09-03T12:00:00.000Z"
TAGS = st.sets(st.sampled_from(["vision", "old", "to-read"])).map(sorted).map(tuple)
MARKS = st.builds(
    Mark,
    key=st.just(KEY),
    bookmarked=st.sampled_from(["", NOW]),
    state=st.sampled_from(State),
    tags=TAGS,
    note=st.sampled_from(["", "First.", "First.\nAsk Ada: note +x later"]),
)


@given(MARKS, MARKS)
def test_what_was_done_is_a_line_that_does_it_again(before: Mark, after: Mark) -> None:
    recording = Recording.between(before, after)
    if recording == Recording():
        return
    again = Recording.parse(str(recording))
    assert str(again) == str(recording)
    done = again.applied(before, NOW)
    assert (bool(done.bookmarked), done.state, done.tags) == (
        bool(after.bookmarked),
        after.state,
        after.tags,
    )
    assert again.applied(done, "later") == done


def test_a_line_reads_as_what_it_does() -> None:
    line = "bookmark later +vision -old note: ask Ada -x"
    recording = Recording.parse(line)
    assert str(recording) == line
    done = recording.applied(Mark(KEY, tags=("old",), note="Mine."), NOW)
    assert done == Mark(KEY, bookmarked=NOW, state=State.LATER, tags=("vision",), note="Mine.\nask Ada -x")


@pytest.mark.parametrize("line", ["", "note:", "bookmark twice", "+", "-#", "seen"])
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(RecordingError):
        Recording.parse(line)
