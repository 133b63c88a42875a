"""Highlights and places: kept, exported and searched as what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.papers.highlights import Highlight, Place, in_order, with_highlight
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.serialization import mark_from_record, mark_record
from paper_tui.papers.shelf import Mark

PASSAGE = Highlight(
    "1",
    4,
    10,
    4,
    25,
    "a chosen passage",
    "just before",
    "just after",
    "3.2 Results",
    "why it matters",
    "2026",
)
MARK = Mark(PaperKey("k"), place=Place(4, 12, 420, "the words"), highlights=(PASSAGE,))


def test_a_mark_with_highlights_and_a_place_is_stored_whole() -> None:
    assert mark_from_record("k", mark_record(MARK)) == MARK
    assert not MARK.is_blank


def test_a_mark_without_them_is_stored_as_before() -> None:
    assert mark_record(Mark(PaperKey("k"), note="n")) == {"note": "n"}


def test_highlights_stand_in_the_order_of_the_text_each_once() -> None:
    later, sooner = replace(PASSAGE, id="2", block=9), replace(PASSAGE, id="3", start=2)
    assert in_order((later, PASSAGE, sooner, PASSAGE)) == (sooner, PASSAGE, later)
    changed = replace(PASSAGE, note="other")
    assert with_highlight((PASSAGE, later), changed) == (changed, later)


def test_quotations_and_their_notes_count_as_notes() -> None:
    assert replace(MARK, note="mine").all_notes == "mine\na chosen passage\nwhy it matters"


@pytest.mark.parametrize(
    "record",
    [
        {"highlights": "x"},
        {"highlights": [{"id": "1"}]},
        {"highlights": [{**mark_record(MARK)["highlights"][0], "block": -1}]},
        {"highlights": [{**mark_record(MARK)["highlights"][0], "start": True}]},
        {"place": {"block": 1}},
        {"place": 7},
    ],
)
def test_a_record_that_is_none_is_told(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"highlight|place|list"):
        mark_from_record("k", record)


def test_texts_in_a_record_are_made_safe() -> None:
    record = mark_record(MARK)
    record["highlights"][0]["quote"] = "red \x1b[31m text\u202e"
    assert mark_from_record("k", record).highlights[0].quote == "red ␛[31m text"
