"""The reader's own looks: calm grounds, one accent, amber for what was found and what was starred."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ink",
    primary="#7aa2f7",
    secondary="#89b4c8",
    accent="#7aa2f7",
    warning="#e6b673",
    error="#f0788c",
    success="#93c98a",
    foreground="#d5d9e2",
    background="#15171c",
    surface="#15171c",
    panel="#1f232b",
    boost="#2a303b",
    dark=True,
    variables={
        "muted": "#8d95a5",
        "faint": "#3a4150",
        "cursor": "#28303f",
        "cursor-away": "#1f232b",
        "lit": "#f2c078",
        "scrollbar": "#2a303b",
        "scrollbar-hover": "#3a4150",
        "scrollbar-active": "#7aa2f7",
        "scrollbar-background": "#15171c",
        "scrollbar-background-hover": "#15171c",
        "scrollbar-background-active": "#15171c",
        "input-selection-background": "#7aa2f7 35%",
    },
)

PAPER = Theme(
    name="paper",
    primary="#2a5db0",
    secondary="#3b6f82",
    accent="#2a5db0",
    warning="#8f5a00",
    error="#b3263f",
    success="#2f6f36",
    foreground="#26282c",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#f1eee6",
    boost="#e7e3d8",
    dark=False,
    variables={
        "muted": "#666a70",
        "faint": "#d6d1c4",
        "cursor": "#e3e8f2",
        "cursor-away": "#f1eee6",
        "lit": "#9a4a00",
        "scrollbar": "#d6d1c4",
        "scrollbar-hover": "#b9b4a6",
        "scrollbar-active": "#2a5db0",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "input-selection-background": "#2a5db0 25%",
    },
)

THEMES = (INK, PAPER)

FALLBACKS = {"muted": "$text-muted", "faint": "$panel-lighten-2", "lit": "$text-warning"}
