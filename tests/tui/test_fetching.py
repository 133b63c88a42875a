"""Services asked from the reader: what is shown meanwhile, that the keys stay free, and what comes of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from paper_tui.config import Config
from paper_tui.folders import cache_folder
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.widgets.title_bar import TitleBar
from tests.sources.services.helpers import Asked, Server, answer, atom, daily_item, daily_page, running
from tests.tui.helpers import Reader, reading, until

DAILY = "/api/daily_papers"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pace requests in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


def asking(settings: Settings, server: Server, *sources: str) -> Settings:
    services = dict.fromkeys(("daily", "arxiv", "doi"), server.url)
    return replace(settings, config=Config(sources=sources, services=services))


async def shown_progress(reader: Reader) -> str:
    bar = reader.main.query_one(TitleBar)
    await until(lambda: bar.activity is not None)
    return str(bar.render())


async def test_a_fetch_under_way_says_so_and_leaves_the_keys_free(
    library: Library, settings: Settings, server: Server
) -> None:
    asked_for = threading.Event()

    def slow(connection: socket.socket, _asked: Asked) -> None:
        asked_for.wait(20)
        connection.sendall(answer(daily_page(1, 2)))

    server.on(DAILY, slow)
    async with reading(library, asking(settings, server, "daily")) as reader:
        before = reader.titles
        await reader.pilot.press("r")
        told = await shown_progress(reader)
        assert "asking Hugging Face Daily Papers" in told
        assert "ctrl+x" in told
        await reader.pilot.press("j", "slash", "b", "e", "r", "t", "enter")
        await reader.pilot.pause()
        assert reader.main.query_one(Input).value == "bert"
        await reader.pilot.press("c")
        assert reader.titles == before
        asked_for.set()
        await reader.settle()
        assert "2 added" in reader.said
        assert sorted(reader.titles) == ["A Study of Engine 1", "A Study of Engine 2"]
        assert reader.main.query_one(TitleBar).activity is None


async def test_a_fetch_can_be_stopped_while_a_service_is_silent(
    library: Library, settings: Settings, server: Server
) -> None:
    over = threading.Event()
    server.on(DAILY, lambda _connection, _asked: over.wait(20) and None)
    async with reading(library, asking(settings, server, "daily")) as reader:
        await reader.pilot.press("r")
        await shown_progress(reader)
        await reader.pilot.press("ctrl+x")
        await reader.settle()
        over.set()
        assert "cancelled" in reader.said
        assert library.is_starter


async def test_what_one_service_brings_is_kept_when_another_fails(
    library: Library, settings: Settings, server: Server
) -> None:
    server.on(DAILY, answer([daily_item(1)]))
    server.on("/api/query", answer(b"", 429, Retry_After="300"))
    async with reading(library, asking(settings, server, "daily", "arxiv:cs.CL")) as reader:
        await reader.press("r")
        assert "arxiv:cs.CL: 127.0.0.1 asks to be left alone" in reader.said
        assert "1 added" in reader.said
        assert reader.titles == ["A Study of Engine 1"]
        await reader.press("u")
        assert len(reader.titles) >= 40, "a fetch is taken back like any import"


async def test_a_refetch_shows_what_rose(library: Library, settings: Settings, server: Server) -> None:
    server.on(DAILY, answer([daily_item(1, 3)]), answer([daily_item(1, 12), daily_item(2, 4)]))
    async with reading(library, asking(settings, server)) as reader:
        for _ in range(2):
            await reader.pilot.press("r")
            reader.pilot.app.screen.query_one(Input).value = "https://huggingface.co/papers"
            await reader.press("enter")
        assert reader.titles == ["A Study of Engine 1", "A Study of Engine 2"]
        assert "12 (+9)" in reader.detail
        assert "▲12" in reader.text
        await reader.press("s", "g")
        assert reader.titles == ["A Study of Engine 1", "A Study of Engine 2"]
        assert "+9" in next(line for line in reader.lines if "A Study of Engine 1" in line)


async def test_a_newer_version_of_a_paper_is_noticed_in_the_list_and_in_its_text(
    library: Library, settings: Settings, server: Server
) -> None:
    page = atom(1, 1)
    server.on("/api/query", answer(page), answer(page.replace("00001v1", "00001v3")))
    async with reading(library, asking(settings, server, "arxiv:2609.00001")) as reader:
        await reader.press("r")
        assert "v1" not in reader.text
        (cache_folder() / "services").rename(cache_folder() / "paced")
        await reader.press("r")
        assert "A Study of Engine 1 v3" in reader.text
        assert "v3 since 4 Sep 2026" in reader.detail
        await reader.search("has:revision")
        assert reader.titles == ["A Study of Engine 1"]
