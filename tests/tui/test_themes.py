"""Every text can be read on every ground, in every theme of ours, and what is current can be seen."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from textual.theme import Theme

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.theme.themes import GROUNDS, INKS, TERMINAL, THEMES
from tests.tui.helpers import MEDIUM, reading

OURS = [theme for theme in THEMES if not theme.ansi]
AA = 4.5
"""The contrast of text that WCAG 2.2 asks for, success criterion 1.4.3."""
AAA = 7.0
"""The contrast that success criterion 1.4.6 requires."""
LEGIBLE_IN_256 = 3.0


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [value / 255 for value in color.get_truecolor()]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Color, ground: Color) -> float:
    dark, light = sorted((luminance(ink), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def colours(theme: Theme, *, system: ColorSystem = ColorSystem.TRUECOLOR) -> dict[str, Color]:
    """The colours of a theme's variables, as a terminal of a colour system shows them."""
    variables = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(variables[name]).downgrade(system) for name in (*INKS, *GROUNDS)}


def lowest(shown: dict[str, Color]) -> tuple[float, str]:
    """The lowest contrast of any text on any ground, and which that is."""
    pairs = ((ink, ground) for ink in INKS for ground in GROUNDS)
    return min((contrast(shown[ink], shown[ground]), f"{ink} on {ground}") for ink, ground in pairs)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    assert lowest(colours(theme)) >= (AA, "")
    assert lowest(colours(theme, system=ColorSystem.EIGHT_BIT)) >= (LEGIBLE_IN_256, "")


@pytest.mark.parametrize("name", ["midnight", "noon"])
def test_themes_of_high_contrast_go_further(name: str) -> None:
    theme = next(theme for theme in OURS if theme.name == name)
    assert lowest(colours(theme)) >= (AAA, "")


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_current_row_has_a_ground_of_its_own(theme: Theme) -> None:
    for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
        shown = colours(theme, system=system)
        assert shown["cursor"] != shown["background"]


def test_there_are_dark_and_light_ones() -> None:
    assert len(OURS) >= 6
    assert {theme.dark for theme in OURS} == {True, False}


@pytest.mark.parametrize("theme", [*(theme.name for theme in THEMES), "nord", "ansi-light"])
async def test_current_row_is_seen_in_any_theme(library: Library, settings: Settings, theme: str) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        reader.pilot.app.theme = theme
        await reader.settle()
        current, other = (reader.list.render_line(row)._segments[-1].style for row in (0, 1))
        assert current is not None
        assert other is not None
        assert current.bgcolor != other.bgcolor or current.reverse


async def test_without_colour_nothing_is_coloured_and_the_current_row_is_reversed(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("s")
        app = reader.pilot.app
        drawn = [
            segment for strip in app.screen._compositor.render_strips(app.screen.size) for segment in strip
        ]
        for name in app._filters:
            drawn = name.apply(drawn, app.screen.styles.background) if name.enabled else drawn
        styles = [segment.style for segment in drawn if segment.style]
        assert {style.color.name for style in styles if style.color} <= {"default"}
        assert {style.bgcolor.name for style in styles if style.bgcolor} <= {"default"}
        assert any(style.reverse for style in styles)


async def test_a_terminal_of_few_colours_gets_its_own(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", "screen")
    assert PaperApp(lambda: library, settings).theme == TERMINAL
    monkeypatch.setenv("TERM", "screen-256color")
    assert PaperApp(lambda: library, settings).theme == THEMES[0].name


async def test_a_theme_is_shown_while_one_chooses(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        app = reader.pilot.app
        before = app.theme
        await app.run_action("change_theme")
        await reader.settle()
        await reader.press("j")
        shown = app.theme
        assert shown != before
        await reader.press("escape")
        assert app.theme == before
        await app.run_action("change_theme")
        await reader.settle()
        await reader.press("j", "enter")
        assert app.theme == shown
        assert f'theme = "{shown}"' in settings.config_file.read_text("utf-8")
