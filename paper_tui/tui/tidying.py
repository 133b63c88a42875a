"""Looks for cyclic garbage while nobody waits.

A look stops every thread until it has gone through the objects that it counts as alive, and Python begins
one in the midst of whatever makes many: a search, a picture, an import. Here they wait for quiet.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

QUIET = 0.5
"""Seconds without a key from which on nobody is taken to wait."""
LONG_QUIET = 20.0
"""Seconds without a key before everything that is not frozen is looked through."""
MANY = 50_000
"""New objects from which on a look at them is due, however busy the reader is with keys."""


class Tidier:
    """Does what the collector of Python would do by itself, at times of its own; `tidy` is called often."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard = clock()
        self._begun = False
        self._settled = False
        """Whether what is loaded behind the first list is frozen too."""
        self._whole = True
        """Whether everything was looked through since the last key."""

    def begin(self) -> None:
        """Take over from Python's collector, where it was turned off for the start."""
        if not self._begun and not gc.isenabled():
            gc.freeze()  # what was loaded so far is for good, and no look for garbage need go through it
            self._begun = True

    def hear(self) -> None:
        """A key or the mouse was used."""
        self._heard = self._clock()
        self._whole = False

    def tidy(self, *, busy: bool) -> None:
        """Look for garbage if this is the time.

        Args:
            busy: Whether workers run: what they make is alive, and looks would go through all of it.
        """
        if not self._begun or busy:
            return
        quiet, new = self._clock() - self._heard, gc.get_count()[0]
        if quiet >= QUIET and not self._settled:
            gc.collect()
            gc.freeze()
            self._settled = True
        elif quiet >= LONG_QUIET and not self._whole:
            gc.collect()
            self._whole = True
        elif new > (MANY if quiet < QUIET else gc.get_threshold()[0]):
            gc.collect(0)
