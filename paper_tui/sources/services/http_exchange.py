"""One HTTP request and its response, within a total time limit.

The time-outs of httpx2 apply to each read, so that a slow stream of bytes never exceeds them, and name
resolution has none. Each exchange therefore runs in a daemon thread while the caller watches the clock and
the cancellation token. The socket of an abandoned exchange is shut down.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult

from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.text import clean_line
from paper_tui.sources.services.addresses import check_host
from paper_tui.sources.services.exchange_types import (
    NO_KEY,
    ApiKey,
    FetchError,
    Interrupted,
    Limits,
    Response,
    Unreachable,
)
from paper_tui.sources.services.response_body import read_body

if TYPE_CHECKING:
    import ssl

_GLANCE = 0.02
_OFFLINE = "Check the connection to the network, then fetch again."
_ADVICE = "Check the address and the proxy."
_CERTIFICATE = "If the server has a certificate of its own, set SSL_CERT_FILE to its authority's PEM file."
_ERROR_NUMBER = re.compile(r"\[(?:Errno|WinError|SSL:?) ?[^\]]*\] ?")


@dataclass(slots=True)
class Exchange:
    """One request: create it, then call `run` once."""

    parts: SplitResult
    """The URL, checked by `check_url`."""
    headers: Mapping[str, str]
    limits: Limits
    allowed: Collection[str]
    trust: ssl.SSLContext | bool
    """Trusted certificate authorities."""
    key: ApiKey = NO_KEY
    """Sent with the request, and in no message."""
    body: bytes = b""
    """JSON to send by POST."""
    _socket: socket.socket | None = field(default=None, init=False)
    _given_up: bool = field(default=False, init=False)

    def run(self, seconds: float, steady: Callable[[], float], cancel: CancelToken) -> tuple[Response, float]:
        """The answer, whatever its status, and how many of the seconds allowed for it are left.

        Raises:
            Cancelled: The caller cancelled; the connection is closed by then.
            Interrupted: The connection broke.
            FetchError: The host is private, cannot be reached, says too much or takes too long.
        """
        answer: Future[Response] = Future()
        end = steady() + seconds
        Thread(target=self._settle, args=(answer,), name="paper-tui-fetch", daemon=True).start()
        while True:
            if cancel.is_cancelled:
                self._hang_up()
                raise Cancelled
            if steady() >= end:
                self._hang_up()
                raise self._too_slow()
            if wait([answer], _GLANCE).done:
                return answer.result(), end - steady()

    def _settle(self, answer: Future[Response]) -> None:
        try:
            answer.set_result(self._ask())
        except BaseException as error:  # noqa: BLE001 -- handed to the thread that waits for it
            answer.set_exception(error)

    def _ask(self) -> Response:
        import httpx2

        url, host = self.parts.geturl(), str(self.parts.hostname)
        # Short enough to try a second address of the host if the first does not answer.
        patience = httpx2.Timeout(self.limits.wall, connect=self.limits.wall / 3)
        try:
            with (
                httpx2.Client(
                    verify=self.trust, proxy=_proxy(self.parts), trust_env=False, timeout=patience
                ) as client,
                client.stream(
                    "POST" if self.body else "GET",
                    self.key.in_url(url),
                    headers={**self.headers, **self.key.headers},
                    content=self.body or None,
                    extensions={"trace": self._watch},
                ) as response,
            ):
                encoding = response.headers.get("content-encoding", "").strip().lower()
                body = read_body(response.iter_raw(), encoding, self.limits, host)
                return Response(url, response.status_code, dict(response.headers), body)
        except (httpx2.ConnectError, httpx2.ProxyError) as error:
            raise _unreachable(host, error) from error
        except httpx2.TimeoutException as error:
            raise self._too_slow() from error
        except httpx2.TransportError as error:
            raise Interrupted(f"{host} broke off its response ({_reason(error)})") from error
        except (httpx2.InvalidURL, ValueError, ImportError) as error:
            reason = self.key.hidden(_reason(error))
            raise FetchError(f"{clean_line(url, 200)} cannot be fetched ({reason})", _ADVICE) from None

    def _watch(self, name: str, info: Mapping[str, Any]) -> None:
        """Check the address of a new connection before a byte is sent: names may resolve to others."""
        if not name.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        stream = info["return_value"]
        self._socket = stream.get_extra_info("socket")
        try:
            self._check(str(stream.get_extra_info("server_addr")[0]))
        except (Cancelled, FetchError):
            stream.close()
            raise

    def _check(self, address: str) -> None:
        if self._given_up:
            raise Cancelled
        if not _proxy(self.parts):
            check_host(address, self.parts, self.allowed)

    def _hang_up(self) -> None:
        self._given_up = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _too_slow(self) -> FetchError:
        return FetchError(f"{self.parts.hostname} did not answer within {self.limits.wall:g} seconds")


def _proxy(parts: SplitResult) -> str | None:
    """The proxy for this URL in the environment; it resolves names itself."""
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(str(parts.hostname)):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _unreachable(host: str, error: Exception) -> FetchError:
    """The reason for a failed connection; for an untrusted certificate with its remedy."""
    reason = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in reason:
        why = reason.partition("CERTIFICATE_VERIFY_FAILED]")[2].partition(" (_ssl")[0]
        return FetchError(f"the certificate of {host} is not trusted ({clean_line(why, 120)})", _CERTIFICATE)
    return Unreachable(f"{host} cannot be reached ({_reason(error)})", _OFFLINE)


def _reason(error: Exception) -> str:
    """The message of an exception without its error number."""
    return clean_line(_ERROR_NUMBER.sub("", str(error)), 120) or type(error).__name__
