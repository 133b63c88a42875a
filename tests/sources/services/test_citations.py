"""References and citations from services, in the shapes of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.papers.cancellation import NEVER
from paper_tui.papers.identity import Identity
from paper_tui.papers.work import Work
from paper_tui.sources.services import FetchError, FetchSettings, NotFound
from paper_tui.sources.services.citations import CITATION_SERVICES, Direction, Listed
from tests.sources.services import citing
from tests.sources.services.helpers import Server, answer, running

CITES, CITED_BY = Direction
SERVICES = {service.name: service for service in CITATION_SERVICES}
PAPER = Identity("2401.00001", citing.OWN)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def settings(server: Server, tmp_path: Path) -> FetchSettings:
    urls = dict.fromkeys(citing.NAMES, server.url)
    return FetchSettings(tmp_path, urls, timing=citing.quick(), api_keys={"openalex": "s3cret"})


def ask(settings: FetchSettings, name: str, direction: Direction = CITES, paper: Identity = PAPER) -> Listed:
    return SERVICES[name].ask(paper, direction, settings, NEVER)


def test_openalex_lists_references_a_hundred_at_a_time(server: Server, settings: FetchSettings) -> None:
    works = [citing.openalex_work(number, f"Study {number}", f"10.1000/{number}") for number in range(2, 250)]
    citing.openalex(server, works, [])
    listed = ask(settings, "openalex")
    assert listed.works[0] == Work("Study 2", ("Ada Brook",), "2020", doi="10.1000/2", sources=("OpenAlex",))
    assert listed.total == 248
    asked = [each.query["filter"].count("|") + 1 for each in server.asked[1:]]
    assert asked == [100, 100, 48]
    assert {each.query["api_key"] for each in server.asked} == {"s3cret"}


def test_openalex_takes_two_requests_for_who_cites_a_paper(server: Server, settings: FetchSettings) -> None:
    arxiv = citing.openalex_work(7, "Ebb", page="http://arxiv.org/abs/2501.00007")
    citing.openalex(server, [], [arxiv], total=8_123)
    listed = ask(settings, "openalex", CITED_BY)
    assert [(work.title, work.arxiv_id) for work in listed.works] == [("Ebb", "2501.00007")]
    assert (listed.total, len(server.asked)) == (8_123, 2)


def test_a_paper_of_arxiv_alone_goes_by_the_doi_of_datacite(server: Server, settings: FetchSettings) -> None:
    server.on(
        "/index/v2/references/doi:10.48550/arXiv.2401.00001",
        answer([citing.citation("doi:x", "doi:10.48550/arXiv.2301.00003 pmid:3")]),
    )
    (work,) = ask(settings, "opencitations", paper=Identity("2401.00001")).works
    assert (work.arxiv_id, work.doi) == ("2301.00003", "")


def test_opencitations_lists_dois(server: Server, settings: FetchSettings) -> None:
    citing.opencitations(server, ["10.1000/A"], ["10.1000/b", "10.1000/c"])
    assert [work.doi for work in ask(settings, "opencitations").works] == ["10.1000/a"]
    assert [work.doi for work in ask(settings, "opencitations", CITED_BY).works] == ["10.1000/b", "10.1000/c"]


def test_crossref_has_what_publishers_deposited(server: Server, settings: FetchSettings) -> None:
    structured = {"article-title": "Ebb", "author": "Brook", "year": "2019a", "DOI": "10.1000/EBB"}
    printed = {"unstructured": "A. Brook. Flood. arXiv:2301.00003, 2023"}
    citing.crossref(server, [structured, printed, {"key": "ref3"}])
    listed = ask(settings, "crossref")
    assert [(work.title, work.year, work.doi, work.arxiv_id) for work in listed.works] == [
        ("Ebb", "2019", "10.1000/ebb", ""),
        ("", "", "", "2301.00003"),
    ]
    assert listed.works[1].label.startswith("A. Brook. Flood.")


def test_semantic_scholar_prefers_the_arxiv_id_and_leaves_out_what_has_no_title(
    server: Server, settings: FetchSettings
) -> None:
    works = [
        citing.scholar_work("Ebb", {"ArXiv": "2301.00003", "DOI": "10.1000/EBB"}),
        citing.scholar_work(None),
    ]
    citing.scholar(server, "ARXIV:2401.00001", works, [citing.scholar_work("Flood", None)])
    (work,) = ask(settings, "semanticscholar").works
    assert (work.arxiv_id, work.doi, work.venue) == ("2301.00003", "10.1000/ebb", "Journal of Tides")
    assert [work.title for work in ask(settings, "semanticscholar", CITED_BY).works] == ["Flood"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_that_does_not_know_the_paper_says_so(settings: FetchSettings, name: str) -> None:
    with pytest.raises(NotFound):
        ask(settings, name)


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"data": null}', b'{"message": 3}', b'[[1], null, {"cited": 3}]', b'"no"']
)
def test_answers_of_another_shape_list_nothing(
    server: Server, settings: FetchSettings, name: str, body: bytes
) -> None:
    every = SERVICES[name]
    paths = {
        "openalex": f"/works/doi:{citing.OWN}",
        "semanticscholar": "/graph/v1/paper/ARXIV:2401.00001/references",
        "crossref": f"/works/{citing.OWN.replace('/', '%2F')}",
        "opencitations": f"/index/v2/references/doi:{citing.OWN}",
    }
    server.on(paths[name], answer(body))
    assert every.ask(PAPER, CITES, settings, NEVER).works == ()


def test_a_key_is_in_no_message(server: Server, settings: FetchSettings) -> None:
    server.on(f"/works/doi:{citing.OWN}", answer({"error": "key s3cret is invalid"}, 403))
    with pytest.raises(FetchError) as failed:
        ask(settings, "openalex")
    assert "403" in str(failed.value)
    assert "s3cret" not in str(failed.value)


@pytest.mark.parametrize(
    "said",
    [
        answer(b'{"id": "https://openalex', 200),
        answer(b"<html><body>Log in</body></html>"),
        answer(b"{}", length=900),
        answer({}, 301, location="http://169.254.169.254/"),
    ],
)
def test_faults_are_errors(server: Server, settings: FetchSettings, said: bytes) -> None:
    server.on(f"/works/doi:{citing.OWN}", said)
    with pytest.raises(FetchError):
        ask(settings, "openalex")


def test_a_merged_work_is_followed_to_its_new_name(server: Server, settings: FetchSettings) -> None:
    citing.openalex(server, [citing.openalex_work(2, "Ebb")], [])
    moved = answer({}, 301, location="/works/W1?select=id,referenced_works,cited_by_count&api_key=s3cret")
    own = server.routes[f"/works/doi:{citing.OWN}"]
    server.on("/works/W1", *own)
    server.on(f"/works/doi:{citing.OWN}", moved)
    assert [work.title for work in ask(settings, "openalex").works] == ["Ebb"]
    assert server.asked[1].target.count("api_key=") == 1
