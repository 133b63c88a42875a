"""The command of a set of pictures: keeps its scenes as text, or draws them to be looked at."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from paper_tui.tui.app import PaperApp
from tests.tui.pictures.drawing import page
from tests.tui.pictures.scenes import LOOKS, SIZES, Scene

Size = tuple[int, int]
Walk = Callable[[Path, Size, str], AsyncIterator[tuple[Scene, PaperApp]]]


@dataclass(frozen=True)
class Pictures:
    """A set of scenes and the folder that keeps them."""

    folder: Path
    walk: Walk
    """Goes through the scenes, with a folder for a library, at a size and in a look."""
    prefix: str = ""
    """Of the names of the drawings."""

    async def pages(self, size: Size) -> str:
        """Every scene at a size, as it is kept."""
        with tempfile.TemporaryDirectory() as folder:
            return "\n".join(
                [page(scene, app) async for scene, app in self.walk(Path(folder), size, LOOKS[0])]
            )

    def kept(self, size: Size) -> Path:
        """The file that keeps a size."""
        return self.folder / f"{size[0]}x{size[1]}.txt"

    async def draw(self, into: Path, size: Size, look: str) -> None:
        """Draw every scene at a size in a look."""
        with tempfile.TemporaryDirectory() as folder:
            async for scene, app in self.walk(Path(folder), size, look):
                name = f"{self.prefix}{scene.name.replace(' ', '-')}-{size[0]}x{size[1]}-{look}.svg"
                (into / name).write_text(app.export_screenshot(title=scene.name), "utf-8")

    def main(self, program: str, description: str | None) -> None:
        """Read the command line, and keep or draw."""
        parser = argparse.ArgumentParser(prog=program, description=description)
        parser.add_argument("--draw", type=Path, metavar="FOLDER")
        options = parser.parse_args()
        os.environ["COLORTERM"] = "truecolor"
        for size in SIZES:
            os.environ.pop("NO_COLOR", None)
            if options.draw is None:
                self.kept(size).write_text(asyncio.run(self.pages(size)), "utf-8")
                continue
            options.draw.mkdir(parents=True, exist_ok=True)
            for look in LOOKS:
                if look == "terminal":
                    os.environ["NO_COLOR"] = "1"
                asyncio.run(self.draw(options.draw, size, look))
