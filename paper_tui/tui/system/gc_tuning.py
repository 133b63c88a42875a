"""Keep Python's garbage collector from pausing the UI.

A collection stops every thread, for longer the more objects it examines: 226 ms once, at 4,000 papers, with
the collector's own settings, since it examines all papers and widgets again and again. Frozen objects are
never examined, and a higher threshold makes collections rarer.
"""

from __future__ import annotations

import gc

THRESHOLDS = (5_000, 2, 800)
"""Allocations between young collections, young ones between middle ones, middle ones between full ones.

Reading and laying out a text of 2.3 MB, the longest pauses: young ones 1 ms, middle ones 3 to 4 ms (2 to 5
and 11 to 14 with 10,000 and 5, which make full collections as rare).
"""


def pause_collector() -> None:
    """Collect nothing while the reader starts."""
    gc.disable()


def freeze_and_resume() -> None:
    """Exempt everything loaded so far from collections, and collect what is made from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()
