"""Papers completed from the reader: what is certain, what is asked, and what is said without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.network import OFFLINE_VARIABLE
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.questions import QuestionsScreen
from tests.library.sharing.hub import Hub, Known
from tests.sources.services.helpers import Server, running
from tests.tui.helpers import reading

TITLES = ("Tides of a Small Harbour", "Harbours and Their Tides")
ABSTRACT = "We measure tides in a small harbour with a rod and a clock, and find them to be late."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pace requests in a folder of the test's own, and without waiting."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("paper_tui.sources.services.rate_limit._wait", lambda *_: 0.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def asking(settings: Settings, server: Server) -> Settings:
    services = dict.fromkeys(("daily", "arxiv", "doi", "crossref", "datacite"), server.url)
    return replace(settings, config=Config(services=services))


def fill(library: Library) -> None:
    library.imports.add([build_paper(title=title, abstract=ABSTRACT) for title in TITLES], "page")


async def test_what_is_certain_is_filled_and_one_key_takes_it_back(
    library: Library, asking: Settings, server: Server
) -> None:
    fill(library)
    Hub(server, [Known(f"2609.0000{number}", title, ABSTRACT) for number, title in enumerate(TITLES)])
    async with reading(library, asking) as reader:
        await reader.press("asterisk", "C")
        assert "2 completed (u undoes it)" in reader.said
        await reader.press("ampersand", "r")
        assert all(paper.citation_key.startswith("lovelace2026") for paper in library.catalogue)
        await reader.press("u")
        assert all(paper.citation_key.startswith("anon") for paper in library.catalogue)
        assert {paper.arxiv_id for paper in library.catalogue} == {"2609.00000", "2609.00001"}
        assert "authors, date, address and arXiv id: from Hugging Face" in reader.detail
        await reader.press("u")
        assert {paper.arxiv_id for paper in library.catalogue} == {""}


async def test_what_is_doubtful_is_asked_in_one_list_with_both_abstracts(
    library: Library, asking: Settings, server: Server
) -> None:
    fill(library)
    doubtful = [f"{title} II" for title in TITLES]
    Hub(
        server, [Known(f"2609.0000{number}", title, ABSTRACT) for number, title in enumerate(doubtful)]
    ).others = []
    async with reading(library, asking) as reader:
        await reader.press("asterisk", "C")
        assert isinstance(reader.app.screen, QuestionsScreen)
        assert reader.text.count("We measure tides") == 2
        taken, left = (question.paper.key for question in reader.app.screen._questions)
        await reader.press("y", "n")
        papers = {paper.key: paper for paper in library.catalogue}
        assert papers[taken].arxiv_id
        assert not papers[left].arxiv_id
        assert papers[taken].title in TITLES
        await reader.press("C")
        assert "1 not found" in reader.said
        await reader.press("u")
        assert not any(paper.arxiv_id for paper in library.catalogue)


async def test_without_a_network_it_says_what_to_do(
    library: Library, asking: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OFFLINE_VARIABLE, "1")
    fill(library)
    async with reading(library, asking) as reader:
        await reader.press("C")
        assert "--offline is set" in reader.said
        assert "C continues from there once services can be reached" in reader.said
