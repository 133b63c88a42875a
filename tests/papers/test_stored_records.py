"""Records of a library's own files: whatever they hold is read, cleaned and bounded, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers import stored_records
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, PaperKey, Sighting
from paper_tui.papers.people import Person
from paper_tui.papers.publication import Publication
from paper_tui.papers.serialization import Entry, entry_record, mark_record, paper_record
from paper_tui.papers.shelf import Mark, State
from paper_tui.papers.stored_records import LARGEST, stored_mark, stored_paper
from tests.papers.helpers import marks, papers
from tests.papers.test_records import values

HOSTILE = "a\x1b]0;title\x07b\u202ec\x9b31md"
ACTING = {"\x1b", "\x07", "\u202e", "\x9b"}


def _texts(value: object) -> list[str]:
    """Every text in a JSON value, names included."""
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@given(papers)
def test_a_paper_that_was_read_comes_back_equal(paper: Paper) -> None:
    once = stored_paper(paper.key, json.loads(json.dumps(paper_record(paper))))
    assert stored_paper(once.key, json.loads(json.dumps(paper_record(once)))) == once


def test_a_paper_of_a_source_comes_back_equal() -> None:
    paper = build_paper(
        title="Über Gödel — “on” $x^2$ and 東京",
        abstract="First paragraph.\n\nSecond, with naïve words.",
        authors=["Kurt Gödel", Person("Neumann", "John", "von")],
        published="1931-01",
        doi="10.1007/BF01700692",
        venue="Monatshefte",
        keywords=["logic"],
        links=["https://github.com/x/y"],
        sightings=[Sighting("bibtex", votes=3, brought=("doi",))],
        details={"volume": "38", "note": "Two\nlines"},
    )
    assert stored_paper(paper.key, json.loads(json.dumps(paper_record(paper)))) == paper


@given(marks)
def test_a_mark_that_was_read_comes_back_equal(mark: Mark) -> None:
    once = stored_mark(mark.key, json.loads(json.dumps(mark_record(mark))))
    assert stored_mark(once.key, json.loads(json.dumps(mark_record(once)))) == once
    assert (once.state, once.tags, once.bookmarked) == (mark.state, mark.tags, mark.bookmarked)


def test_no_field_is_forgotten() -> None:
    assert {field.name for field in fields(Paper)} == {*stored_records._PAPER, "key", "people", "publication"}
    assert {field.name for field in fields(Mark)} == {*stored_records._MARK, "key", "unread"}
    assert {field.name for field in fields(Sighting)} == {*stored_records._SIGHTING}
    assert {field.name for field in fields(Publication)} == stored_records._PUBLICATION


@given(st.dictionaries(st.sampled_from([*stored_records._PAPER, "authors", "editors", "volume"]), values))
def test_any_record_is_a_paper(record: dict[str, Any]) -> None:
    paper = stored_paper("k", record)
    assert paper.title
    assert paper.year is None or paper.year < 10_000
    json.dumps(entry_record(Entry(paper, Mark(paper.key))))


@given(st.dictionaries(st.sampled_from([*stored_records._MARK, "later"]), values))
def test_any_record_is_a_mark_and_is_kept_as_it_was_written(record: dict[str, Any]) -> None:
    mark = stored_mark("k", record)
    assert stored_mark("k", mark_record(mark)) == mark
    assert mark_record(mark).get("later", None) == record.get("later")


@given(values)
def test_what_is_no_object_is_an_empty_record(value: Any) -> None:  # noqa: ANN401 - any JSON
    assert stored_paper("k", value if not isinstance(value, dict) else []).title == "k"
    assert stored_mark("k", value if not isinstance(value, dict) else []).is_blank


def test_nothing_that_acts_on_a_terminal_comes_through() -> None:
    text = HOSTILE
    record = dict.fromkeys(stored_records._PAPER, text) | dict.fromkeys(stored_records._PUBLICATION, text)
    record |= {name: [text] for name in ("authors", "editors", "categories", "keywords", "aliases", "files")}
    record |= {"parts": [{"key": text, "why": text, "found": {text: [text]}, "before": {}, "same": [text]}]}
    record |= {
        "raw": {text: text},
        "details": {text: text},
        "links": [{"url": "https://a.example/", "kind": text}],
    }
    record |= {"sightings": [{"source": text, "matched": text, "brought": [text]}], "published": "abc-99-zz"}
    record |= {"records": [{"format": text, "key": text, "type": text, "fields": [[text, text]]}]}
    paper = stored_paper(text, record)
    mark = stored_mark(text, dict.fromkeys(stored_records._MARK, text) | {"tags": [text], "ruled": [text]})
    for shown in _texts(entry_record(Entry(paper, mark))):
        assert not ACTING & {*shown}
    assert (paper.published, paper.added, paper.links[0].kind, mark.bookmarked) == ("", "", "project", "")


@pytest.mark.parametrize("number", [-1, LARGEST + 1, 10**300, True, 1.5, "7"])
def test_only_believable_numbers_are_believed(number: object) -> None:
    paper = stored_paper("k", {"title": "A", "arxiv_version": number, "sightings": [{"votes": number}]})
    assert (paper.arxiv_version, paper.votes) == (None, None)


def test_lengths_are_bounded() -> None:
    paper = stored_paper("k", {"title": "t" * 10**6, "abstract": "a" * 10**6, "keywords": ["x"] * 10**5})
    assert len(paper.title) < 2_000
    assert len(paper.abstract) < 30_000
    assert len(paper.keywords) <= 20_000


def test_what_a_later_version_knows_is_shown_as_new_and_kept() -> None:
    mark = stored_mark("k", {"state": "archived", "colour": {"name": "red"}, "note": "mine", "rating": 0})
    assert (mark.state, mark.note, mark.is_blank) == (State.NEW, "mine", False)
    changed = replace(mark, bookmarked="2026-09-03T10:00:00.000Z")
    assert (
        mark_record(changed).items() >= {"state": "archived", "colour": {"name": "red"}, "rating": 0}.items()
    )
    assert mark_record(replace(changed, state=State.DONE))["state"] == "done"
    assert not stored_mark("k", {"colour": "red"}).is_blank
    assert stored_mark("k", {}) == Mark(PaperKey("k"))


@pytest.mark.parametrize("depth", [10, 100, 900])
def test_what_is_nested_too_deep_is_left_out_and_breaks_nothing(depth: int) -> None:
    deep: Any = {"x": 1}
    for _ in range(depth):
        deep = [deep]
    mark = stored_mark("k", {"later": deep, "note": "mine"})
    assert mark.note == "mine"
    assert bool(mark.unread) is (depth < 50)
    json.dumps([[[[mark_record(mark)]]]])
    paper = stored_paper("k", {"title": "A", "parts": [{"key": "é", "found": {"x": deep}}]})
    json.dumps([[[[paper_record(paper)]]]])
