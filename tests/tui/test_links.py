"""A paper's links, opened and copied by a letter."""

from __future__ import annotations

import io

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.links import LABELS, LinksScreen
from tests.tui.helpers import DIALOG_SIZES, MEDIUM, NARROW, USUAL, Reader, reading

CODE = "https://github.com/tensorflow/tensor2tensor"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that a browser was given."""
    given: list[str] = []
    monkeypatch.setenv("BROWSER", "looker")
    monkeypatch.setattr(
        "paper_tui.tui.system.browser.subprocess.Popen", lambda command, **_: given.append(command[-1])
    )
    return given


def letter_of(reader: Reader, wanted: str) -> str:
    """The letter that stands in the line of an address."""
    line = next(line for line in reader.lines if wanted in line)
    before = line[: line.index(wanted)].split()
    return next(word for word in reversed(before) if len(word) == 1 and word in LABELS)


@pytest.mark.parametrize("size", [USUAL, MEDIUM])
async def test_a_letter_beside_each_link_opens_it(
    library: Library, settings: Settings, opened: list[str], size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.press("l")
        await reader.press(letter_of(reader, CODE[:30]))
        assert opened == [CODE]
        assert reader.pilot.app.screen is reader.main


async def test_links_in_an_abstract_are_coloured_and_opened_by_their_letters(
    library: Library, settings: Settings, opened: list[str]
) -> None:
    url = "https://example.org/kettles"
    library.imports.add([build_paper(title="Kettles", abstract=f"We boil water ({url}). It is hot.")], "test")
    async with reading(library, settings) as reader:
        shown = reader.main.text.scrolled.content
        start = shown.plain.index(url)
        spans = [span for span in shown.spans if span.style == "$accent" and span.start == start]
        assert [span.end - span.start for span in spans] == [len(url)]
        await reader.press("l")
        line = next(line for line in reader.lines if "We boil water" in line)
        letter = line[: line.index(url)].split()[-1]
        await reader.press(letter)
        assert opened == [url]


async def test_where_the_text_is_not_seen_the_links_are_listed(
    library: Library, settings: Settings, opened: list[str]
) -> None:
    async with reading(library, settings, NARROW) as reader:
        await reader.press("l")
        assert "Links" in reader.text
        assert "github.com" in reader.text
        await reader.press("d")
        await reader.press("l", "down", "enter")
        assert opened == [CODE, "https://arxiv.org/pdf/1706.03762"]


async def test_a_link_is_copied_after_y(library: Library, settings: Settings, opened: list[str]) -> None:
    async with reading(library, settings) as reader:
        await reader.press("l", "y", "d")
        assert reader.pilot.app.clipboard == CODE
        assert opened == []


async def test_leaving_the_links_brings_the_text_back(
    library: Library, settings: Settings, opened: list[str]
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        before = reader.text
        await reader.press("l")
        assert "Noam Shazeer" not in reader.text, "the text is scrolled to its links"
        await reader.press("escape")
        assert reader.text == before
        assert opened == []


async def test_letters_of_the_links_do_nothing_else(
    library: Library, settings: Settings, opened: list[str]
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("l", "b", "x", "q", "j")
        assert len(library.shelf) == 0
        assert opened == []
        assert reader.list.cursor == 1


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_very_many_links_have_a_letter_each(
    library: Library, settings: Settings, opened: list[str], size: tuple[int, int]
) -> None:
    links = [f"https://example.org/{number:02}" for number in range(60)]
    library.imports.add([build_paper(title="Linked", links=links)], "test")
    async with reading(library, settings, size) as reader:
        await reader.press("l")
        assert isinstance(reader.pilot.app.screen, LinksScreen)
        await reader.press(LABELS[0])
        await reader.press("l", "M")
        assert opened == [links[0], links[len(LABELS) - 1]]


async def test_a_paper_without_links_offers_ways_to_find_it(
    library: Library, settings: Settings, opened: list[str]
) -> None:
    library.imports.read(io.BytesIO(b'{"title": "Alone"}'), "one.jsonl", "jsonl")
    async with reading(library, settings) as reader:
        await reader.press("l")
        assert "No link is known" in reader.text
        assert "look it up by its title" in reader.text
        await reader.press("w")
        assert opened == ["https://arxiv.org/search/?searchtype=title&query=Alone"]
