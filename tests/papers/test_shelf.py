"""Marks on a shelf, as immutable snapshots."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf, State, clean_tag, mark_of, with_tags
from tests.papers.helpers import marks, paper

ONE, TWO = (
    Mark(PaperKey("a"), bookmarked="2026-09-01"),
    Mark(PaperKey("b"), bookmarked="2026-09-02", tags=("x",)),
)


@given(st.lists(marks, max_size=5), st.lists(marks, max_size=5))
def test_later_marks_stand_in_place_of_earlier_ones_and_blank_ones_go(
    old: list[Mark], new: list[Mark]
) -> None:
    before = Shelf(old)
    after = before.with_marks(new)
    expected = {mark.key: mark for mark in [*old, *new]}
    assert dict(after.marks) == {key: mark for key, mark in expected.items() if not mark.is_blank}
    assert before == Shelf(old)
    assert len(after) == len(list(after))
    for shelf in (before, after):
        found = Counter(mark.effective_state for mark in shelf)
        assert all(shelf.state_counts[standing] == found[standing] for standing in EffectiveState)
        assert {mark.key for mark in shelf.bookmarks} == {mark.key for mark in shelf if mark.bookmarked}
        newest_first = [mark.bookmarked for mark in shelf.bookmarks]
        assert newest_first == sorted(newest_first, reverse=True)


def test_what_was_never_touched_has_a_blank_mark() -> None:
    assert Shelf().get(PaperKey("a")) == Mark(PaperKey("a"))
    assert PaperKey("a") not in Shelf([mark_of(paper())])


@pytest.mark.parametrize(
    "change",
    [
        {"bookmarked": "2026"},
        {"state": State.DONE},
        {"tags": ("x",)},
        {"note": "n"},
        {"seen": "2026"},
        {"ruled": ("r",)},
    ],
)
def test_anything_done_is_worth_keeping(change: dict[str, object]) -> None:
    mark = replace(mark_of(paper()), **change)  # type: ignore[arg-type]  # each change is of its field's type
    assert not mark.is_blank
    assert mark.key in Shelf([mark])


@pytest.mark.parametrize(
    ("state", "seen", "standing"),
    [
        (State.NEW, "", EffectiveState.NEW),
        (State.NEW, "2026", EffectiveState.SEEN),
        (State.LATER, "2026", EffectiveState.LATER),
        (State.HIDDEN, "", EffectiveState.HIDDEN),
    ],
)
def test_a_paper_without_a_state_is_new_until_it_is_seen(
    state: State, seen: str, standing: EffectiveState
) -> None:
    assert Mark(PaperKey("a"), state=state, seen=seen).effective_state is standing


def test_bookmarks_are_newest_first_and_tags_are_counted() -> None:
    shelf = Shelf([ONE, TWO, Mark(PaperKey("c"), tags=("x", "y"))])
    assert [mark.key for mark in shelf.bookmarks] == ["b", "a"]
    assert dict(shelf.tags) == {"x": 2, "y": 1}


def test_marks_cannot_be_changed_in_place() -> None:
    with pytest.raises(TypeError):
        Shelf([ONE]).marks[ONE.key] = TWO  # type: ignore[index]  # what must not work


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("Vision", "vision"),
        (" #to read ", "to-read"),
        ("##x", "x"),
        ("c++", "c++"),
        ("cs.CL/new_1", "cs.cl/new_1"),
        ("a  --  b", "a-b"),
        ("-", ""),
        ("#", ""),
        ("", ""),
        ("a:b(c)\"d'", "a-b-c-d"),
        ("e\u0301tude", "étude"),
        ("हिन्दी", "हिन्दी"),
        ("深度", "深度"),
        ("a\x1b[31mb\u202e", "a-31mb"),
        ("x" * 1_000, "x" * 100),
    ],
)
def test_what_a_tag_becomes(tag: str, kept: str) -> None:
    assert clean_tag(tag) == kept


@given(st.text(st.characters(categories=None)))
def test_a_tag_needs_no_second_cleaning_and_no_quotes(tag: str) -> None:
    kept = clean_tag(tag)
    assert clean_tag(kept) == kept
    assert not set(kept) & set(" \"'():,~=<>#\n\t")


def test_tags_added_and_removed() -> None:
    mark = with_tags(TWO, add=["B c", "a", ""], remove=["X", "a"])
    assert mark.tags == ("b-c",)
    assert with_tags(mark, add=["b-c"]) == mark
