"""Makes the pictures of the README from the running reader: ``python screenshots/make.py``.

The tests make each picture again and compare, so that none can show a reader that no longer exists.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp

FOLDER = Path(__file__).parent
MADE_WITH = FOLDER / "made-with.txt"
"""The version of Textual that drew the pictures; another may draw them otherwise."""
STARRED = ("1706.03762", "2005.11401", "2112.10752", "1810.04805")


@dataclass(frozen=True)
class Picture:
    """One picture: what the terminal is like, and what is pressed in it."""

    name: str
    size: tuple[int, int] = (140, 40)
    theme: str = "ink"
    keys: Sequence[str] = ()


PICTURES = (
    Picture("wide-dark", keys=("j",)),
    Picture("wide-light", theme="paper", keys=("j",)),
    Picture("search-typo", keys=("slash", *"difusion", "space", *"transfromer", "enter")),
    Picture("medium", size=(80, 24), keys=("j",)),
    Picture("narrow", size=(40, 16), keys=("j",)),
    Picture("reading", size=(100, 24), keys=("j", "enter")),
    Picture("bookmarks", keys=("4", "j", "enter")),
    Picture("triage", size=(100, 26), keys=("T", "b", "x")),
    Picture("recap", size=(100, 26), keys=("T", "b", "x", "space", "right", "x", "d", "escape")),
    Picture("help", size=(110, 62), keys=("question_mark",)),
)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every search has been answered and drawn, with cursors that stand still."""
    await pilot.pause()
    searches = [worker for worker in pilot.app.workers if worker.group == "search"]
    if searches:
        await pilot.app.workers.wait_for_complete(searches)
    for field in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
        field.cursor_blink = False
    await pilot.pause()


async def draw(picture: Picture, library: Library, settings: Settings) -> str:
    """Press the keys and return what is seen, as SVG."""
    app = PaperApp(lambda: library, settings)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        while app.main is None:
            await pilot.pause()
        await settle(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await settle(pilot)
        return app.export_screenshot(title="paper-tui")


def example(folder: Path) -> tuple[Library, Settings]:
    """The starter library on a fixed day, with a few marks."""
    moment = datetime(2026, 9, 4, 8, 0, tzinfo=UTC)
    settings = Settings(folder, lambda: moment, config=Config(seen_after=60))
    library = Library.open(settings.library, settings.clock)
    library.place = "~/library"
    for number in STARRED:
        library.set_bookmarked([library.find(number)], bookmarked=True)
    library.set_tags([library.find("2112.10752")], ["vision", "diffusion"])
    library.set_tags([library.find("1810.04805")], ["nlp"])
    library.set_note(library.find("1810.04805"), "Compare with RoBERTa: is the next-sentence task needed?")
    return library, settings


def main() -> None:
    """Make every picture."""
    from importlib.metadata import version

    os.environ.pop("NO_COLOR", None)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            library, settings = example(Path(folder))
            drawn = asyncio.run(draw(picture, library, settings))
            (FOLDER / f"{picture.name}.svg").write_text(drawn, encoding="utf-8")
            library.close()
    MADE_WITH.write_text(f"textual {version('textual')}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
