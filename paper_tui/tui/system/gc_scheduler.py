"""Looks for cyclic garbage in small steps, so that nobody waits for it.

A look stops every thread until it has gone through the objects that it counts as young, some microseconds
each, and Python begins one in the midst of whatever makes many: a search, a picture, an import. Here a
look is taken often, at a few, since the lines that Textual draws are garbage of this kind; what a worker
made in bulk is taken for alive, and looked through when the reader has been away for a while.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

FEW = 1_000
"""New objects for which a look is worth while."""
MANY = 15_000
"""New objects through which a look takes longer than a key may wait."""
BULK = 50_000
"""New objects as only an import and the like make them; besides those, a look is due whoever waits."""
QUIET = 0.5
"""Seconds without a key from which on nobody is taken to wait for a moment.

So long, too, a worker may take to end and to let go of what it made, once it was cancelled.
"""
AWAY = 60.0
"""Seconds without a key or a worker before everything is looked through, for which a key would wait."""


class Tidier:
    """Does what the collector of Python would do by itself, at times of its own; `tidy` is called often."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard = clock()
        self._worked = -math.inf
        self._begun = False
        self._in_bulk = False
        """Whether there is something new that was loaded or made in bulk."""
        self._whole = True
        """Whether everything was looked through since the last key."""

    def begin(self) -> None:
        """Take over from Python's collector, where it was turned off for the start."""
        if not self._begun and not gc.isenabled():
            gc.freeze()  # what was loaded so far is for good, and no look for garbage need go through it
            self._begun = self._in_bulk = True

    def hear(self) -> None:
        """A key or the mouse was used."""
        self._heard = self._clock()
        self._whole = False

    def tidy(self, *, busy: bool) -> None:
        """Look for garbage if this is the time.

        Args:
            busy: Whether workers run.
        """
        if not self._begun:
            return
        now, new = self._clock(), gc.get_count()[0]
        if busy:
            self._worked = now
        quiet, idle = now - self._heard, now - self._worked
        if busy and new > MANY:
            self._in_bulk |= new > BULK
        elif min(quiet, idle) >= AWAY and not self._whole:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._whole, self._in_bulk = True, False
        elif self._in_bulk and quiet >= QUIET:
            gc.freeze()
            self._in_bulk = False
        elif new > FEW and (new <= MANY or quiet >= QUIET or (new > BULK and idle >= QUIET)):
            gc.collect(0)
