"""Merges of a paper in words; a rise of votes is counted from day to day."""

from dataclasses import replace

import pytest

from paper_tui.papers.identity import Identity
from paper_tui.papers.merge_history import merges
from paper_tui.papers.paper import Sighting
from tests.papers.helpers import paper


def test_each_record_that_was_merged_is_told_in_words() -> None:
    sightings = (
        Sighting("daily-papers", "2026-09-03"),
        Sighting(
            "arxiv", seen="2026-09-04T08:00:00.000Z", version=2, matched="title", brought=("arxiv_id", "doi")
        ),
        Sighting("daily-papers", "2026-09-05", matched="arXiv id"),
        Sighting("daily-papers", "2026-09-06", votes=1_200, matched="arXiv id"),
    )
    told = list(merges(replace(paper(), sightings=sightings)))
    assert [merge["text"] for merge in told] == [
        "2026-09-04 arxiv v2, found by title, brought arXiv id and DOI",
        "2026-09-05 daily-papers, found by arXiv id, brought nothing new",
        "2026-09-06 daily-papers, found by arXiv id, brought 1,200 upvotes",
    ]
    assert told[0]["brought"] == ["arxiv_id", "doi"]


@pytest.mark.parametrize(
    ("counts", "rise"),
    [
        ([], 0),
        ([("2026-09-01", 5)], 0),
        ([("2026-09-01T08", 5), ("2026-09-01T09", 7)], 2),
        ([("2026-09-01T08", 5), ("2026-09-01T09", 7), ("2026-09-02T08", 9), ("2026-09-02T09", 12)], 5),
        ([("2026-09-01", 5), ("2026-09-02", 3)], -2),
        ([("", 5), ("", 8)], 3),
    ],
)
def test_a_rise_is_counted_from_the_last_count_of_an_earlier_day(
    counts: list[tuple[str, int]], rise: int
) -> None:
    sightings = tuple(Sighting("daily-papers", seen=seen, votes=votes) for seen, votes in counts)
    assert replace(paper(), sightings=(*sightings, Sighting("bibtex"))).rise == rise


@pytest.mark.parametrize(
    ("mine", "theirs", "common"),
    [
        (Identity("1706.03762", "10.1/x"), Identity("1706.03762", "10.1/y"), "arXiv id"),
        (Identity("", "10.1/x", "A"), Identity("1706.03762", "10.1/x", "A"), "DOI"),
        (
            Identity(title="A", author="Ann Lee", year="2017"),
            Identity(title="a", author="Lee, A."),
            "title and first author",
        ),
        (
            Identity(title="A", author="Ann Lee", year="2017"),
            Identity(title="a", year="2018"),
            "title and year",
        ),
        (
            Identity(title="A", author="Ann Lee", year="2017"),
            Identity(title="a", author="Bo Lee", year="2017"),
            "title, first author and year",
        ),
        (Identity(title="A"), Identity(title="a"), "title"),
        (Identity(title="A"), Identity(title="B"), ""),
        (Identity("1706.03762", title="A"), Identity("1706.03763", title="A"), ""),
    ],
)
def test_what_two_papers_have_in_common(mine: Identity, theirs: Identity, common: str) -> None:
    assert mine.in_common(theirs) == common
