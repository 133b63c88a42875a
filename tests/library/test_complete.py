"""Papers without identifiers are completed from services: all that is certain, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.library.complete import Completion
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources.bundled_papers import starter
from paper_tui.sources.services import FetchSettings, Limits, Timing
from tests.library.hub import Hub, Known
from tests.sources.services.helpers import Server, answer, running

DAY = "2026-09-03"
BUNDLED = list(starter())
KNOWN = [
    Known(f"2508.{number:05}", paper.title, paper.abstract, paper.authors)
    for number, paper in enumerate(BUNDLED)
]


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))


def settings(server: Server, folder: Path) -> FetchSettings:
    urls = {"daily": server.url, "arxiv": server.url}
    slept = [0.0]

    def sleep(seconds: float) -> None:
        slept[0] += seconds

    quick = Timing(now=lambda: 1.8e9 + slept[0], steady=lambda: slept[0], sleep=sleep, jitter=lambda: 0.0)
    return FetchSettings(folder / "pacing", urls, limits=Limits(), timing=quick)


def page(day: str = DAY) -> list[Paper]:
    """Papers as a page shows them: titles and abstracts alone."""
    return [
        build_paper(title=paper.title, abstract=paper.abstract, sightings=[Sighting("daily-papers", day)])
        for paper in BUNDLED
    ]


def looked_up(library: Library, server: Server, folder: Path, papers: list[Paper]) -> Completion:
    library.imports.add(papers, "page")
    return library.completer.look_up([*library.catalogue], settings(server, folder))


def right_and_wrong(found: Completion) -> tuple[int, int]:
    numbers = {known.title: known.number for known in KNOWN}
    right = sum(numbers[each.paper.title] == each.offered.arxiv_id for each in found.filled)
    return right, len(found.filled) - right


def test_a_page_of_a_known_day_takes_one_request(library: Library, server: Server, tmp_path: Path) -> None:
    Hub(server, KNOWN, DAY)
    found = looked_up(library, server, tmp_path, page())
    assert right_and_wrong(found) == (len(KNOWN), 0)
    assert found.requests == len(server.asked) == 1


def test_papers_of_no_known_day_take_two_requests_at_most_and_no_decoy_is_taken(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, KNOWN)
    assert hub.decoys >= 300
    found = looked_up(library, server, tmp_path, page(day=""))
    right, wrong = right_and_wrong(found)
    assert wrong == 0
    assert right >= 0.98 * len(KNOWN)
    assert len(server.asked) <= 2 * len(KNOWN)


def test_where_only_decoys_are_offered_nothing_is_filled(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, KNOWN)
    hub._papers = []
    few = page(day="")[:8]
    found = looked_up(library, server, tmp_path, few)
    assert found.filled == []
    assert {each.paper.key for each in found.questions} == {paper.key for paper in few}


def test_what_was_filled_is_one_step_that_says_where_it_came_from_and_can_be_undone(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, KNOWN)
    before = {paper.key: paper for paper in page()}
    found = looked_up(library, server, tmp_path, list(before.values()))
    library.completer.apply(found.filled)
    paper = library.find("2508.00000")
    assert paper.key in before
    assert (paper.title, paper.abstract) == (BUNDLED[0].title, BUNDLED[0].abstract)
    assert {"arxiv_id", "people"} <= {*paper.sightings[-1].brought}
    assert library.history.changes(1)[0].label == f"completed {len(KNOWN)} papers"
    library.history.undo()
    assert all(not paper.arxiv_id for paper in library.catalogue)


def test_what_a_paper_has_stays(library: Library, server: Server, tmp_path: Path) -> None:
    Hub(server, KNOWN)
    mine = build_paper(title=BUNDLED[0].title, abstract="My words.", authors=["Ashish Vaswani", "And Me"])
    found = looked_up(library, server, tmp_path, [mine])
    candidates = [*found.filled, *found.questions]
    library.completer.apply([each for each in candidates if each.offered.arxiv_id == "2508.00000"])
    paper = library.find(mine.key)
    assert paper.arxiv_id == "2508.00000"
    assert (paper.abstract, paper.authors) == ("My words.", ("Ashish Vaswani", "And Me"))


def test_an_unknown_title_is_not_asked_for_again_within_a_week(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, KNOWN)
    nowhere = build_paper(title="Words that stand in no title at all, zorblax")
    first = looked_up(library, server, tmp_path, [nowhere])
    assert [paper.title for paper in first.unknown] == [nowhere.title]
    asked = len(server.asked)
    again = looked_up(library, server, tmp_path, [nowhere])
    assert [paper.title for paper in again.unknown] == [nowhere.title]
    assert len(server.asked) == asked


def test_a_service_that_fails_ends_the_look_up_and_keeps_what_was_found(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, KNOWN)
    server.on("/api/papers/search", answer(b"", 404))
    known, other = page()[:2], build_paper(title="Another Paper Without a Day")
    found = looked_up(library, server, tmp_path, [*known, other])
    assert len(found.filled) == 2
    assert "404" in found.problem
