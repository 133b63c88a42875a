"""The figures of a paper: their captions, and the picture beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.pictures.gallery import GalleryScreen
from paper_tui.tui.pictures.picture_screen import PictureScreen
from tests.library.full_text.test_figures import PNG, page
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading, until

BLOCKS = set("▗▖▄▝▐▞▟█▀")


@pytest.fixture
def with_figures(library: Library, tmp_path: Path) -> Library:
    """A paper with three figures: one whole, one without its file, one broken."""
    stripes = Image.new("L", (60, 60))
    stripes.putdata([255 * ((x + y) // 9 % 2) for y in range(60) for x in range(60)])
    stripes.save(tmp_path / "x1.png")
    (tmp_path / "broken.png").write_bytes(PNG[:20])
    library.texts.attach(library.find("1706.03762"), page("x1.png", "missing.png", "broken.png"), tmp_path)
    return library


def symbols(settings: Settings) -> Settings:
    return replace(settings, config=replace(settings.config, images="symbols"))


async def gallery(reader: Reader) -> None:
    await reader.search("id:1706.03762")
    await reader.press("p")
    await until(lambda: "The rise of the water" in reader.text)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_captions_are_moved_through_and_their_pictures_drawn(
    with_figures: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(with_figures, symbols(settings), size) as reader:
        await gallery(reader)
        assert isinstance(reader.app.screen, GalleryScreen)
        assert "Figure 1" in reader.text
        await until(lambda: BLOCKS & set(reader.text))
        await reader.press("j")
        await until(lambda: "Figure 2 cannot" in reader.text)
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_figure_fills_the_screen_and_a_broken_one_costs_a_message(
    with_figures: Library, settings: Settings
) -> None:
    async with reading(with_figures, symbols(settings)) as reader:
        await gallery(reader)
        await reader.press("enter")
        assert isinstance(reader.app.screen, PictureScreen)
        await until(lambda: "Figure 1 · 1 of 3" in reader.text)
        await reader.press("escape", "j", "j")
        await until(lambda: "broken" in reader.text or "damaged" in reader.text or "cannot" in reader.text)


async def test_an_animation_says_that_its_first_picture_is_drawn(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "x1.gif", save_all=True, append_images=frames[1:])
    library.texts.attach(library.find("1706.03762"), page("x1.gif"), tmp_path)
    async with reading(library, symbols(settings)) as reader:
        await gallery(reader)
        await until(lambda: "An animation, of which the first picture is drawn" in reader.text)


async def test_a_text_without_figures_says_so(library: Library, settings: Settings) -> None:
    library.texts.attach(library.find("1706.03762"), page())
    async with reading(library, symbols(settings)) as reader:
        await reader.search("id:1706.03762")
        await reader.press("p")
        await until(lambda: "This text has no figures." in reader.text)
