"""Papers without identifiers are completed from services: all that is certain, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from paper_tui.library import Library
from paper_tui.library.completion.outcome import Completion
from paper_tui.papers.builder import build_paper
from paper_tui.papers.merge_history import merges
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.sources.bundled_papers import starter
from paper_tui.sources.services import FetchSettings, Limits, Timing
from tests.library.sharing.hub import Hub, Known
from tests.sources.services.helpers import Server, answer, atom, running

DAY = "2026-09-03"
KINDS = {
    *("sequel", "v2/v3", "two/three", "prefix", "not"),
    *("same title by others", "extended abstract", "erratum"),
}
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


def settings(server: Server, folder: Path, **api_keys: str) -> FetchSettings:
    urls = dict.fromkeys(("daily", "arxiv", "doi", "crossref", "datacite", "semanticscholar"), server.url)
    slept = [0.0]

    def sleep(seconds: float) -> None:
        slept[0] += seconds

    quick = Timing(now=lambda: 1.8e9 + slept[0], steady=lambda: slept[0], sleep=sleep, jitter=lambda: 0.0)
    return FetchSettings(folder / "pacing", urls, limits=Limits(), timing=quick, api_keys=api_keys)


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
    assert {each.kind for each in hub.others} == KINDS


def test_where_only_decoys_are_offered_nothing_is_filled(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, KNOWN)
    hub.papers = []
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
    assert {"arxiv_id", "people", "published"} <= {*paper.sightings[-1].brought}
    assert paper.published == "2026-08-31"
    assert [each.edition for each in paper.sightings] == [DAY, ""]  # a look-up is no edition
    assert [each["text"].split(" ")[0] for each in merges(paper)] == ["2026-09-04"]
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


def test_registrars_are_asked_for_what_hugging_face_and_arxiv_do_not_know(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, [])
    mine = build_paper(title="Tides of a Small Harbour", abstract="We measure tides in a small harbour.")
    hub.published = [Known("10.1000/tides.1", mine.title, mine.abstract)]
    found = looked_up(library, server, tmp_path, [mine])
    assert [(each.service, each.offered.doi) for each in found.filled] == [("Crossref", "10.1000/tides.1")]
    assert [urlsplit(asked.target).path for asked in server.asked] == [
        *("/api/papers/search", "/api/query", "/works")
    ]
    library.completer.apply(found.filled)
    paper = library.find("10.1000/tides.1")
    assert (paper.authors, paper.venue, paper.published) == (("Ada Lovelace",), "Journal of Tides", "2026-05")


def test_datacite_and_semantic_scholar_come_last_and_the_key_goes_to_its_service_alone(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, [])
    mine = build_paper(title="Tides of a Small Harbour", abstract="We measure tides in a small harbour.")
    server.on("/graph/v1/paper/search", answer({"total": 1, "data": [SCHOLAR]}))
    library.imports.add([mine], "page")
    known = settings(server, tmp_path, semanticscholar="s3cret")
    found = library.completer.look_up([*library.catalogue], known)
    assert [(each.service, each.offered.arxiv_id) for each in found.filled] == [
        ("Semantic Scholar", "2601.00001")
    ]
    assert [asked.headers.get("x-api-key") for asked in server.asked] == [None] * 4 + ["s3cret"]
    assert urlsplit(server.asked[3].target).path == "/dois"


def test_a_registered_preprint_is_read_from_datacite(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, [])
    server.on("/dois", answer({"data": [DATACITE]}))
    found = looked_up(library, server, tmp_path, [build_paper(title="Tides of a Small Harbour")])
    offered = found.filled[0].offered
    assert (offered.doi, offered.authors) == ("10.5281/zenodo.77", ("Ada Brook", "The Harbour Group"))
    assert (offered.published, offered.abstract) == ("2026-02-03", "We measure.")


def test_a_service_that_refuses_is_passed_over_and_its_key_is_in_no_message(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, [])
    server.on("/api/papers/search", answer({"error": "no such key s3cret"}, 403))
    mine = build_paper(title="Tides of a Small Harbour", abstract="We measure tides in a small harbour.")
    hub.published = [Known("10.1000/tides.1", mine.title, mine.abstract)]
    other = build_paper(title="Words that stand in no title at all, zorblax")
    library.imports.add([mine, other], "page")
    known = settings(server, tmp_path, daily="s3cret")
    found = library.completer.look_up([*library.catalogue], known)
    assert len(found.filled) == 1
    assert sum("papers/search" in asked.target for asked in server.asked) == 1
    assert "403" in found.problem
    assert "s3cret" not in found.problem + repr(known)
    assert found.unasked == 1


def test_what_was_found_is_not_asked_for_again_after_an_interruption(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, KNOWN)
    looked_up(library, server, tmp_path, page(day="")[:3])
    asked = len(server.asked)
    again = library.completer.look_up([*library.catalogue], settings(server, tmp_path))
    assert right_and_wrong(again) == (3, 0)
    assert len(server.asked) == asked


def test_an_offer_that_the_reader_turned_down_is_not_made_again(
    library: Library, server: Server, tmp_path: Path
) -> None:
    hub = Hub(server, KNOWN)
    hub.papers = []
    found = looked_up(library, server, tmp_path, page(day="")[:1])
    library.completer.leave(found.questions)
    again = library.completer.look_up([*library.catalogue], settings(server, tmp_path))
    assert (again.questions, len(again.unknown)) == ([], 1)


def test_papers_with_an_id_and_no_authors_are_asked_for_by_their_id(
    library: Library, server: Server, tmp_path: Path
) -> None:
    server.on("/api/query", answer(atom(1, 2), content_type="application/atom+xml"))
    bare = [build_paper(title=f"A Study of Engine {each}", arxiv_id=f"2609.0000{each}") for each in (1, 2)]
    found = looked_up(library, server, tmp_path, bare)
    library.completer.apply(found.filled)
    assert [paper.authors for paper in library.catalogue] == [("Ada Lovelace",)] * 2
    assert found.requests == 1


def test_an_identifier_that_another_paper_has_is_filled_in_nowhere(
    library: Library, server: Server, tmp_path: Path
) -> None:
    Hub(server, KNOWN[1:2])
    first = KNOWN[1]
    misspelt = build_paper(title=first.title.replace("a", "e", 1), abstract=first.abstract)
    there = build_paper(title=first.title, arxiv_id=first.number, authors=first.authors)
    found = looked_up(library, server, tmp_path, [there, misspelt])
    assert found.filled == []
    assert [(one.key, other.key) for one, other in found.duplicates] == [(misspelt.key, there.key)]


SCHOLAR = {
    "paperId": "f00",
    "title": "Tides of a Small Harbour",
    "abstract": "We measure tides in a small harbour.",
    "authors": [{"authorId": "1", "name": "Ada Brook"}],
    "year": 2026,
    "externalIds": {"ArXiv": "2601.00001"},
}
DATACITE = {
    "id": "10.5281/zenodo.77",
    "type": "dois",
    "attributes": {
        "doi": "10.5281/zenodo.77",
        "titles": [{"title": "Tides of a Small Harbour"}],
        "creators": [
            {"name": "Brook, Ada", "givenName": "Ada", "familyName": "Brook"},
            {"name": "The Harbour Group", "nameType": "Organizational"},
        ],
        "descriptions": [{"description": "We measure.", "descriptionType": "Abstract"}],
        "publicationYear": 2026,
        "dates": [{"date": "2026-02-03", "dateType": "Issued"}],
        "types": {"resourceTypeGeneral": "Preprint"},
        "url": "https://zenodo.org/records/77",
    },
}
