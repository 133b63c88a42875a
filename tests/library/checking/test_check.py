"""Updates of papers: from services in their real shapes, distinguished, reported once."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from paper_tui.library import Library
from paper_tui.library.checking.check_results import Checked
from paper_tui.network import offline
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.paper_updates import update_kinds
from paper_tui.search import Query, Scope
from paper_tui.sources.services import FetchSettings
from paper_tui.sources.services.updates import doi_hash
from tests.library.completion.test_completer import settings as of_completion
from tests.sources.services.helpers import Asked, Server, answer, running

RETRACTED, CONCERN, CORRECTED, NOTICE = (f"10.1000/{name}" for name in ("gone", "doubt", "fixed", "notice"))
PREPRINT, JOURNAL = "10.1101/2026.01.02.000001", "10.1000/j.2026.7"
NOW = datetime(2026, 9, 4, tzinfo=UTC)


class Services:
    """arXiv, Zotero's list and Crossref, as they answer."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.retracted = {RETRACTED}
        self.works = {
            RETRACTED: work(RETRACTED, [notice("retraction", "10.1000/r", source="retraction-watch")]),
            CONCERN: work(CONCERN, [notice("expression_of_concern", "10.1000/c")]),
            CORRECTED: work(CORRECTED, [notice("erratum", "10.1000/e"), notice("new_edition", "10.1000/n")]),
            NOTICE: work(NOTICE) | {"update-to": [notice("retraction", RETRACTED)]},
            PREPRINT: work(PREPRINT) | {"relation": {"is-preprint-of": [{"id-type": "doi", "id": JOURNAL}]}},
            JOURNAL: work(JOURNAL),
        }
        self.arxiv: dict[str, str] = {}
        server.on("/retractions/list", self._list)
        server.on("/retractions/search", self._search)
        server.on("/works", self._works)
        server.on("/api/query", self._arxiv)

    def _list(self, connection: socket.socket, asked: Asked) -> None:
        lines = sorted(f"d{doi_hash(doi)[:5]} 12345\n" for doi in {*self.retracted, "10.9999/other"})
        tag = f'"{len(self.retracted)}"'
        if asked.headers.get("if-none-match") == tag:
            connection.sendall(answer(b"", 304))
        else:
            connection.sendall(answer("".join([*lines, "p12345 678\n"]), content_type="text/plain", ETag=tag))

    def _search(self, connection: socket.socket, asked: Asked) -> None:
        wanted = json.loads(asked.body)
        rows = [
            {
                "doi": doi_hash(doi),
                "retractionDOI": "10.1000/r",
                "date": "2026-05-04",
                "reasons": ["Error in Data"],
                "urls": [],
            }
            for doi in self.retracted
            if f"d{doi_hash(doi)[:5]}" in wanted
        ]
        connection.sendall(answer([*rows, {"doi": "0" * 40, "date": None}, "odd"]))

    def _works(self, connection: socket.socket, asked: Asked) -> None:
        dois = [part.removeprefix("doi:") for part in asked.query["filter"].split(",")]
        items = [self.works[doi] for doi in dois if doi in self.works]
        connection.sendall(answer({"status": "ok", "message-type": "work-list", "message": {"items": items}}))

    def _arxiv(self, connection: socket.socket, asked: Asked) -> None:
        entries = "".join(self.arxiv.get(each, "") for each in asked.query["id_list"].split(","))
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="{ARXIV}">{entries}</feed>'
        connection.sendall(answer(f'<?xml version="1.0"?>{feed}', content_type="application/atom+xml"))

    @property
    def paths(self) -> list[str]:
        return [asked.target.partition("?")[0] for asked in self.server.asked]


ARXIV = "http://arxiv.org/schemas/atom"


def entry(number: str, version: int, title: str, **told: str) -> str:
    extra = "".join(f"<arxiv:{name}>{escape(text)}</arxiv:{name}>" for name, text in told.items())
    return (
        f"<entry><id>http://arxiv.org/abs/{number}v{version}</id><title>{title}</title>"
        "<summary>We row.</summary>"
        f"<published>2025-02-01T00:00:00Z</published><updated>2026-08-01T00:00:00Z</updated>"
        f"<author><name>Ada Lovelace</name></author>{extra}</entry>"
    )


