"""A server's catalogue in the reader, below what the library has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.library import Library
from paper_tui.library.sharing.server_catalogue import ServerCatalogue, ServerResults
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import CancelToken
from paper_tui.search import Query
from paper_tui.settings import Settings
from paper_tui.tui.widgets.server_pane import ServerPane
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading, until

MINE = build_paper(title="Attention Here", arxiv_id="2401.00001")
THERE = build_paper(title="Attention \x1b[31mThere [bold]", authors=["Ada Lovelace"], arxiv_id="2401.00002")


class Server:
    """Answers like a server, and remembers what it was asked."""

    def __init__(self, library: Library, **answer: object) -> None:
        self.asked: list[str] = []
        self._library, self._answer = library, answer

    def search(self, query: Query, _: CancelToken) -> ServerResults:
        self.asked.append(str(query))
        known = THERE.key in {paper.key for paper in self._library.catalogue}
        known = known or "here" in str(query)
        return ServerResults(query, () if known else (THERE,), int(known), **self._answer)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is open."""


def served(library: Library, settings: Settings, server: Server) -> Settings:
    library.imports.add([MINE], "papers")
    library.__dict__["server"] = server
    return replace(settings, config=replace(settings.config, catalogue="postgresql://server/papers"))


def pane(reader: Reader) -> ServerPane:
    return reader.main.query_one(ServerPane)


async def answered(reader: Reader) -> None:
    await until(lambda: not reader.main.asks_server)
    await reader.settle()


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_enter_adds_a_paper_of_the_server_and_goes_to_it(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    server = Server(library)
    async with reading(library, served(library, settings, server), size) as reader:
        assert not pane(reader).display
        await reader.search("attention")
        await answered(reader)
        assert server.asked == ["attention"]
        assert reader.titles == [MINE.title]
        await reader.press("5")
        assert "1 not in your lib" in reader.text
        assert "Attention ␛[31mThere [bold]" in reader.text
        await reader.press("enter")
        await answered(reader)
        assert sorted(reader.titles) == sorted([MINE.title, THERE.title])
        assert reader.current == THERE.title
        assert "nothing more" in str(pane(reader).border_title)
        await reader.press("u")
        assert reader.titles == [MINE.title]


async def test_an_answer_to_an_earlier_question_is_not_shown(library: Library, settings: Settings) -> None:
    server = Server(library)
    async with reading(library, served(library, settings, server)) as reader:
        await reader.search("attention")
        await answered(reader)
        assert pane(reader).names
        late = ServerResults(Query.parse("attention"), (THERE,), 0)
        reader.main.control.search.ask("here", replace(reader.main.scope, query=Query.parse("here")))
        await reader.settle()
        assert not pane(reader).names
        reader.main.control.server._accept(late)
        await reader.settle()
        assert not pane(reader).names


async def test_what_is_wrong_with_the_server_is_said_in_its_place(
    library: Library, settings: Settings
) -> None:
    server = Server(library, problem="the server is [away]")
    async with reading(library, served(library, settings, server)) as reader:
        await reader.search("attention")
        await answered(reader)
        assert "On the server · the server is [away]" in reader.text
        await reader.press("escape")
        assert "On the server" not in reader.text


async def test_without_a_server_nothing_is_asked(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("attention")
        assert not pane(reader).display
        await reader.press("5")
        assert "No server is configured" in reader.said
        assert not isinstance(library.__dict__.get("server"), ServerCatalogue)
