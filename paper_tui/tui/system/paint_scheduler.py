"""Pieces of drawing that take turns, one a picture, so that keys are heard in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Piece = Callable[[], bool]
"""Draws a piece, and says whether there is another one."""
Later = Callable[[float, Callable[[], None]], object]
"""Calls something back so many seconds from now."""
LOOK = 0.006
"""Seconds between two looks at whether a picture was made: Textual makes sixty a second."""
BREATH = 0.001
"""Seconds between a picture and the next piece, in which keys are heard."""
LOOKS = 20
"""Looks after which a picture that never came is waited for no longer."""


class Caller(Protocol):
    """Calls back from its own loop. Every widget and screen of Textual is one."""

    def call_next(self, callback: Callable[..., None]) -> None:
        """Call something back once the message at hand is done with."""


def later_on(caller: Caller) -> Later:
    """How a widget or a screen calls back after some time, as long as it is there.

    Textual's `set_timer` may never call back after so short a time: what is late already when its task
    begins, it skips.
    """

    def later(seconds: float, callback: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(seconds, caller.call_next, callback)

    return later


class Pane(Protocol):
    """What takes turns."""

    is_drawn: bool
    """Whether it was in a picture since its last piece."""

    @property
    def is_there(self) -> bool:
        """Whether its screen goes on."""


@dataclass(frozen=True, slots=True)
class _Turn:
    pane: Pane
    draw: Piece
    rank: int


class Turns:
    """Whose turn it is among the panes of a screen that have something to draw.

    The list of papers goes before the text and the text before the counts, whichever asked first: what one
    looks for comes first, and what one hardly looks at while typing waits until it stands still.

    Textual's `call_after_refresh` is of no use here: it calls back before the picture now and then, and
    never when another screen closes meanwhile.
    """

    def __init__(self, later: Later) -> None:
        """Turns that are taken as long as `later` calls back."""
        self.are_taken = False
        """Whether somebody draws."""
        self._later = later
        self._waiting: dict[Piece, _Turn] = {}

    def ask(self, pane: Pane, draw: Piece, rank: int) -> None:
        """Ask for turns to draw something; the first comes at once if nobody else draws.

        Args:
            pane: Who asks.
            draw: Draws a piece; called once a picture until nothing is left, also when asked for twice.
            rank: The lower, the sooner.
        """
        self._waiting[draw] = _Turn(pane, draw, rank)
        if not self.are_taken:
            self._go_on()

    def _go_on(self) -> None:
        """Let the next one draw a piece, and come back when it can be seen."""
        self.are_taken = True
        while self._waiting:
            turn = min(self._waiting.values(), key=lambda waiting: waiting.rank)
            del self._waiting[turn.draw]
            if not turn.pane.is_there:
                continue
            if turn.draw():
                self._waiting.setdefault(turn.draw, turn)
            if not turn.pane.is_drawn:
                self._look_later(turn.pane, LOOKS)
                return
        self.are_taken = False

    def _look_later(self, pane: Pane, looks: int) -> None:
        """Go on once a pane was drawn, or will not be."""

        def look() -> None:
            if pane.is_drawn or not pane.is_there or looks == 1:
                self._later(BREATH, self._go_on)
            else:
                self._look_later(pane, looks - 1)

        self._later(LOOK, look)
