"""Pieces of drawing that take turns, one a picture, so that keys are heard in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Piece = Callable[[], bool]
"""Draws a piece, and says whether there is another one."""
TRIES = 3
"""How often Textual may say that a picture was made before it is believed of a pane that was not in it: it
says so now and then while the pane's wish is still under way, and always of a pane that cannot be seen."""


class Pane(Protocol):
    """What takes turns."""

    is_drawn: bool
    """Whether it was in a picture since its last piece."""

    @property
    def is_there(self) -> bool:
        """Whether its screen goes on: a callback may come when that is closed already."""

    def call_after_refresh(self, callback: Callable[..., object], *args: object) -> bool:
        """Call back once a picture was made; False when the pane is going away. As Textual's."""


@dataclass(frozen=True, slots=True)
class _Turn:
    pane: Pane
    draw: Piece
    rank: int


class Turns:
    """Whose turn it is among the panes of a screen that have something to draw.

    The list of papers goes before the text and the text before the counts, whichever asked first: what one
    looks for comes first, and what one hardly looks at while typing waits until it stands still.
    """

    def __init__(self) -> None:
        self._waiting: dict[Piece, _Turn] = {}
        self._is_drawing = False
        """Whether a picture is awaited."""

    def ask(self, pane: Pane, draw: Piece, rank: int) -> None:
        """Ask for turns to draw something; the first comes at once if nobody else draws.

        Args:
            pane: Who asks.
            draw: Draws a piece; called once a picture until nothing is left, also when asked for twice.
            rank: The lower, the sooner.
        """
        self._waiting[draw] = _Turn(pane, draw, rank)
        if not self._is_drawing:
            self._go_on()

    def _go_on(self) -> None:
        """Let the next one draw a piece, and come back when it can be seen."""
        self._is_drawing = True
        while self._waiting:
            turn = min(self._waiting.values(), key=lambda waiting: waiting.rank)
            del self._waiting[turn.draw]
            if not turn.pane.is_there:
                continue
            if turn.draw():
                self._waiting.setdefault(turn.draw, turn)
            if turn.pane.call_after_refresh(self._look, turn.pane, TRIES):
                return
            self._waiting.pop(turn.draw, None)  # its pane is going away
        self._is_drawing = False

    def _look(self, pane: Pane, tries: int) -> None:
        """Go on if a pane was drawn, or cannot be."""
        if pane.is_drawn or tries == 0 or not pane.call_after_refresh(self._look, pane, tries - 1):
            self._go_on()
