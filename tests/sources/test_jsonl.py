from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.serialization import Entry, entry_record, paper_record
from paper_tui.papers.shelf import Mark, State, mark_of
from tests.sources.helpers import items, papers, rejects

TEXTS = st.text(max_size=40)
TITLES = TEXTS.filter(lambda text: build_or_none(text) is not None)


def build_or_none(title: str) -> Paper | None:
    try:
        return build_paper(title=title)
    except ValueError:
        return None


BUILT = st.builds(
    build_paper,
    title=TITLES,
    abstract=TEXTS,
    authors=st.lists(TEXTS, max_size=3),
    published=st.sampled_from(["", "2017", "2017-06", "2017-06-12"]),
    arxiv_id=st.sampled_from(["", "1706.03762v5"]),
    doi=st.sampled_from(["", "10.1000/x"]),
    venue=TEXTS,
    keywords=st.lists(TEXTS, max_size=2),
    summary=TEXTS,
    links=st.sampled_from([[], ["https://github.com/a/b"]]),
    sightings=st.sampled_from([[], [Sighting("arxiv", "2026-09-03", 3, 4, 5, "2026-11-23T10:00:00.000Z")]]),
    details=st.dictionaries(TEXTS, TEXTS, max_size=2),
)


def line(paper: Paper, mark: Mark) -> str:
    return json.dumps(entry_record(Entry(paper, mark)))


@given(BUILT)
@settings(max_examples=60, deadline=None)
def test_public_record_reads_back_to_an_equal_paper(paper: Paper) -> None:
    assert items(line(paper, mark_of(paper))) == [paper]


@given(BUILT)
@settings(max_examples=60, deadline=None)
def test_stored_record_with_its_key_reads_back_to_an_equal_paper(paper: Paper) -> None:
    assert items(json.dumps({"key": paper.key} | paper_record(paper))) == [paper]


@pytest.mark.parametrize("wrapped", [False, True])
def test_records_of_ours_are_known_whatever_their_source_said(wrapped: bool) -> None:
    telling = {"authors_parsed": "0", "type": "book", "itemType": "book", "message-type": "work"}
    record = {"key": "title:a", "title": "A", **telling, "authors": ["Jane Roe"]}
    (paper,) = papers(json.dumps([record] if wrapped else record))
    assert (paper.key, paper.authors) == ("title:a", ("Jane Roe",))


def test_what_the_reader_did_comes_along() -> None:
    paper = build_paper(title="Finding Again")
    mark = Mark(
        paper.key, paper.identity, "2026-01-01T00:00:00.000Z", State.READING, ("a-tag",), "a\n  note",
        "2026-01-02T00:00:00.000Z",
    )  # fmt: skip
    assert items(line(paper, mark)) == [Entry(paper, mark)]


def test_texts_changed_by_someone_else_are_cleaned() -> None:
    record = entry_record(Entry(build_paper(title="T"), mark_of(build_paper(title="T"))))
    record |= {"title": "\x1b[2Jx", "url": "javascript:alert(1)", "published": "soon", "key": "rm -rf\n"}
    record |= {"links": [{"url": "file:///etc/passwd", "kind": "code"}]}
    (paper,) = papers(json.dumps(record))
    assert (paper.title, paper.url, paper.published, paper.links) == ("␛[2Jx", "", "", ())
    assert paper.key.startswith("title:")


def test_records_of_other_programs_are_read_by_their_names() -> None:
    record = {
        "title": "T",
        "authors": [{"given": "Ann", "family": "One"}, "Bob Two"],
        "year": 2020,
        "doi": "10.1000/a",
    }
    (paper,) = papers(json.dumps(record))
    assert (paper.authors, paper.published, paper.doi) == (("Ann One", "Bob Two"), "2020", "10.1000/a")


@pytest.mark.parametrize(
    ("links", "kept"),
    [
        (["https://github.com/a/b", "https://example.org/x"], ["https://github.com/a/b", "https://example.org/x"]),
        ([{"url": "https://github.com/a/b", "kind": "?"}, {"href": "https://example.org/"}, {}, 7], [
            "https://github.com/a/b", "https://example.org/",
        ]),
        (["javascript:alert(1)", "file:///etc/passwd", "no address"], []),
        ("https://example.org/x", []),
        (None, []),
    ],
)  # fmt: skip
def test_links_of_other_programs_are_kept_when_they_are_safe(links: object, kept: list[str]) -> None:
    (paper,) = papers(json.dumps({"title": "T", "links": links}))
    assert [link.url for link in paper.links] == kept
    assert all(link.kind == "code" for link in paper.links if "github" in link.url)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{broken", "the line is no JSON object"),
        ("[1]", "the line is no JSON object"),
        ("[" * 100_000, "the line is no JSON object"),
        ('{"abstract": "x"}', "no title"),
        ('{"key": "title:x", "title": "T", "sightings": [], "authors": "x"}', "authors is not a list"),
        ('{"key": "title:x", "title": "T", "sightings": [1]}', "a sighting is not an object"),
        ('{"key": "title:x", "title": "T", "state": "asleep"}', "'asleep' is not a valid State"),
    ],
)
def test_bad_line_is_told_and_its_neighbours_are_kept(bad: str, reason: str) -> None:
    data = f'{{"title": "A"}}\n\n{bad}\n{{"title": "B"}}\n'
    assert [paper.title for paper in papers(data)] == ["A", "B"]
    assert rejects(data) == [(3, reason)]


def test_lines_put_into_an_array_come_back_with_what_their_reader_did() -> None:
    paper = build_paper(title="A Study", arxiv_id="2609.00001", sightings=[Sighting("arxiv")])
    mark = Mark(paper.key, paper.identity, state=State.LATER, tags=("vision",))
    text = json.dumps([entry_record(Entry(paper, mark)), {"title": "Another"}, {"no": "title"}], indent=1)
    assert items(text)[0] == Entry(paper, mark)
    assert [found.title for found in papers(text)] == ["Another"]
    assert rejects(text) == [(text.count("\n", 0, text.index('"no"')), "no title")]


@pytest.mark.parametrize(
    "key", [{}, {"key": "arxiv:2401.00001", "sightings": []}, {"key": "arxiv:2401.00001"}]
)
def test_votes_of_a_record_without_sightings_are_kept(key: dict[str, object]) -> None:
    (paper,) = papers(json.dumps({"title": "A", "votes": 7, **key}), "jsonl")
    assert paper.votes == 7


def test_the_source_and_edition_of_such_a_record_are_kept_too() -> None:
    record = {"key": "x:1", "title": "A", "votes": 7, "source": "daily-papers", "edition": "2026-09-03"}
    (paper,) = papers(json.dumps(record), "jsonl")
    assert (paper.source, paper.edition, paper.votes) == ("daily-papers", "2026-09-03", 7)


@pytest.mark.parametrize("votes", [-1, True, "7", 1.5, None])
def test_votes_that_are_no_count_do_not_keep_a_record_out(votes: object) -> None:
    (paper,) = papers(json.dumps({"title": "A", "votes": votes}), "jsonl")
    assert paper.votes is None
