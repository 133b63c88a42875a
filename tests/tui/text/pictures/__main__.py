"""Keeps the text page as text, or draws it: ``python -m tests.tui.text.pictures [--draw FOLDER]``."""

from __future__ import annotations

import argparse
import asyncio
import gzip
import os
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from paper_tui.papers.shelf import State
from paper_tui.tui.app import PaperApp
from paper_tui.tui.text.text_screen import TextScreen
from screenshots.make import example
from tests.tui.helpers import Reader, until
from tests.tui.pictures.drawing import CONFIG_FILE, page, press
from tests.tui.pictures.scenes import LOOKS, PLAIN, SIZES, Scene

FOLDER = Path(__file__).parent
PAPER = Path(__file__).parents[3] / "documents" / "papers" / "rivers.html.gz"
SCENES = (
    Scene("opened"),
    Scene("equations", ("right_square_bracket",) * 2 + ("right_curly_bracket",)),
    Scene("table", ("right_square_bracket", "right_square_bracket", "ctrl+d", "ctrl+d")),
    Scene("letters", ("g", "right_square_bracket", "right_square_bracket", "l")),
    Scene("reference", ("l", "a")),
    Scene("TeX", ("equals_sign", "a")),
    Scene("outline", ("tab",)),
    Scene("outline filtered", ("tab", *"re")),
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
    app = PaperApp(lambda: library, replace(settings, config_file=CONFIG_FILE, config=PLAIN))
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
            if screen.focused is not screen.view or screen.find.is_on:
                await press(reader, ("escape",))
    library.close()


async def pages(size: tuple[int, int]) -> str:
    """Every scene at a size, as it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join([page(scene, app) async for scene, app in walk(Path(folder), size, LOOKS[0])])


def kept(size: tuple[int, int]) -> Path:
    """The file that keeps a size."""
    return FOLDER / f"{size[0]}x{size[1]}.txt"


async def draw(into: Path, size: tuple[int, int], look: str) -> None:
    """Draw every scene at a size in a look."""
    with tempfile.TemporaryDirectory() as folder:
        async for scene, app in walk(Path(folder), size, look):
            name = f"text-{scene.name.replace(' ', '-')}-{size[0]}x{size[1]}-{look}.svg"
            (into / name).write_text(app.export_screenshot(title=scene.name), "utf-8")


def main() -> None:
    """Read the command line, and keep or draw."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.text.pictures", description=__doc__)
    parser.add_argument("--draw", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    os.environ["COLORTERM"] = "truecolor"
    for size in SIZES:
        os.environ.pop("NO_COLOR", None)
        if options.draw is None:
            kept(size).write_text(asyncio.run(pages(size)), "utf-8")
            continue
        options.draw.mkdir(parents=True, exist_ok=True)
        for look in LOOKS:
            if look == "terminal":
                os.environ["NO_COLOR"] = "1"
            asyncio.run(draw(options.draw, size, look))


if __name__ == "__main__":
    main()
