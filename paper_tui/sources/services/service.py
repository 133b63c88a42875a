"""The interface of a service: parsing specs, requesting pages, reading responses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.addresses import join
from paper_tui.sources.services.exchange_types import NO_KEY, ApiKey, Request, Response

_NEXT = re.compile(r'<([^<>]*)>\s*;[^<]*\brel="?next\b')


@dataclass(frozen=True, slots=True)
class Service:
    """One service, as values and functions."""

    name: str
    """The beginning of its specs: ``arxiv``."""
    title: str
    """Name to display: ``arXiv``."""
    forms: tuple[str, ...]
    """Examples of specs, for help and messages."""
    base_url: str
    """Base URL unless the settings give another; empty if the spec contains the URL."""
    argument: Callable[[str], str]
    """Normalise the part of a spec after the colon; raises ValueError if it is invalid."""
    first: Callable[[str, str, int], Request]
    """The first request, given argument, base URL and approximate number of papers."""
    read: Callable[[Response, Context], Iterator[Item]]
    """The items of a response."""
    following: Callable[[Request, Response], str]
    """URL of the next page, or empty."""
    check: Callable[[Response], None]
    """Raises `Interrupted` for an incomplete response, `FetchError` for one of the wrong kind."""
    bare: Callable[[str], str | None]
    """The argument of a spec without the service's name, such as an id or the URL of a
    page that it shows in a browser; None when the text is nothing of this service."""
    interval: float = 0.0
    """Seconds between requests."""
    key: ApiKey = NO_KEY
    """The header or parameter of the user's key."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A source of papers: a service and its argument."""

    service: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.service}:{self.argument}" if self.argument else self.service


def linked_next(request: Request, response: Response) -> str:
    """The next page of a ``Link`` header (RFC 8288), on the host of the first request.

    Raises:
        FetchError: What it names is no address.
    """
    found = _NEXT.search(response.headers.get("link", ""))
    if not found:
        return ""
    there, here = urlsplit(join(request.url, found[1])), urlsplit(request.url)
    return str(urlunsplit((here.scheme, here.netloc, there.path, there.query, "")))


def number_in(url: str, name: str) -> int:
    """An integer in the query of a URL, or 0."""
    found = re.search(rf"[?&]{name}=(\d{{1,9}})(?:&|$)", url, re.ASCII)
    return int(found[1]) if found else 0


def no_more(_request: Request, _response: Response) -> str:
    """For services with one page only."""
    return ""
