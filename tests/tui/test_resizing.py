"""After any change of the terminal's size everything is wrapped for its width at once."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.widgets.paper_text import PaperText
from tests.tui.helpers import MEDIUM, USUAL, Reader, reading

SIZES = ((200, 30), (160, 30), (140, 30), (122, 24), (120, 24), (90, 24), (80, 24), (40, 10))
PATH = ((122, 24), (40, 10), (122, 24), (200, 30))
DIALOGS = (
    *("question_mark", "colon", "comma", "t", "n", "i", "r", "s", "y", "R", "apostrophe", "number_sign"),
    *("M", "l"),
)


def whole_words(reader: Reader) -> None:
    """The abstract is wrapped at words, for the width of its pane."""
    text = reader.main.query_one(PaperText)
    if not text.region or not text.display or not text.region.width:
        return
    lines = [text.render_line(y).text.strip() for y in range(text.size.height)]
    words = set(text.content.plain.split())
    assert all(word in words for line in lines for word in line.split()), lines
    assert max(map(cell_len, lines), default=0) <= text.size.width


@pytest.mark.parametrize("keys", [(), ("enter",)], ids=["panes", "reading"])
async def test_the_text_is_wrapped_anew_at_every_size(
    library: Library, settings: Settings, keys: tuple[str, ...]
) -> None:
    async with reading(library, settings, SIZES[0]) as reader:
        await reader.press(*keys)
        for size in (*SIZES, SIZES[0]):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            whole_words(reader)
            assert all(cell_len(line) <= size[0] for line in reader.lines)
            assert reader.current[:10] in reader.text


async def test_a_dialog_looks_as_if_it_was_opened_at_that_size(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        for key in DIALOGS:
            await reader.press(key)
            opened = reader.lines
            await reader.pilot.resize_terminal(*MEDIUM)
            await reader.settle()
            shrunk = reader.lines
            await reader.press("escape", key)
            assert shrunk == reader.lines, key
            await reader.pilot.resize_terminal(*USUAL)
            await reader.settle()
            assert opened == reader.lines, key
            await reader.press("escape", "escape")
            assert reader.pilot.app.screen is reader.main, key


SCREENS = {
    "panes": (),
    "filters": ("1",),
    "finding": ("enter", "slash", "t"),
    "nothing matches": ("slash", *"zzqqy", "enter"),
    "keys": ("comma", *"jjjjjjj", "enter"),
    "rule": ("R", "n", *"dull"),
    "note": ("n", *"of my own"),
    "recap": ("T", "b", "x", "space", "escape"),
    "text": ("enter", "enter"),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_a_screen_looks_the_same_whether_it_shrank_or_grew(
    library: Library, settings: Settings, keys: tuple[str, ...]
) -> None:
    paper = next(paper for paper in library.catalogue if "Attention Is" in paper.title)
    library.texts.attach(paper, b"# Rivers\n\n" + b"Water runs downhill and turns now and then. " * 20)
    async with reading(library, settings, SIZES[0]) as reader:
        await reader.press(*keys)
        seen = {SIZES[0]: reader.lines}
        for size in PATH:
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            now = reader.lines
            assert seen.setdefault(size, now) == now, size
