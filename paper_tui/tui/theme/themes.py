"""Themes: calm backgrounds, one accent, amber for matches and bookmarks.

A theme is a ground, a few inks and what is derived from them. `tests/tui/test_themes.py` computes that every
ink can be read on every ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.color import Color
from textual.theme import Theme

TERMINAL = "terminal"
"""The theme of the terminal's own sixteen colours."""
INKS = ("foreground", "muted", "accent", "secondary", "warning", "error", "success", "lit", "violet", "rose")
"""Variables of text colours."""
GROUNDS = ("background", "panel", "cursor", "cursor-away")
"""Variables of background colours."""
TAG_INKS = ("accent", "success", "warning", "secondary", "violet", "rose")
"""Variables of tag colours."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a theme of ours, each as ``#rrggbb``."""

    name: str
    background: str
    panel: str
    """Background of bars and dialogs."""
    cursor: str
    """Background of the current row."""
    faint: str
    """Lines and scrollbars, never text."""
    foreground: str
    muted: str
    """Secondary text: dates, counts, hints."""
    accent: str
    secondary: str
    warning: str
    error: str
    success: str
    lit: str
    """Search matches."""
    violet: str
    rose: str
    dark: bool = True

    def theme(self) -> Theme:
        """Return the theme for Textual to register."""
        bars = {
            f"scrollbar{part}": self.background
            for part in ("-background", "-background-hover", "-background-active", "-corner-color")
        }
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.secondary,
            accent=self.accent,
            warning=self.warning,
            error=self.error,
            success=self.success,
            foreground=self.foreground,
            background=self.background,
            surface=self.background,
            panel=self.panel,
            boost=self.cursor,
            dark=self.dark,
            variables={
                "muted": self.muted,
                "faint": self.faint,
                "cursor": self.cursor,
                "cursor-style": "bold",
                "cursor-away": self.panel,
                "cursor-away-style": "none",
                "palette-cursor-style": "bold",
                "lit": self.lit,
                "violet": self.violet,
                "rose": self.rose,
                "scrollbar": Color.parse(self.background).blend(Color.parse(self.faint), 0.6).hex,
                "scrollbar-hover": self.faint,
                "scrollbar-active": self.accent,
                **bars,
                "input-selection-background": f"{self.accent} 30%",
            },
        )


