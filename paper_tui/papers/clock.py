"""The current time, as a value that tests and scripts can set; UTC in files, local time for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

Clock = Callable[[], datetime]
"""Returns the current time, with a time zone."""


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC; within a day of the first or the last moment there is, with its digits unchanged."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def timestamp(moment: datetime) -> str:
    """A moment as it is stored: ISO, in UTC, to the millisecond, so that texts sort as times do."""
    return in_utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@lru_cache(4096)  # the papers of an import share a time stamp
def local_time(stamp: str) -> str:
    """Convert a time stamp to local time, as ``2026-09-03 18:30``; text that is none is returned as it is."""
    try:
        moment = datetime.fromisoformat(stamp)
        local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
    except (ValueError, OverflowError):
        return stamp[:16].replace("T", " ")
    return f"{local:%Y-%m-%d %H:%M}"


def local_day(stamp: str) -> str:
    """The local day of a time stamp, as ``2026-09-03``."""
    return local_time(stamp)[:10] if len(stamp) > len("2026-09-03") else stamp
