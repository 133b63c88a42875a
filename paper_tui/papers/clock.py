"""What time it is, as a value that tests and scripts can set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, with a time zone."""


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC; within a day of the first or the last moment there is, with its digits unchanged."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def timestamp(moment: datetime) -> str:
    """A moment as it is stored: ISO, in UTC, to the millisecond, so that texts sort as times do."""
    return in_utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")