LOOKS = (
    Look(
        "ink",
        background="#15171c",
        panel="#1f232b",
        cursor="#2b303a",
        faint="#3a4150",
        foreground="#d5d9e2",
        muted="#929aaa",
        accent="#7aa2f7",
        secondary="#89b4c8",
        warning="#e6b673",
        error="#f0788c",
        success="#93c98a",
        lit="#f2c078",
        violet="#b79df0",
        rose="#e59ac0",
    ),
    Look(
        "paper",
        dark=False,
        background="#fbfaf6",
        panel="#f1eee6",
        cursor="#e3e8f2",
        faint="#d6d1c4",
        foreground="#26282c",
        muted="#62666c",
        accent="#2a5db0",
        secondary="#366578",
        warning="#865400",
        error="#b3263f",
        success="#2d6a34",
        lit="#9a4a00",
        violet="#6b45a8",
        rose="#a0326e",
    ),
    Look(
        "ember",
        background="#1b1613",
        panel="#261f1a",
        cursor="#3a2c22",
        faint="#4d4037",
        foreground="#e6dacb",
        muted="#ab9b8a",
        accent="#e8996a",
        secondary="#c9b08a",
        warning="#e8bd62",
        error="#f58574",
        success="#a9c280",
        lit="#f5cf78",
        violet="#c9a3d9",
        rose="#eb9ba6",
    ),
    Look(
        "pine",
        background="#0f1a19",
        panel="#172625",
        cursor="#2a3533",
        faint="#31494a",
        foreground="#d3e0da",
        muted="#8fa5a0",
        accent="#5ec9b0",
        secondary="#8cb8cf",
        warning="#e0be72",
        error="#f28b82",
        success="#9fce7e",
        lit="#f0d080",
        violet="#b7a5ea",
        rose="#e3a0b8",
    ),
    Look(
        "dusk",
        background="#1a1725",
        panel="#252134",
        cursor="#352d4f",
        faint="#463f5e",
        foreground="#dfdaec",
        muted="#a197b8",
        accent="#bb9af7",
        secondary="#8fb8dc",
        warning="#ecbb7c",
        error="#f5839b",
        success="#97cfa0",
        lit="#f5c98a",
        violet="#9aa8f5",
        rose="#ee99cc",
    ),
    Look(
        "slate",
        background="#18191a",
        panel="#232425",
        cursor="#343638",
        faint="#46484a",
        foreground="#d8d9da",
        muted="#9c9ea0",
        accent="#ffffff",
        secondary="#b9bbbd",
        warning="#e0e1e2",
        error="#f2a3a3",
        success="#c4c6c8",
        lit="#ffffff",
        violet="#cfd0d2",
        rose="#b0b2b4",
    ),
    Look(
        "midnight",
        background="#000000",
        panel="#101114",
        cursor="#0f2d5c",
        faint="#6b7078",
        foreground="#ffffff",
        muted="#c8ccd4",
        accent="#7fc4ff",
        secondary="#9fe3f0",
        warning="#ffd24d",
        error="#ffa8b0",
        success="#8df08d",
        lit="#ffe45c",
        violet="#d8b8ff",
        rose="#ffaede",
    ),
    Look(
        "noon",
        dark=False,
        background="#ffffff",
        panel="#f0f2f5",
        cursor="#d6e6ff",
        faint="#8a9099",
        foreground="#000000",
        muted="#3d434c",
        accent="#003f9e",
        secondary="#00485c",
        warning="#623a00",
        error="#8f0020",
        success="#004d12",
        lit="#7a2e00",
        violet="#4a1c96",
        rose="#7d0a52",
    ),
    Look(
        "sand",
        dark=False,
        background="#f8f1de",
        panel="#efe5cc",
        cursor="#e4e0c4",
        faint="#cfc3a3",
        foreground="#3a3a32",
        muted="#62604f",
        accent="#1d6167",
        secondary="#4a5a78",
        warning="#7d5000",
        error="#a8321f",
        success="#4c5f10",
        lit="#8c4000",
        violet="#654a8e",
        rose="#943659",
    ),
)

_TERMINAL_VARIABLES = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "panel": "ansi_default",
    "muted": "ansi_default",
    "faint": "ansi_bright_black",
    "cursor": "ansi_default",
    "cursor-style": "bold reverse",
    "cursor-away": "ansi_default",
    "cursor-away-style": "bold underline",
    "palette-cursor-style": "bold underline",
    "lit": "ansi_yellow underline",
    "violet": "ansi_magenta",
    "rose": "ansi_red",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_bright_white",
    **{f"scrollbar{part}": "ansi_bright_black" for part in ("", "-hover", "-active")},
    **{f"scrollbar-background{part}": "ansi_default" for part in ("", "-hover", "-active")},
}
"""The terminal's colours: their contrast is unknown, so the current row is in reverse video."""

THEMES = (
    *(look.theme() for look in LOOKS),
    Theme(
        name=TERMINAL,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        variables=_TERMINAL_VARIABLES,
    ),
)
BY_NAME = {theme.name: theme for theme in THEMES}


def fallbacks(theme: Theme) -> Mapping[str, str]:
    """Return the variables of the style sheet that Textual's own themes lack."""
    if theme.ansi:
        return _TERMINAL_VARIABLES
    colours = theme.to_color_system().generate()
    ground, ink = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    accent = Color.parse(colours["accent"])
    return {
        "muted": ground.blend(ink, 0.7).hex,
        "faint": ground.blend(ink, 0.25).hex,
        "cursor": ground.blend(accent, 0.2).hex,
        "cursor-style": "bold",
        "cursor-away": ground.blend(ink, 0.1).hex,
        "cursor-away-style": "none",
        "palette-cursor-style": "bold",
        "lit": colours["text-warning"],
        "violet": colours["text-primary"],
        "rose": colours["text-error"],
    }
