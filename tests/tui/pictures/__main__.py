"""Keeps every scene as text, or draws them all to be looked at.

``python -m tests.tui.pictures`` writes the text files anew; with ``--draw FOLDER`` an SVG is drawn into the
folder for every scene, size and look.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from tests.tui.pictures.drawing import page, walk
from tests.tui.pictures.scenes import LOOKS, SIZES

FOLDER = Path(__file__).parent


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
            name = f"{scene.name.replace(' ', '-')}-{size[0]}x{size[1]}-{look}.svg"
            (into / name).write_text(app.export_screenshot(title=scene.name), "utf-8")


def main() -> None:
    """Read the command line, and keep or draw."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.pictures", description=__doc__)
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
