"""Types shared by all services: settings, limits, requests, responses, progress and errors."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.base import SourceError

_SLICE = 0.1


class FetchError(SourceError):
    """A failed fetch; the message says what happened, what was kept and what to do next."""

    def __init__(self, happened: str, advice: str = "Fetch again in a while.") -> None:
        super().__init__(happened)
        self.happened = happened
        self.advice = advice
        self.kept = 0
        """Papers received before the failure."""

    def __str__(self) -> str:
        came = {0: "no paper was fetched", 1: "the one paper before it is kept"}
        kept = came.get(self.kept, f"the {self.kept:,} papers before it are kept")
        return f"{self.happened}; {kept}. {self.advice}"


class Interrupted(FetchError):  # noqa: N818 -- says what happened, as its callers read it
    """An incomplete response or a temporary server error: a retry may help."""


class Unreachable(FetchError):  # noqa: N818 -- says how the service is, as its callers read it
    """A service to which there is no connection."""


class NotFound(FetchError):  # noqa: N818 -- says what happened, as its callers read it
    """A service that does not know what it was asked for."""


class Busy(FetchError):  # noqa: N818 -- says how the service is, as its callers read it
    """A service that refuses requests for some time."""

    def __init__(self, host: str, until: float) -> None:
        self.until = datetime.fromtimestamp(until, UTC)
        """The time of the next permitted request; none is sent before."""
        clock = f"{self.until.astimezone():%H:%M:%S}"
        super().__init__(f"{host} asks to be left alone until {clock}", f"Fetch again after {clock}.")


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a fetch."""

    spec: str
    doing: str
    """Activity to display: ``asking arXiv``."""
    pages: int = 0
    """Pages received."""
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one request."""

    wall: float = 30.0
    """Seconds from connecting to the last byte, redirects included."""
    wire: int = 20 * 2**20
    """Bytes of a response on the wire."""
    body: int = 10 * 2**20
    """Bytes of a response after decompression."""
    redirects: int = 5
    papers: int = 300
    """Approximate number of papers for an open-ended spec such as ``arxiv:cs.CL``."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Clocks, sleep and random numbers of a fetch, which tests replace."""

    now: Callable[[], float] = time.time
    """Seconds since 1970, comparable between processes."""
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def pause(self, seconds: float, cancel: CancelToken) -> None:
        """Sleep in short slices, so that cancellation takes effect at once.

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
    """Settings of fetches."""

    folder: Path
    """Folder of the rate limits per host, shared by all processes; safe to delete."""
    base_urls: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Service name to base URL, for mirrors and tests."""
    allow_hosts: frozenset[str] = frozenset()
    """``host`` or ``host:port`` of servers whose addresses may be private."""
    limits: Limits = Limits()
    timing: Timing = Timing()
    api_keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Service name to the user's key for it; never shown, stored or logged."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A user's key for a service, as it is sent: in a header or in the query of the URL."""

    value: str = field(default="", repr=False)
    header: str = ""
    parameter: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The header that carries it; none where the URL does."""
        return {self.header: self.value} if self.value and self.header else {}

    def in_url(self, url: str) -> str:
        """The URL with the key, where it is carried so."""
        if not self.value or not self.parameter:
            return url
        return f"{url}{'&' if '?' in url else '?'}{self.parameter}={quote(self.value, safe='')}"

    def out_of(self, url: str) -> str:
        """A URL that the service redirects to, without the key."""
        if not self.value or not self.parameter:
            return url
        parts = urlsplit(url)
        kept = [pair for pair in parts.query.split("&") if not pair.startswith(f"{self.parameter}=")]
        return parts._replace(query="&".join(kept)).geturl()

    def hidden(self, text: str) -> str:
        """A text of the service without the key, which it may repeat."""
        for written in {self.value, quote(self.value, safe="")} - {""}:
            text = text.replace(written, "…")
        return text


NO_KEY = ApiKey()


@dataclass(frozen=True, slots=True)
class Request:
    """Request for one page."""

    url: str
    accept: str
    pages: int = 1
    """Number of further pages permitted, including this one."""
    body: bytes = b""
    """JSON to send, by POST; empty for GET."""


@dataclass(frozen=True, slots=True)
class Response:
    """A complete response, decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Header names are in lower case."""
    body: bytes

    @property
    def host(self) -> str:
        """The host, for messages."""
        return urlsplit(self.url).hostname or self.url
