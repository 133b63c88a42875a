"""The pages of a PDF, drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.documents.page_regions import PageRegion
from paper_tui.images.choice import Terminal, Tmux
from paper_tui.images.pixels import Crop, Drawing, Pixels
from paper_tui.library import Library, PdfPages
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.pictures.pages import Page, PartOfPage
from paper_tui.tui.pictures.picture_screen import PictureScreen
from paper_tui.tui.system.terminal_probe import Answer
from tests.images.decoders import from_kitty, from_sixels, kitty_commands, out_of_tmux
from tests.tui.helpers import NARROW, WIDE, Reader, reading

FILES = Path(__file__).parents[1] / "pdf" / "files"
KITTY = Answer(Terminal("kitty(0.35.2)", cell=(8, 16)))
BLOCKS = "▗▖▄▝▐▞▟"


@pytest.fixture
def with_pdf(library: Library) -> Library:
    """A library whose first paper has a PDF of two pages."""
    library.imports.pdfs([FILES / "columns.pdf"], "PDF")
    return library


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every escape sequence that is written beside the frames."""
    sequences: list[str] = []
    monkeypatch.setattr(PaperApp, "write_graphics", lambda _, sequence: sequences.append(sequence))
    return sequences


def picture(reader: Reader) -> PictureScreen:
    screen = reader.app.screen
    assert isinstance(screen, PictureScreen)
    return screen


