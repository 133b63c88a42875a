"""The choice of the protocol by which images are drawn in a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from paper_tui.images.colours import Colours

USUAL_CELL = (10, 20)
"""Width and height in pixels of a cell whose size the terminal does not report."""
_PLACEHOLDERS_SINCE = (0, 28)
"""The first version of kitty that draws images at placeholder characters."""
_KITTY = re.compile(r"(?i)kitty\((\d+)\.(\d+)")
NO_PASSAGE = "tmux passes no images on; in tmux.conf: set -g allow-passthrough on"


class Protocol(Enum):
    """Ways to draw an image."""

    KITTY = "kitty"
    SIXEL = "sixel"
    SYMBOLS = "symbols"
    NONE = "off"


@dataclass(frozen=True, slots=True)
class Tmux:
    """Facts that tmux reports, where the reader runs in it."""

    passes_through: bool = False
    """True if it passes escape sequences on."""
    terminal: str = ""
    """The type of the terminal around it, as ``xterm-kitty``."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Facts about the terminal."""

    name: str = ""
    """As it answers itself, ``kitty(0.35.2)`` or ``WezTerm 2024``; empty where it does not answer."""
    has_sixel: bool = False
    cell: tuple[int, int] | None = None
    """Width and height of a cell in pixels."""
    tmux: Tmux | None = None
    sixel_colours: int = 256
    """Registers for the colours of sixels."""


UNKNOWN = Terminal()


@dataclass(frozen=True, slots=True)
class Graphics:
    """The protocol by which images are drawn, and its circumstances."""

    protocol: Protocol = Protocol.SYMBOLS
    reason: str = ""
    """The reason why they are not drawn, or not as the setting says; a sentence without its full stop."""
    cell: tuple[int, int] = USUAL_CELL
    is_in_tmux: bool = False
    colours: Colours = Colours.TRUE
    is_ascii: bool = False
    """True if symbols must be ASCII."""
    sixel_colours: int = 256


def decide(
    setting: str,
    environment: Mapping[str, str],
    terminal: Terminal,
    colours: Colours | None = Colours.TRUE,
    *,
    is_ascii: bool = False,
) -> Graphics:
    """Choose the protocol for images.

    Args:
        setting: ``auto``, ``kitty``, ``sixel``, ``symbols`` or ``off``.
        environment: Environment of the process.
        terminal: What is known of the terminal.
        colours: How many colours it shows; None for none.
        is_ascii: Whether block symbols are missing.
    """
    refusal = _refusal(setting, environment, colours)
    if refusal or colours is None:
        return Graphics(Protocol.NONE, refusal)
    protocol, reason = _chosen(setting, environment, terminal)
    cell = terminal.cell if terminal.cell and min(terminal.cell) > 0 else USUAL_CELL
    in_tmux = terminal.tmux is not None
    return Graphics(protocol, reason, cell, in_tmux, colours, is_ascii, terminal.sixel_colours)


def _refusal(setting: str, environment: Mapping[str, str], colours: Colours | None) -> str:
    """Return the reason why no image is drawn; empty where images are."""
    if setting == "off":
        return 'Images are turned off: images = "off" in the settings'
    if environment.get("NO_COLOR"):
        return "Images are not drawn without colours: NO_COLOR is set"
    if colours is None:
        return "Images are not drawn: this terminal shows no colours"
    return ""


def _chosen(setting: str, environment: Mapping[str, str], terminal: Terminal) -> tuple[Protocol, str]:
    is_in_screen = bool(environment.get("STY")) and terminal.tmux is None
    if setting == "symbols" or (setting == "auto" and is_in_screen):
        return Protocol.SYMBOLS, ""
    if setting == "kitty":
        if is_in_screen:
            return Protocol.SYMBOLS, "GNU screen passes no images on"
        blocked = terminal.tmux is not None and not terminal.tmux.passes_through
        return (Protocol.SYMBOLS, NO_PASSAGE) if blocked else (Protocol.KITTY, "")
    if setting == "sixel":
        if is_in_screen:
            return Protocol.SYMBOLS, "GNU screen passes no images on"
        if terminal.tmux is not None and not terminal.has_sixel:
            return Protocol.SYMBOLS, "this tmux shows no sixels; it can from 3.4 on, in a terminal that does"
        return Protocol.SIXEL, ""
    if _has_placeholders(environment, terminal):
        return Protocol.KITTY, ""
    return (Protocol.SIXEL if terminal.has_sixel else Protocol.SYMBOLS), ""


def _has_placeholders(environment: Mapping[str, str], terminal: Terminal) -> bool:
    """Return whether the terminal is kitty or Ghostty; others have the protocol without placeholders.

    Its own answer counts more than variables, which a terminal inherits from the one it was started in.
    """
    if terminal.tmux is not None:
        around = terminal.tmux.terminal
        return terminal.tmux.passes_through and around in ("xterm-kitty", "xterm-ghostty")
    if terminal.name:
        version = _KITTY.match(terminal.name)
        if version:
            return (int(version[1]), int(version[2])) >= _PLACEHOLDERS_SINCE
        return terminal.name.lower().startswith("ghostty")
    return environment.get("TERM") in ("xterm-kitty", "xterm-ghostty")
