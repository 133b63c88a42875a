"""Client of one service: rate limits, retries, redirects, and no private address without permission."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from paper_tui import __version__
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.text import clean_line
from paper_tui.sources.services.addresses import check_url, is_literally_private, join, origin
from paper_tui.sources.services.exchange_types import (
    NO_KEY,
    ApiKey,
    Busy,
    FetchError,
    FetchSettings,
    Interrupted,
    NotFound,
    Request,
    Response,
)
from paper_tui.sources.services.fetch_state import KnownPage
from paper_tui.sources.services.http_exchange import Exchange
from paper_tui.sources.services.rate_limit import ARXIV_INTERVAL, Pace, turn

if TYPE_CHECKING:
    import ssl

NOT_MODIFIED = 304
_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_SAID = re.compile(r'"error"\s*:\s*"([^"]{1,400})"|<summary[^>]{0,200}>([^<]{1,400})')
_WAITS = (0.5, 2.0)
"""Seconds before the second and third attempt, plus random jitter of up to as much."""
_PATIENCE = 10.0
"""Longest wait, in seconds, for a busy service."""


class Server(Protocol):
    """The properties of a server that a client uses: `service.Service`, or another kind of server."""

    @property
    def name(self) -> str:
        """Its name in the settings."""

    @property
    def base_url(self) -> str:
        """Its base URL unless the settings give another; empty if the user gives the URL."""

    @property
    def interval(self) -> float:
        """Seconds between requests."""

    @property
    def key(self) -> ApiKey:
        """The way in which the user's key for it is sent, without its value."""

    @property
    def check(self) -> Callable[[Response], None]:
        """Raises `Interrupted` for an incomplete response, `FetchError` for one of the wrong kind."""


class Client:
    """Client of one service for one fetch."""

    def __init__(self, service: Server, first: Request, settings: FetchSettings, cancel: CancelToken) -> None:
        self._service = service
        self._settings = settings
        self._cancel = cancel
        self._home = urlsplit(first.url)
        self._key = replace(service.key, value=settings.api_keys.get(service.name, ""))

    def get(self, request: Request, known: KnownPage) -> Response:
        """Request a page; the response has status 304 if the page is known and unchanged.

        Raises:
            Busy: The service refuses requests for longer than the client waits.
            FetchError: The request failed, after retries where those may help.
            Cancelled: The caller cancelled.
        """
        timing = self._settings.timing
        for wait in _WAITS:
            try:
                return self._try(request, known)
            except Interrupted:
                timing.pause(wait * (1 + timing.jitter()), self._cancel)
            except Busy as busy:
                left = busy.until.timestamp() - timing.now()
                if left > _PATIENCE:
                    raise
                timing.pause(left + wait, self._cancel)
        return self._try(request, known)

    def _try(self, request: Request, known: KnownPage) -> Response:
        headers = {
            "User-Agent": f"paper-tui/{__version__}",
            "Accept": request.accept,
            "Accept-Encoding": "gzip",
            **known.conditions,
        }
        if request.body:
            headers["Content-Type"] = "application/json"
        response = self._follow(request.url, headers, request.body)
        if response.status == NOT_MODIFIED and known.conditions:
            return response
        if response.status != _OK:
            raise _refusal(response, self._key)
        self._service.check(response)
        return response

    def _follow(self, url: str, headers: Mapping[str, str], body: bytes) -> Response:
        """Follow redirects, each of which is checked and rate-limited; return the final response.

        Key and body go to the service alone, never to where it redirects.
        """
        if is_offline():
            host = urlsplit(url).hostname
            raise FetchError(f"{host} was not contacted: --offline is set", "Run the command without it.")
        budget = self._settings.limits.wall
        start = url
        for _ in range(self._settings.limits.redirects + 1):
            parts = check_url(url, self._allowed)
            is_home = origin(parts) == origin(self._home)
            exchange = Exchange(
                parts,
                headers,
                self._settings.limits,
                self._allowed,
                _trust(),
                self._key if is_home else NO_KEY,
                body if is_home else b"",
            )
            with turn(
                self._pace(str(parts.hostname)), self._settings.folder, self._settings.timing, self._cancel
            ) as mine:
                response, budget = exchange.run(budget, self._settings.timing.steady, self._cancel)
                mine.heed(response)
            if response.status not in _REDIRECTS:
                return response
            url = self._key.out_of(join(url, response.headers.get("location", "")))
        raise FetchError(
            f"{clean_line(start, 200)} redirects more than {self._settings.limits.redirects} times",
            "Check the address: the service may have moved.",
        )

    def _pace(self, host: str) -> Pace:
        """The rate limit of a host; all hosts of arXiv share one."""
        if host == "arxiv.org" or host.endswith(".arxiv.org"):
            return Pace("arxiv.org", ARXIV_INTERVAL)
        return Pace(host, self._service.interval if host == self._home.hostname else 0.0)

    @cached_property
    def _allowed(self) -> frozenset[str]:
        """Hosts that may have private addresses.

        A host in the URL that the user gave counts if it is literally private, such as 127.0.0.1 or
        localhost. A name that merely resolves to a private address has to be listed in ``allow_hosts``:
        where it resolves to is decided by others.
        """
        named = bool(self._settings.base_urls.get(self._service.name)) or not self._service.base_url
        literal = named and is_literally_private(self._home.hostname or "")
        return self._settings.allow_hosts | ({origin(self._home)} if literal else set())


@cache
def _trust() -> ssl.SSLContext:
    """Certificates to trust; reading them takes 80 ms, so that many small requests share them."""
    import httpx2

    return httpx2.create_ssl_context()


def _refusal(response: Response, key: ApiKey) -> FetchError:
    """The error for an unsuccessful status, with the message of the service."""
    phrase = next((known.phrase for known in HTTPStatus if known == response.status), "an unknown status")
    said = _SAID.search(response.body[:65_536].decode("utf-8", "replace"))
    detail = f": {clean_line(key.hidden(said[1] or said[2]), 200)}" if said else ""
    happened = f"{response.host} answered {response.status} ({phrase}){detail}"
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Interrupted(happened)
    if response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return NotFound(happened, "Check what was asked for.")
    return FetchError(happened, "Check what was asked for.")
