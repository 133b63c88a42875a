"""Makes the pictures of the README from the running reader: ``python screenshots/make.py``."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp

FOLDER = Path(__file__).parent
STARRED = ("1706.03762", "2005.11401", "2112.10752", "1810.04805")


@dataclass(frozen=True)
class Picture:
    """One picture: what the terminal is like, and what is pressed in it."""

    name: str
    size: tuple[int, int] = (140, 40)
    theme: str = "ink"
    keys: Sequence[str] = ()


PICTURES = (
    Picture("wide-dark", keys=("j", "j")),
    Picture("wide-light", theme="paper", keys=("j", "j")),
    Picture("search-typo", keys=("slash", *"difusion transfromer", "enter")),
    Picture("medium", size=(80, 24), keys=("j",)),
    Picture("narrow", size=(40, 20), keys=("j",)),
    Picture("reading", size=(100, 30), keys=("enter",)),
    Picture("bookmarks", keys=("4", "j")),
    Picture("help", size=(110, 60), keys=("question_mark",)),
)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    searches = [worker for worker in pilot.app.workers if worker.group == "search"]
    if searches:
        await pilot.app.workers.wait_for_complete(searches)
    await pilot.pause()


async def make(picture: Picture, library: Library, settings: Settings) -> None:
    """Press the keys and keep what is seen."""
    app = PaperApp(library, settings)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        await settle(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await settle(pilot)
        app.save_screenshot(f"{picture.name}.svg", str(FOLDER))


def main() -> None:
    """Make every picture on a starter library with a few marks."""
    clock = lambda: datetime(2026, 9, 4, 8, 0, tzinfo=UTC)  # noqa: E731 - a constant in the shape of a Clock
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(Path(folder), clock)
            library = Library.open(settings.library, settings.clock)
            for number in STARRED:
                library.set_bookmarked([library.find(number)], bookmarked=True)
            library.set_tags([library.find("2112.10752")], ["vision", "diffusion"])
            library.set_note(
                library.find("1810.04805"), "Compare with RoBERTa: is the next-sentence task needed?"
            )
            asyncio.run(make(picture, library, settings))
            library.close()


if __name__ == "__main__":
    main()
