"""In ASCII mode nothing else is drawn, and everything stays in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from paper_tui import glyphs
from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.settings import Settings
from tests.tui.helpers import MEDIUM, WIDE, reading


def test_each_sign_is_as_wide_as_what_stands_for_it() -> None:
    for sign, ascii_sign in glyphs.ASCII.items():
        assert cell_len(chr(sign)) == len(ascii_sign), chr(sign)
        assert str(ascii_sign).isascii()


def test_states_can_be_told_apart_without_colour() -> None:
    for signs in (glyphs.STATES.values(), map(glyphs.in_ascii, glyphs.STATES.values())):
        told = list(signs)
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_every_screen_is_drawn_in_ascii(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    library.marks.set_bookmarked([library.find("1810.04805")], bookmarked=True)
    settings = replace(settings, config=Config(glyphs="ascii"))
    async with reading(library, settings, size) as reader:
        await reader.press("v", "space", "1")
        assert "papers |" in reader.text
        for keys in (("2",), ("question_mark",), ("escape", "s"), ("escape", "n"), ("escape", "ctrl+p")):
            await reader.press(*keys)
            letters = {char for char in reader.text if not char.isascii() and not char.isalpha()}
            assert letters == set()
