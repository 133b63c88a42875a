"""Hybrid logical time stamps: wall time where it can be trusted, order of changes where it cannot.

A change is never older than the value that it replaced, even where the clock of one of two devices is an
hour wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

LATEST = 1 << 43
"""Milliseconds since 1970 that are believed: up to the year 2248."""
MOST_COUNTED = 1 << 31
ONE_MILLISECOND = timedelta(milliseconds=1)
AHEAD = timedelta(days=20 * 365) // ONE_MILLISECOND
"""The limit of a stamp ahead of this device's clock: a wrong clock is believed, a stamp that nothing could
follow is not."""
BUILT = 1_790_000_000_000
"""A time that has passed, in 2026: a clock that shows an earlier one is wrong."""
SKEW = timedelta(minutes=10) // ONE_MILLISECOND
"""The difference of clocks up to which nothing is reported."""

_DEVICE = re.compile(r"[a-z0-9]{4,32}")


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """The time and device of a change; ordered the same on every device."""

    milliseconds: int
    """Since 1970, in UTC."""
    counter: int
    """Orders changes of one value that carry the same time."""
    device: str

    def __str__(self) -> str:
        return f"{self.milliseconds:x}-{self.counter:x}-{self.device}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        """Read a stamp.

        Raises:
            ValueError: It is not one, or no clock can have shown it.
        """
        if len(text) > 64:
            raise ValueError("not a time stamp")
        milliseconds, counter, device = text.split("-")
        stamp = cls(int(milliseconds, 16), int(counter, 16), device)
        plausible = 0 <= stamp.milliseconds < LATEST and 0 <= stamp.counter < MOST_COUNTED
        if not plausible or not is_device(device):
            raise ValueError("not a time stamp")
        return stamp


def is_device(name: str) -> bool:
    """Return whether a text is a device's name: 4 to 32 lower-case letters and digits."""
    return bool(_DEVICE.fullmatch(name))


def stamp_for(device: str, milliseconds: int, after: Iterable[Stamp]) -> Stamp:
    """The stamp of a change: the time it was made, but later than the values that it replaced.

    Args:
        device: Where it was made.
        milliseconds: When, by the clock of that device, which may be wrong.
        after: The stamps of the values that the reader saw and changed.
    """
    seen = max(after, default=None)
    reading = Stamp(min(max(milliseconds, 0), LATEST - 1), 0, device)
    if seen is None or reading > seen:
        return reading
    if seen.counter + 1 < MOST_COUNTED:
        return Stamp(seen.milliseconds, seen.counter + 1, device)
    return Stamp(seen.milliseconds + 1, 0, device)


def is_believed(stamp: Stamp, now: int) -> bool:
    """Return whether some clock can have shown a stamp, by a clock here that may be wrong itself."""
    return stamp.milliseconds < max(now, BUILT) + AHEAD


def refusals(refused: Mapping[str, int]) -> tuple[str, ...]:
    """Messages on changes that are not believed, by the number of each device's."""
    return tuple(
        f"{count:,} {'change' if count == 1 else 'changes'} of device {device} left out, dated more than 20"
        " years ahead of this one: set the clock that is wrong"
        for device, count in refused.items()
    )


def ahead(stamps: Iterable[Stamp], now: int) -> str:
    """A message on stamps that are ahead of this device's clock; empty if none is."""
    newest = max((stamp.milliseconds for stamp in stamps), default=0)
    if newest <= now + SKEW:
        return ""
    hours = max(1, round((newest - now) / 3_600_000))
    by = f"{hours} hour{'s' * (hours > 1)}" if hours < 48 else f"{hours // 24:,} days"
    return (
        f"Another device dates changes {by} ahead of this one: set the clock that is wrong. Nothing is lost; "
        "where both changed the same thing, the one that is ahead counts as later"
    )
