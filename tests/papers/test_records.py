"""Papers and marks survive the way to JSON and back; what is no record is said to be none."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import (
    Entry,
    entry_record,
    mark_from_record,
    mark_record,
    paper_from_record,
    paper_record,
)
from paper_tui.papers.shelf import Mark, mark_of
from tests.papers.helpers import marks, papers

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
PROMISED = {
    "key",
    "title",
    "abstract",
    "authors",
    "published",
    "url",
    "arxiv_id",
    "doi",
    "venue",
    "categories",
}
PROMISED |= {"source", "votes", "bookmarked", "state", "standing", "tags", "note"}
FIELDS = (
    "title",
    "abstract",
    "authors",
    "arxiv_version",
    "links",
    "sightings",
    "raw",
    "details",
    "published",
)


@given(papers)
def test_a_paper_comes_back_equal(paper: Paper) -> None:
    assert paper_from_record(paper.key, json.loads(json.dumps(paper_record(paper)))) == paper


@given(marks)
def test_a_mark_comes_back_equal(mark: Mark) -> None:
    assert mark_from_record(mark.key, json.loads(json.dumps(mark_record(mark)))) == mark


@given(papers)
def test_a_public_record_is_a_stored_one_with_more(paper: Paper) -> None:
    record = json.loads(json.dumps(entry_record(Entry(paper, mark_of(paper)))))
    assert record.keys() >= PROMISED
    stored = {name: value for name, value in record.items() if value is not None}
    assert paper_from_record(paper.key, stored) == paper


@pytest.mark.parametrize("name", FIELDS)
@given(value=values)
def test_a_wrong_type_is_a_value_error_and_nothing_else(name: str, value: Any) -> None:  # noqa: ANN401
    try:
        paper = paper_from_record("k", {"title": "A", name: value})
    except ValueError:
        return
    assert paper_from_record("k", paper_record(paper)) == paper
    assert paper.year is None or isinstance(paper.year, int)


@given(values)
def test_any_json_is_a_record_or_a_value_error(value: Any) -> None:  # noqa: ANN401
    for read in (paper_from_record, mark_from_record):
        with suppress(ValueError):
            assert read("k", value).key == "k"


@pytest.mark.parametrize("name", ["identity", "state", "tags", "bookmarked", "note", "seen", "rule", "ruled"])
@given(value=values)
def test_a_wrong_mark_is_a_value_error_and_nothing_else(name: str, value: Any) -> None:  # noqa: ANN401
    try:
        mark = mark_from_record("k", {name: value})
    except ValueError:
        return
    assert mark_from_record("k", mark_record(mark)) == mark


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "title"),
        ({"title": ""}, "title"),
        ({"title": "A", "authors": "B"}, "authors is not a list"),
        ({"title": "A", "authors": [1]}, "authors holds something other than names"),
        ({"title": "A", "arxiv_version": True}, "arxiv_version is not a whole number"),
        ({"title": "A", "links": [{"url": "x", "kind": "y"}]}, "a link has no known kind"),
        ({"title": "A", "sightings": [1]}, "a sighting is not an object"),
        ({"title": "A", "details": {"a": 1}}, "details is not an object of texts"),
        ({"title": "A", "doi": 1}, "doi is not a text"),
    ],
)
def test_the_message_names_what_is_wrong(record: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        paper_from_record("k", record)
