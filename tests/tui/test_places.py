"""The place in each paper's text is kept: at another paper, at another width, and for the next visit."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading

WORDS = " ".join(f"word{number:04}" for number in range(1_500))
SIZES = [WIDE, MEDIUM, NARROW]


@pytest.fixture
def long(library: Library) -> Library:
    """Two papers of many screens, whose every word tells where it stands."""
    library.imports.add([build_paper(title=title, abstract=WORDS) for title in ("Kettle", "Teapot")], "test")
    return library


def first_word(reader: Reader) -> int:
    """The number of the first word of the text that can be seen."""
    return int(reader.text.partition("word")[2][:4])


@pytest.mark.parametrize("size", SIZES)
async def test_each_text_is_shown_again_from_where_it_was_left(
    long: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(long, settings, size) as reader:
        await reader.press("enter", *["pagedown"] * 3)
        left = first_word(reader)
        assert left > 10
        await reader.press("right")
        assert first_word(reader) == 0, "another paper begins at its beginning"
        await reader.press("pagedown", "left")
        assert first_word(reader) == left
        await reader.press("g", "right", "left")
        assert first_word(reader) == 0


@pytest.mark.parametrize("size", SIZES)
async def test_reading_in_full_width_and_back_stays_at_the_place(
    long: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(long, settings, size) as reader:
        await reader.press("3", *["ctrl+d"] * 8)
        left = first_word(reader)
        assert left > 20
        await reader.press("enter", "escape", "enter")
        assert left - 12 < first_word(reader) <= left
        await reader.press("escape", "3")
        assert first_word(reader) == left


async def test_the_next_visit_goes_on_at_the_same_words_in_a_terminal_of_another_width(
    long: Library, settings: Settings
) -> None:
    async with reading(long, settings, WIDE) as reader:
        await reader.press("enter", "G")
        end = first_word(reader)
        await reader.press("right", *["ctrl+d"] * 4)
        title, left = reader.current, first_word(reader)
        await reader.leave("ctrl+q")
    async with reading(long, settings, NARROW) as reader:
        assert reader.current == title
        await reader.press("enter")
        assert left - 5 < first_word(reader) <= left
        await reader.press("left")
        assert end - 5 < first_word(reader) <= end, "the paper before it is where it was left, too"


async def test_the_place_is_the_same_after_links_were_asked_for(long: Library, settings: Settings) -> None:
    link = build_paper(title="Spoon", abstract=WORDS, url="https://example.org/spoon")
    long.imports.add([link], "test")
    async with reading(long, settings, MEDIUM) as reader:
        await reader.search("spoon")
        await reader.press("enter", *["pagedown"] * 2)
        left = first_word(reader)
        await reader.press("l", "escape")
        assert first_word(reader) == left


async def test_a_wider_terminal_shows_the_same_words(long: Library, settings: Settings) -> None:
    async with reading(long, settings, NARROW) as reader:
        await reader.press("enter", *["pagedown"] * 9)
        left = first_word(reader)
        await reader.pilot.resize_terminal(120, 30)
        await reader.settle()
        assert left - 12 < first_word(reader) <= left
        await reader.pilot.resize_terminal(*NARROW)
        await reader.settle()
        assert first_word(reader) == left