def graphics(settings: Settings, images: str) -> Settings:
    return replace(settings, config=replace(settings.config, images=images))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_pages_are_drawn_and_turned(
    with_pdf: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(with_pdf, settings, size) as reader:
        await reader.search("columns reeds")
        await reader.press("P")
        assert "Page 1 · 1 of 2" in reader.lines[-1]
        first = reader.lines[:-1]
        assert any(char in BLOCKS for line in first for char in line)
        await reader.press("right")
        assert "Page 2 · 2 of 2" in reader.lines[-1]
        assert reader.lines[:-1] != first
        await reader.press("right")
        assert "This is the last one." in reader.text or size == NARROW
        await reader.press("home")
        assert reader.lines[:-1] == first
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_page_is_gone_to_by_its_number_fitted_enlarged_and_moved(
    with_pdf: Library, settings: Settings
) -> None:
    async with reading(with_pdf, settings) as reader:
        await reader.search("columns reeds")
        await reader.press("P", "g", "2", "enter")
        assert "Page 2" in reader.lines[-1]
        await reader.press("g", "9", "enter")
        assert "There is no 9." in reader.lines[-1]
        await reader.press("home")
        whole = reader.lines[:-1]
        await reader.press("w")
        wide = reader.lines[:-1]
        assert wide != whole
        await reader.press("j")
        assert reader.lines[:-1] != wide
        await reader.press("k")
        assert reader.lines[:-1] == wide
        await reader.press("plus")
        assert "125 %" in reader.lines[-1]
        await reader.press("w")
        assert reader.lines[:-1] == whole
        await reader.press("w", "space")
        assert "1 of 2" in reader.lines[-1], "by screens at first"
        await reader.press(*["space"] * 4)
        assert "2 of 2" in reader.lines[-1]


async def test_without_a_pdf_it_says_how_to_have_one(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("P")
        assert "No PDF of this paper is here" in reader.said


async def test_a_pdf_that_cannot_be_drawn_costs_a_message(with_pdf: Library, settings: Settings) -> None:
    async with reading(with_pdf, settings) as reader:
        await reader.search("columns reeds")
        paper = reader.list.current
        assert paper is not None
        broken = Path(settings.library).parent / "broken.pdf"
        broken.write_bytes((FILES / "doi.pdf").read_bytes()[:300])
        with_pdf.texts.pdf = lambda _: broken  # type: ignore[method-assign]
        await reader.press("P")
        assert "broken.pdf cannot be drawn: it is broken" in reader.said


async def test_kitty_is_sent_the_page_and_placeholders_stand_for_it(
    with_pdf: Library, settings: Settings, written: list[str]
) -> None:
    async with reading(with_pdf, settings) as reader:
        reader.app.answer = KITTY
        await reader.search("columns reeds")
        await reader.press("P")
        keys, pixels = from_kitty("".join(written))
        placed = picture(reader).view.placement
        assert placed is not None
        assert (int(keys["c"]), int(keys["r"])) == (placed.columns, placed.rows)
        assert (pixels.width, pixels.height) == (placed.columns * 8, placed.rows * 16)
        assert reader.text.count("\U0010eeee") == placed.columns * placed.rows
        first = keys["i"]
        await reader.press("right", "escape")
        removed = [found["i"] for found, _ in kitty_commands("".join(written)) if found.get("a") == "d"]
        assert first in removed
        assert len(removed) == 2, "nothing stays in the terminal's memory"
        assert "\U0010eeee" not in reader.text


async def test_in_tmux_kitty_s_sequences_are_wrapped(
    with_pdf: Library, settings: Settings, written: list[str]
) -> None:
    async with reading(with_pdf, settings) as reader:
        around = Tmux(passes_through=True, terminal="xterm-kitty")
        reader.app.answer = Answer(Terminal("tmux 3.5", cell=(8, 16), tmux=around))
        await reader.search("columns reeds")
        await reader.press("P", "escape")
        text = "".join(written)
        assert re.sub(r"\x1bPtmux;(?:\x1b\x1b|[^\x1b])*\x1b\\", "", text) == ""
        assert from_kitty(out_of_tmux(text))[1].width > 100


async def test_sixels_are_drawn_over_the_cells_and_again_after_help(
    with_pdf: Library, settings: Settings, written: list[str]
) -> None:
    async with reading(with_pdf, graphics(settings, "sixel"), WIDE) as reader:
        await reader.search("columns reeds")
        await reader.press("P")
        assert written
        row, column, pixels = int_place(written[-1])
        placed = picture(reader).view.placement
        assert placed is not None
        assert (pixels.width, pixels.height) == (placed.columns * 10, placed.rows * 20)
        assert row == 1
        assert column == (WIDE[0] - placed.columns) // 2 + 1
        count = len(written)
        await reader.press("question_mark")
        assert len(written) == count, "nothing is drawn over the help"
        await reader.press("escape")
        assert len(written) > count


def int_place(sequence: str) -> tuple[int, int, object]:
    found = re.fullmatch(r"\x1b7\x1b\[(\d+);(\d+)H(.*)\x1b8", sequence, re.S)
    assert found is not None
    return int(found[1]), int(found[2]), from_sixels(found[3])


@pytest.mark.parametrize("images", ["off", "auto"])
async def test_where_nothing_is_drawn_it_says_why(
    with_pdf: Library, settings: Settings, written: list[str], monkeypatch: pytest.MonkeyPatch, images: str
) -> None:
    if images == "auto":
        monkeypatch.setenv("NO_COLOR", "1")
    async with reading(with_pdf, graphics(settings, images)) as reader:
        await reader.search("columns reeds")
        await reader.press("P")
        assert ("turned off" if images == "off" else "NO_COLOR is set") in reader.text
        assert not any(char in BLOCKS for char in "".join(reader.lines[:-1]))
        assert written == []


async def test_a_setting_that_the_terminal_does_not_allow_is_told(
    with_pdf: Library, settings: Settings
) -> None:
    async with reading(with_pdf, graphics(settings, "kitty")) as reader:
        reader.app.answer = Answer(Terminal("tmux 3.3a", tmux=Tmux()))
        await reader.search("columns reeds")
        await reader.press("P")
        assert "allow-passthrough on" in reader.lines[-1]
        assert any(char in BLOCKS for char in reader.text)


def test_a_part_of_a_figure_is_that_part_of_its_page() -> None:
    class Pages(PdfPages):
        def draw(self, page: int, drawing: Drawing, cancel: CancelToken = NEVER) -> Pixels:  # noqa: ARG002 - asks nobody
            asked.append((page, drawing.crop))
            return Pixels(1, 1, b"...")

    asked: list[tuple[int, Crop]] = []
    figure = PartOfPage(Page(Pages(Path()), 2, "3"), PageRegion("3", 100, 200, 200, 400, 400, 800))
    assert figure.size(NEVER) == (400, 800)
    figure.draw(Drawing(10, 10), NEVER)
    figure.draw(Drawing(10, 10, Crop(0.5, 0.5, 1, 1)), NEVER)
    assert asked == [(2, Crop(0.25, 0.25, 0.75, 0.75)), (2, Crop(0.5, 0.5, 0.75, 0.75))]