def notice(kind: str, doi: str, source: str = "publisher") -> dict[str, object]:
    updated = {"date-parts": [[2026, 5, 4]], "date-time": "2026-05-04T00:00:00Z", "timestamp": 1}
    return {"updated": updated, "DOI": doi, "type": kind, "label": kind.capitalize(), "source": source}


def work(doi: str, updated_by: list[dict[str, object]] | None = None) -> dict[str, object]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [f"On {doi}"],
        "container-title": ["Journal of Tides"],
        "issued": {"date-parts": [[2026, 5]]},
        "volume": "7",
        "reference-count": 0,
        "is-referenced-by-count": 0,
        "updated-by": updated_by or [],
    }


def paper(doi: str = "", arxiv_id: str = "", title: str = "") -> Paper:
    sightings = [Sighting("test")]
    return build_paper(title=title or f"On {doi}", doi=doi, arxiv_id=arxiv_id, sightings=sightings)


@pytest.fixture
def services() -> Iterator[Services]:
    with running() as server:
        yield Services(server)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return opened(tmp_path)


def opened(folder: Path, days: int = 0) -> Library:
    return Library.open(folder / "library", lambda: NOW + timedelta(days=days))


def how(services: Services, folder: Path) -> FetchSettings:
    made = of_completion(services.server, folder)
    return replace(made, base_urls={**made.base_urls, "retractions": services.server.url})


def check(library: Library, services: Services, folder: Path, **options: bool) -> Checked:
    return library.checker.check([*library.catalogue], how(services, folder), **options)


def test_retraction_concern_and_correction_are_kept_apart_and_a_notice_is_not_retracted(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(doi) for doi in (RETRACTED, CONCERN, CORRECTED, NOTICE)], "test")
    found = check(library, services, tmp_path)
    kinds = {each.doi: tuple(kind.value for kind in update_kinds(each)) for each in library.catalogue}
    assert kinds == {
        RETRACTED: ("retracted",),
        CONCERN: ("concern",),
        CORRECTED: ("corrected",),
        NOTICE: (),
    }
    assert sorted(news.kind for news in found.news) == ["concern", "corrected", "retracted"]
    (retraction,) = library.find(RETRACTED).updates
    assert (retraction.day, retraction.notice, retraction.reason) == (
        "2026-05-04",
        "10.1000/r",
        "Error in Data",
    )
    for flag, doi in (("retracted", RETRACTED), ("concern", CONCERN), ("corrected", CORRECTED)):
        assert [each.doi for each in library.search(Scope(Query.parse(f"is:{flag}"))).papers()] == [doi]
    assert len(library.search(Scope(Query.parse("has:update")))) == 3
    for form in ("bibtex", "csl-json"):
        assert "Retracted 2026-05-04 (10.1000/r)" in "".join(library.export([*library.entries()], form))
    assert "RETRACTED 2026-05-04" in "".join(library.export([*library.entries()], "text"))


def test_each_thing_is_told_once_also_with_two_readers_and_asked_for_once_a_week(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(RETRACTED)], "test")
    other = opened(tmp_path)
    assert len(check(library, services, tmp_path).news) == 1
    asked = len(services.server.asked)
    other.refresh()
    found = check(other, services, tmp_path)
    assert (found.news, found.asked, found.fresh) == ([], 0, 1)
    assert len(services.server.asked) == asked
    assert check(other, services, tmp_path, again=True).news == []
    assert check(opened(tmp_path, days=8), services, tmp_path).news == []
    assert len(services.server.asked) > asked


def test_the_list_of_retractions_is_asked_with_beginnings_of_hashes_only(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(RETRACTED), paper(CONCERN)], "test")
    check(library, services, tmp_path)
    (asked,) = (each for each in services.server.asked if each.target.endswith("/search"))
    assert json.loads(asked.body) == [f"d{doi_hash(RETRACTED)[:5]}"]
    check(library, services, tmp_path, again=True)
    (_, again) = (each for each in services.server.asked if each.target.endswith("/list"))
    assert again.headers["if-none-match"] == '"1"'


