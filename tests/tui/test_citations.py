"""The page of citations: groups, other lists, adding, and what services do not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from paper_tui.config import Config
from paper_tui.library import Library, fetch_settings
from paper_tui.settings import Settings
from paper_tui.sources.services import FetchSettings
from paper_tui.tui.citations import citation_screen
from paper_tui.tui.citations.citation_screen import CitationScreen
from paper_tui.tui.text.text_screen import TextScreen
from tests.library.citing.test_citations import CITED, CITING, OTHER, PAGE, serve
from tests.sources.services import citing
from tests.sources.services.helpers import Server, answer, running
from tests.tui.helpers import DIALOG_SIZES, Reader, reading, until


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        serve(server)
        yield server


@pytest.fixture
def online(server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a server in place of all services, which nobody waits for."""
    timing = citing.quick()

    def unpaced(config: Config) -> FetchSettings:
        return replace(fetch_settings(config), timing=timing)

    monkeypatch.setattr(citation_screen, "fetch_settings", unpaced)
    services = dict.fromkeys((*citing.NAMES, "arxiv", "doi"), server.url)
    config = replace(settings.config, services=services, api_keys={"openalex": "s3cret"})
    return replace(settings, config=config)


@pytest.fixture
def three(library: Library) -> Library:
    """A library of three papers, of which one has a text that cites another."""
    library.imports.add([CITING, OTHER, CITED], "papers")
    library.texts.attach(CITING, PAGE)
    library.marks.set_bookmarked([library.find(CITED.key)], True)
    return library


async def citations(reader: Reader, of: str = CITING.arxiv_id) -> CitationScreen:
    await reader.search(f"id:{of}")
    await reader.press("B")
    screen = reader.app.screen
    assert isinstance(screen, CitationScreen)
    return screen


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_kept_text_is_shown_in_groups_and_a_paper_of_the_library_opens(
    three: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(three, settings, size) as reader:
        await citations(reader)
        assert "IN YOUR LIBRARY  1" in reader.text
        assert "★○ " in reader.text or "★● " in reader.text
        await reader.press("enter")
        assert reader.app.screen is reader.main
        assert reader.main.paper is not None
        assert reader.main.paper.key == CITED.key


async def test_groups_say_what_is_known_and_what_is_not(three: Library, settings: Settings) -> None:
    async with reading(three, settings) as reader:
        await citations(reader)
        assert "KNOWN  1" in reader.text
        assert "UNRESOLVED  1" in reader.text
        assert "from the kept text" in reader.text


async def test_services_are_asked_where_no_text_is_kept_and_say_whose_an_empty_answer_is(
    three: Library, online: Settings
) -> None:
    async with reading(three, online) as reader:
        await citations(reader, CITED.doi)
        assert "KNOWN  2" in reader.text
        assert "OpenAlex 1 · Semantic Scholar 1 · Crossref 2 · OpenCitations 1" in reader.text
        await reader.press("tab")
        assert "cited by 3" in reader.text
        assert "Semantic Scholar lists none" in reader.text
        assert "The Ebb of a Small Harbour" in reader.text


async def test_the_selected_works_are_added_in_one_step_and_that_is_undone(
    three: Library, online: Settings, server: Server
) -> None:
    server.on("/api/query", answer("<feed/>", content_type="application/atom+xml"))
    async with reading(three, online) as reader:
        await citations(reader, CITED.doi)
        before = len(three.catalogue)
        await reader.press("v", "v", "a")
        assert len(three.catalogue) == before + 2
        assert "IN YOUR LIBRARY  2" in reader.text
        await reader.press("u")
        assert len(three.catalogue) == before
        assert "IN YOUR LIBRARY" not in reader.text
        await reader.burst("A", "escape")
        assert reader.app.screen is reader.main
        assert len(three.catalogue) == before + 2


async def test_connections_and_what_bookmarks_cite_come_with_reasons(
    three: Library, settings: Settings
) -> None:
    three.texts.attach(OTHER, PAGE)
    three.marks.set_bookmarked([three.find(key) for key in (CITING.key, OTHER.key)], True)
    async with reading(three, settings) as reader:
        await citations(reader)
        await reader.press("shift+tab")
        assert "YOUR BOOKMARKS CITE AND YOU LACK  1" in reader.text
        assert f"2 cite it: {CITING.title}; {OTHER.title}" in reader.text
        await reader.press("shift+tab")
        assert f"2 works in common: {CITED.title}" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_offline_says_so_in_one_line_and_offers_the_text(
    three: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPER_TUI_OFFLINE", "1")
    async with reading(three, settings) as reader:
        await citations(reader, OTHER.arxiv_id)
        assert "Services were not asked: --offline is set" in reader.text
        assert "No references are known" in reader.text
        await reader.press("f")
        await until(lambda: isinstance(reader.app.screen, TextScreen))
