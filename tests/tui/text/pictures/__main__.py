"""Keeps the text page as text, or draws it: ``python -m tests.tui.text.pictures [--draw FOLDER]``."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from paper_tui.papers.shelf import State
from paper_tui.tui.app import PaperApp
from paper_tui.tui.text.text_screen import TextScreen
from screenshots.make import example
from tests.tui.helpers import Reader, until
from tests.tui.pictures.command import Pictures
from tests.tui.pictures.drawing import CONFIG_FILE, press
from tests.tui.pictures.scenes import PLAIN, Scene

PAPER = Path(__file__).parents[3] / "documents" / "papers" / "rivers.html.gz"
SCENES = (
    Scene("opened"),
    Scene("equations", ("right_square_bracket",) * 2 + ("right_curly_bracket",)),
    Scene("table", ("right_square_bracket", "right_square_bracket", "ctrl+d", "ctrl+d")),
    Scene("letters", ("g", "right_square_bracket", "right_square_bracket", "l")),
    Scene("reference", ("l", "a")),
    Scene("TeX", ("equals_sign", "a")),
    Scene("outline", ("tab",)),
    Scene("outline filtered", ("tab", "slash", *"re")),
    Scene("search", ("slash", *"bend", "tab", "n")),
    Scene("passage", ("g", "right_square_bracket", "right_curly_bracket", "v", "v", "w", "w", "w")),
    Scene("highlight", ("v", "h", "v", "n", *"why", "escape")),
    Scene("theorem", ("right_square_bracket",) * 4),
    Scene("references", ("G",)),
)
"""From the beginning of a text on, one after another."""


async def walk(folder: Path, size: tuple[int, int], theme: str) -> AsyncIterator[tuple[Scene, PaperApp]]:
    """The text of the first paper at each scene."""
    library, settings = example(folder)
    app = PaperApp(
        lambda: library, replace(settings, config_file=CONFIG_FILE, config=replace(PLAIN, text_figures="off"))
    )
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await until(lambda: app.main is not None)
        reader = Reader(app, pilot)
        await press(reader, ())
        paper = reader.list.current
        assert paper is not None
        library.marks.set_state([paper], State.READING)  # else the bottom line says so for a while
        library.texts.attach(paper, gzip.decompress(PAPER.read_bytes()))
        await press(reader, ("enter", "enter"))
        for scene in SCENES:
            await press(reader, scene.enter)
            app.clear_notifications()
            await reader.settle()
            yield scene, app
            screen = app.screen
            assert isinstance(screen, TextScreen)
            while screen.focused is not screen.view or screen.find.is_on:
                await press(reader, ("escape",))
    library.close()


PICTURES = Pictures(Path(__file__).parent, walk, prefix="text-")

if __name__ == "__main__":
    PICTURES.main("python -m tests.tui.text.pictures", __doc__)
