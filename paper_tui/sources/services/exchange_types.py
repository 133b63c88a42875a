"""What every service has in common: settings, requests, answers, progress and what can go wrong."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.base import SourceError

_SLICE = 0.1


class FetchError(SourceError):
    """A fetch that did not come to its end; says what happened, what was kept and what to do next."""

    def __init__(self, happened: str, advice: str = "Fetch again in a while.") -> None:
        super().__init__(happened)
        self.happened = happened
        self.advice = advice
        self.kept = 0
        """Papers that were read whole before it happened."""

    def __str__(self) -> str:
        came = {0: "no paper came in", 1: "the one paper before it is kept"}
        kept = came.get(self.kept, f"the {self.kept:,} papers before it are kept")
        return f"{self.happened}; {kept}. {self.advice}"


class Interrupted(FetchError):  # noqa: N818 -- says what happened, as its callers read it
    """An answer that broke off, or a server's passing trouble: asking again soon may well help."""


class Busy(FetchError):  # noqa: N818 -- says how the service is, as its callers read it
    """A service that wants to be left alone for a while."""

    def __init__(self, host: str, until: float) -> None:
        self.until = datetime.fromtimestamp(until, UTC)
        """The moment from which it may be asked again; nothing is sent to it before."""
        clock = f"{self.until.astimezone():%H:%M:%S}"
        super().__init__(f"{host} asks to be left alone until {clock}", f"Fetch again after {clock}.")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch has come."""

    spec: str
    doing: str
    """For a reader: ``asking arXiv``."""
    pages: int = 0
    """Pages that came whole."""
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one request, whatever a server does."""

    wall: float = 30.0
    """Seconds from connecting to the last byte, redirects included."""
    wire: int = 20 * 2**20
    """Bytes of an answer as sent."""
    body: int = 10 * 2**20
    """Bytes of an answer after decompression."""
    redirects: int = 5
    papers: int = 300
    """About so many come from a spec without an end of its own, such as ``arxiv:cs.CL``."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The clocks and the chance that a fetch goes by, which tests replace."""

    now: Callable[[], float] = time.time
    """Seconds since 1970: shared with other processes."""
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def pause(self, seconds: float, cancel: CancelToken) -> None:
        """Sleep in slices short enough for a cancellation to be felt at once.

        Raises:
            Cancelled: The caller cancelled.
        """
        end = self.steady() + seconds
        while True:
            cancel.check()
            left = end - self.steady()
            if left <= 0:
                return
            self.sleep(min(left, _SLICE))


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What a fetch may do, and where it keeps what it must remember."""

    folder: Path
    """Holds each host's pacing, shared by all processes; safe to delete."""
    base_urls: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Service name to the address that stands in for its own: a mirror, or a test's server."""
    allow_hosts: frozenset[str] = frozenset()
    """``host`` or ``host:port`` of servers whose addresses may be private."""
    limits: Limits = Limits()
    timing: Timing = Timing()
    offline: bool = False
    """Whether to fail before any connection is made."""


@dataclass(frozen=True, slots=True)
class Request:
    """One page to ask for."""

    url: str
    accept: str
    pages: int = 1
    """How many may still be asked, this one among them."""


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer, decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes

    @property
    def host(self) -> str:
        """Whose answer it is, for messages."""
        return urlsplit(self.url).hostname or self.url
