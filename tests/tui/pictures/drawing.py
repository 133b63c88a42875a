"""Goes through the scenes in one running reader, and writes down what is seen."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path

from textual.strip import Strip

from paper_tui.tui.app import PaperApp
from screenshots.make import example, hold_cursors
from tests.tui.helpers import Reader, until
from tests.tui.pictures.scenes import PLAIN, SCENES, Scene

CONFIG_FILE = Path("~/.config/paper-tui/config.toml")
"""The path that the settings show; no scene writes it."""


async def walk(folder: Path, size: tuple[int, int], theme: str) -> AsyncIterator[tuple[Scene, PaperApp]]:
    """The reader at each scene."""
    library, settings = example(folder)
    app = PaperApp(lambda: library, replace(settings, config_file=CONFIG_FILE, config=PLAIN))
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await until(lambda: app.main is not None)
        reader = Reader(app, pilot)
        await press(reader, ())
        for scene in SCENES:
            app.main.config = scene.config
            if scene.action:
                await app.main.run_action(scene.action)
            await press(reader, scene.enter)
            yield scene, app
            app.main.config = PLAIN
            await press(reader, scene.leave)
    library.close()


async def press(reader: Reader, keys: Iterable[str]) -> None:
    """Press keys one after another, and wait for what they do, with cursors that stand still."""
    for key in keys:
        await reader.press(key)
    hold_cursors(reader.app)
    await reader.settle()


def strips(app: PaperApp) -> list[Strip]:
    """The screen, a strip a line."""
    return app.screen._compositor.render_strips(app.screen.size)


def page(scene: Scene, app: PaperApp) -> str:
    """A scene as it is kept: its name, what is seen as text, and a digest of the styles it is drawn in."""
    drawn = strips(app)
    styles = hashlib.sha256()
    for strip in drawn:
        for segment in strip:
            style = segment.style.without_color if segment.style else None
            colours = (segment.style.color, segment.style.bgcolor) if segment.style else ()
            styles.update(
                f"{len(segment.text)} {style} {[each and each.name for each in colours]}\n".encode()
            )
    lines = [f"## {scene.name} ({styles.hexdigest()[:8]})", *(strip.text.rstrip() for strip in drawn)]
    return "\n".join(lines).rstrip() + "\n"
