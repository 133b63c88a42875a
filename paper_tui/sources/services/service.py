"""What a service is to the fetch: how its specs are read, its pages asked for, and its answers understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.addresses import join
from paper_tui.sources.services.exchange_types import Request, Response

_NEXT = re.compile(r'<([^<>]*)>\s*;[^<]*\brel="?next\b')


@dataclass(frozen=True, slots=True)
class Service:
    """One service, as values and functions."""

    name: str
    """What a spec begins with: ``arxiv``."""
    title: str
    """What a reader calls it: ``arXiv``."""
    forms: tuple[str, ...]
    """Specs to choose from, for help and messages."""
    base_url: str
    """Its address, unless the settings name another; empty when the spec holds the address."""
    argument: Callable[[str], str]
    """What follows the colon, in one spelling; ValueError says what is wrong with it."""
    first: Callable[[str, str, int], Request]
    """The first page, by argument, base address and about how many papers are wanted."""
    read: Callable[[Response, Context], Iterator[Item]]
    """The items of an answer."""
    following: Callable[[Request, Response], str]
    """The address of the page after this one, or empty."""
    check: Callable[[Response], None]
    """Raises `Interrupted` when an answer is not whole, `FetchError` when it is something else altogether."""
    bare: Callable[[str], str | None]
    """The argument that a text without the service's name stands for, such as an id or the address of a
    page that it shows in a browser; None when the text is nothing of this service."""
    interval: float = 0.0
    """Seconds to leave between requests."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What to fetch: a service and what it is asked for."""

    service: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.service}:{self.argument}" if self.argument else self.service


def linked_next(request: Request, response: Response) -> str:
    """The page that a ``Link`` header calls the next (RFC 8288), asked of the host that was asked first.

    Raises:
        FetchError: What it names is no address.
    """
    found = _NEXT.search(response.headers.get("link", ""))
    if not found:
        return ""
    there, here = urlsplit(join(request.url, found[1])), urlsplit(request.url)
    return str(urlunsplit((here.scheme, here.netloc, there.path, there.query, "")))


def number_in(url: str, name: str) -> int:
    """A whole number that an address, perhaps of a server's own making, has in its query; else 0."""
    found = re.search(rf"[?&]{name}=(\d{{1,9}})(?:&|$)", url, re.ASCII)
    return int(found[1]) if found else 0


def no_more(_request: Request, _response: Response) -> str:
    """Of a service that says everything on one page."""
    return ""