def test_a_notice_that_no_service_has_any_more_is_lifted_and_told(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(RETRACTED)], "test")
    check(library, services, tmp_path)
    services.retracted, services.works[RETRACTED] = set(), work(RETRACTED)
    found = check(library, services, tmp_path, again=True)
    assert [news.kind for news in found.news] == ["lifted"]
    assert library.find(RETRACTED).updates == ()


def test_a_hundred_and_twenty_papers_take_three_requests_of_each_service(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(f"10.1000/x{number}") for number in range(120)], "test")
    check(library, services, tmp_path)
    assert services.paths.count("/works") == 3


def test_a_newer_version_a_withdrawal_and_a_publication_are_found_at_arxiv(
    library: Library, services: Services, tmp_path: Path
) -> None:
    rows = [("2502.00001", "Oars"), ("2502.00002", "Sails"), ("2502.00003", "Keels"), ("2502.00004", "Masts")]
    library.imports.add([paper(arxiv_id=f"{number}v1", title=title) for number, title in rows], "test")
    services.arxiv = {
        "2502.00001": entry("2502.00001", 2, "Better Oars"),
        "2502.00002": entry("2502.00002", 2, "Sails", comment="This paper has been withdrawn by the authors"),
        "2502.00003": entry("2502.00003", 1, "Keels", doi=JOURNAL, journal_ref="J. Tides 7 (2026)"),
        "2502.00004": entry("2502.00004", 1, "Masts", journal_ref="Tides Lett. 12, 3 (2024)"),
    }
    found = check(library, services, tmp_path)
    assert sorted((news.paper.arxiv_id, news.kind) for news in found.news) == [
        ("2502.00001", "version"),
        ("2502.00002", "version"),
        ("2502.00002", "withdrawn"),
        ("2502.00003", "published"),
        ("2502.00004", "published"),
    ]
    assert [step.label for step in library.find("2502.00001").version_steps] == ["v1 → v2"]
    keels = library.find("2502.00003")
    assert (keels.doi, keels.venue, keels.publication.volume) == (JOURNAL, "Journal of Tides", "7")
    assert (keels.published, keels.publication.issued) == ("2025-02-01", "2026-05")
    assert library.find("2502.00004").publication.issued == "2024"
    library.history.undo()
    assert all(not each.doi and not each.versions for each in library.catalogue)


def test_bibtex_cites_the_published_version_or_the_preprint_by_the_setting(
    library: Library, services: Services, tmp_path: Path
) -> None:
    library.imports.add([paper(PREPRINT, title="Rudders")], "test")
    found = check(library, services, tmp_path)
    assert [news.kind for news in found.news] == ["published"]
    rudders = library.find(PREPRINT)
    assert (rudders.doi, rudders.publication.journal_doi) == (PREPRINT, JOURNAL)
    cited = "".join(library.export([*library.entries()], "bibtex"))
    assert f"doi = {{{JOURNAL}}}" in cited
    assert "year = {2026}" in cited
    assert "journal = {Journal of Tides}" in cited


@pytest.mark.parametrize(
    "fault", [answer(b"", 500), answer(b"", 404), answer(b"<html>log in</html>"), answer(b'{"mess')]
)
def test_a_service_that_fails_is_named_and_what_others_said_is_kept(
    library: Library, services: Services, tmp_path: Path, fault: bytes
) -> None:
    library.imports.add([paper(RETRACTED)], "test")
    services.server.on("/works", fault)
    found = check(library, services, tmp_path)
    assert [news.kind for news in found.news] == ["retracted"]
    assert "Crossref" in found.problems
    assert check(library, services, tmp_path).asked == 1  # it is asked again before a week is over


def test_offline_no_connection_is_made(library: Library, services: Services, tmp_path: Path) -> None:
    library.imports.add([paper(RETRACTED)], "test")
    with offline(wanted=True):
        found = library.checker.check([*library.catalogue], how(services, tmp_path))
    assert found.problem == "No service was asked: --offline is set"
    assert services.server.asked == []
