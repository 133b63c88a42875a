"""Rate limits per host, shared by all processes of a user: one file and one lock per host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.files import make_folder
from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.services.exchange_types import Busy, FetchError, Response, Timing
from paper_tui.sources.services.files import read_object, write_atomically

if TYPE_CHECKING:
    from filelock import BaseFileLock

ARXIV_INTERVAL = 3.0
"""Seconds between requests, over all of arXiv's services together (info.arxiv.org/help/api/tou.html)."""
FIRST_BACK_OFF = 120.0
LONGEST_BACK_OFF = 3600.0
_END_OF_TIME = 1e11
_POLL = 0.05
_QUOTA = re.compile(r"\br=(\d+)\s*;\s*t=(\d+)")


@dataclass(frozen=True, slots=True)
class Pace:
    """The rate limit of a host."""

    host: str
    interval: float = 0.0
    """Seconds between the end of one request and the next."""


@dataclass(frozen=True, slots=True)
class Record:
    """State of a host; times are seconds since 1970."""

    last: float = 0.0
    until: float = 0.0
    """No request before this time."""
    strikes: int = 0
    """Consecutive refusals that named no time to wait."""


class Turn:
    """Permission to send one request to a host, exclusive among the processes of the user."""

    def __init__(self, pace: Pace, record: Record, now: Callable[[], float]) -> None:
        self.record = record
        self._pace = pace
        self._now = now

    def heed(self, response: Response) -> None:
        """Update the state of the host from the headers and status of a response.

        Raises:
            Busy: It refuses further requests for now.
        """
        now = self._now()
        quota = _QUOTA.search(response.headers.get("ratelimit", ""))
        reset = float(quota[2][:6]) if quota and not int(quota[1][:9]) else None
        if not _is_busy(response):
            self.record = Record(until=now + _bounded(reset) if reset else 0.0)
            return
        said = retry_after(response.headers.get("retry-after", ""), now)
        seconds = said if said is not None else reset
        strikes = self.record.strikes + (seconds is None)
        if seconds is None:
            seconds = FIRST_BACK_OFF * 2 ** min(strikes - 1, 10)
        self.record = Record(until=now + _bounded(seconds), strikes=strikes)
        raise Busy(self._pace.host, self.record.until)


@contextmanager
def turn(pace: Pace, folder: Path, timing: Timing, cancel: CancelToken) -> Iterator[Turn]:
    """Wait until a request to a host is permitted, and hold its lock for that request.

    Raises:
        Busy: It asked to be left alone for longer than one would wait; nothing is sent.
        Cancelled: The caller changed its mind while waiting.
        FetchError: The folder cannot be written, so that other processes could not know.
    """
    from filelock import FileLock

    stem = re.sub(r"[^a-z0-9.-]", "_", pace.host.lower())[:100]
    path = folder / f"{stem}.json"
    try:
        make_folder(folder)
        lock = FileLock(folder / f"{stem}.lock", mode=0o600)
        _acquire(lock, timing, cancel)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        record = _read(path)
        now = timing.now()
        if now < record.until <= now + LONGEST_BACK_OFF:
            raise Busy(pace.host, record.until)
        timing.pause(_wait(record, pace, now), cancel)
        mine = Turn(pace, record, timing.now)
        try:
            yield mine
        finally:
            _write(path, replace(mine.record, last=timing.now()))
    finally:
        lock.release()


def retry_after(text: str, now: float) -> float | None:
    """Seconds that a ``Retry-After`` header names, as a number or a date (RFC 9110, 10.2.3); else None."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now


def _is_busy(response: Response) -> bool:
    """Return whether a host refuses for its load; arXiv may do so with status 200."""
    return response.status in (429, 503) or response.body[:200].strip().startswith(b"Rate exceeded")


def _bounded(seconds: float) -> float:
    return min(max(seconds, 1.0), LONGEST_BACK_OFF)


def _wait(record: Record, pace: Pace, now: float) -> float:
    """Seconds to wait; at most the interval, even if the clock was set back."""
    return min(max(record.last + pace.interval - now, 0.0), pace.interval)


def _acquire(lock: BaseFileLock, timing: Timing, cancel: CancelToken) -> None:
    from filelock import Timeout

    while True:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            timing.pause(_POLL, cancel)
        else:
            return


def _read(path: Path) -> Record:
    """Read the state of a host; a damaged file counts as missing."""
    found = read_object(path)
    last, until, strikes = (found.get(name) for name in ("last", "until", "strikes"))
    return Record(_number(last), _number(until), int(_number(strikes)))


def _number(value: object) -> float:
    return value if isinstance(value, int | float) and 0 <= value < _END_OF_TIME else 0.0


def _write(path: Path, record: Record) -> None:
    try:
        write_atomically(path, asdict(record))
    except OSError as error:
        raise _unwritable(path.parent, error) from error


def _unwritable(folder: Path, error: OSError) -> FetchError:
    return FetchError(
        f"{folder} cannot be written ({error.strerror}), so no request can be paced", "Make it writable."
    )
