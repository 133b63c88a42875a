"""Figures that are drawn at their places in a text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from paper_tui.documents.figures import figures
from paper_tui.documents.model import Position
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.pictures.picture_screen import PictureScreen
from paper_tui.tui.text.text_screen import TextScreen
from tests.library.full_text.test_figures import PNG, page
from tests.tui.helpers import WIDE, Reader, reading, until

BLOCKS = set("▗▖▄▝▐▞▟█▀")


@pytest.fixture
def with_figures(library: Library, tmp_path: Path) -> Library:
    """A paper with three figures: one whole, one whose file is cut off, one without its file."""
    stripes = Image.new("L", (400, 300))
    stripes.putdata([255 * ((x + y) // 9 % 2) for y in range(300) for x in range(400)])
    stripes.save(tmp_path / "x1.png")
    whole = Image.new("RGB", (40, 30), "red")
    whole.save(tmp_path / "whole.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:60])
    (tmp_path / "dot.png").write_bytes(PNG)
    library.texts.attach(library.find("1706.03762"), page("x1.png", "cut.png", "missing.png"), tmp_path)
    return library


def drawn_as(settings: Settings, images: str = "symbols", figures: str = "fetched") -> Settings:
    return replace(settings, config=replace(settings.config, images=images, text_figures=figures))


async def text(reader: Reader) -> TextScreen:
    await reader.search("id:1706.03762")
    await reader.press("enter", "enter")
    await until(lambda: "The rise of the water" in reader.text)
    screen = reader.app.screen
    assert isinstance(screen, TextScreen)
    return screen


async def test_a_figure_stands_above_its_caption_and_its_letter_opens_it(
    with_figures: Library, settings: Settings
) -> None:
    async with reading(with_figures, drawn_as(settings)) as reader:
        await text(reader)
        await until(lambda: BLOCKS & set(reader.text))
        rows = [at for at, line in enumerate(reader.lines) if BLOCKS & set(line)]
        caption = next(at for at, line in enumerate(reader.lines) if "Figure 1" in line)
        assert max(rows) < caption
        await reader.press("l", "a")
        assert isinstance(reader.app.screen, PictureScreen)
        await until(lambda: "Figure 1 · 1 of 3" in reader.text)


async def test_figures_that_cannot_be_drawn_say_why_in_their_place(
    with_figures: Library, settings: Settings
) -> None:
    async with reading(with_figures, drawn_as(settings), WIDE) as reader:
        await text(reader)
        await until(lambda: "broken" in reader.text and "was not beside" in reader.text)
        assert "Figure 2" in reader.text


async def test_letters_stand_on_what_leads_somewhere_far_down_in_a_text_with_figures(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 900), "red").save(tmp_path / "x1.png")
    library.texts.attach(library.find("1706.03762"), page(*["x1.png"] * 9, "missing.png"), tmp_path)
    async with reading(library, drawn_as(settings), (140, 40)) as reader:
        screen = await text(reader)
        screen.view.go_to(Position(figures(screen.document)[-1].block, 0))
        await until(lambda: "▣ curve: its" in reader.text)
        await reader.settle()
        await reader.press("l")
        assert any(f"{letter} curve: its" in reader.text for letter in "asdf")


async def test_the_same_words_stay_on_top_when_a_picture_comes(
    with_figures: Library, settings: Settings
) -> None:
    async with reading(with_figures, drawn_as(settings)) as reader:
        screen = await text(reader)
        await until(lambda: BLOCKS & set(reader.text))
        await reader.press("G")
        before = screen.view.position
        screen.pictures._take_size("missing.png", (400, 300))
        await reader.settle()
        assert screen.view.position == before
        assert screen.view.is_at_end


@pytest.mark.parametrize(("images", "figures"), [("off", "fetched"), ("symbols", "off")])
async def test_figures_are_only_named_where_the_settings_say_so(
    with_figures: Library, settings: Settings, images: str, figures: str
) -> None:
    async with reading(with_figures, drawn_as(settings, images, figures)) as reader:
        screen = await text(reader)
        assert "▣ curve" in reader.text
        assert screen.view.sight is not None
        assert screen.view.sight.pictures == []
