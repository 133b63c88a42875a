"""One request and its answer, within a time that no server can stretch.

httpx2's time-outs are for each read, so a server that drips is never cut off by them, and a name look-up
has none. Each exchange therefore has a thread of its own, and the caller watches clock and cancellation;
a thread that was given up has its socket shut and holds up nobody, not even the end of the program.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import SplitResult
from urllib.request import getproxies, proxy_bypass

from paper_tui.papers.text import clean_line
from paper_tui.sources.services.addresses import check_host, check_url
from paper_tui.sources.services.body import read_body
from paper_tui.sources.services.values import Cancelled, FetchError, Interrupted, Limits, Response

_GLANCE = 0.02
_OFFLINE = "Check the connection to the network, then fetch again."


@dataclass(slots=True)
class Exchange:
    """One request: made once, then `run`."""

    url: str
    headers: Mapping[str, str]
    limits: Limits
    allowed: Collection[str]
    trust: ssl.SSLContext | bool
    """Whom to believe over https."""
    _socket: socket.socket | None = field(default=None, init=False)

    def run(
        self, seconds: float, steady: Callable[[], float], cancelled: Callable[[], bool]
    ) -> tuple[Response, float]:
        """The answer, whatever its status, and how many of the seconds allowed for it are left.

        Raises:
            Cancelled: The caller changed its mind; the connection is gone by then.
            Interrupted: The connection broke.
            FetchError: The host is private, cannot be reached, says too much or takes too long.
        """
        parts = check_url(self.url, self.allowed)
        answer: Future[Response] = Future()
        end = steady() + seconds
        Thread(target=self._settle, args=(answer, parts), name="paper-tui-fetch", daemon=True).start()
        while not wait([answer], _GLANCE).done:
            if cancelled():
                self._hang_up()
                raise Cancelled
            if steady() >= end:
                self._hang_up()
                raise FetchError(f"{parts.hostname} did not answer within {self.limits.wall:g} seconds")
        return answer.result(), end - steady()

    def _settle(self, answer: Future[Response], parts: SplitResult) -> None:
        try:
            answer.set_result(self._ask(parts))
        except BaseException as error:  # noqa: BLE001 -- handed to the thread that waits for it
            answer.set_exception(error)

    def _ask(self, parts: SplitResult) -> Response:
        import httpx2

        host, proxy = str(parts.hostname), _proxy(parts)
        trace = {} if proxy else {"trace": lambda name, info: self._watch(name, info, parts)}
        try:
            with (
                httpx2.Client(
                    verify=self.trust, proxy=proxy, trust_env=False, timeout=self.limits.wall
                ) as client,
                client.stream("GET", self.url, headers=dict(self.headers), extensions=trace) as response,
            ):
                encoding = response.headers.get("content-encoding", "").strip().lower()
                body = read_body(response.iter_raw(), encoding, self.limits, host)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Response(self.url, response.status_code, headers, body)
        except (httpx2.ConnectError, httpx2.ProxyError) as error:
            raise FetchError(f"{host} cannot be reached ({_reason(error)})", _OFFLINE) from error
        except httpx2.TimeoutException as error:
            raise FetchError(f"{host} did not answer within {self.limits.wall:g} seconds") from error
        except httpx2.TransportError as error:
            raise Interrupted(f"{host} broke off or garbled its answer ({_reason(error)})") from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            raise FetchError(f"{clean_line(self.url, 200)} is no address ({_reason(error)})") from error

    def _watch(self, name: str, info: Mapping[str, Any], parts: SplitResult) -> None:
        """Look at a new connection before a byte is sent: a name may lead elsewhere than it did before."""
        if not name.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        stream = info["return_value"]
        self._socket = stream.get_extra_info("socket")
        try:
            check_host(str(stream.get_extra_info("server_addr")[0]), parts, self.allowed)
        except FetchError:
            stream.close()
            raise

    def _hang_up(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _proxy(parts: SplitResult) -> str | None:
    """The proxy that the user's environment names for this address; it then looks names up, not we."""
    if proxy_bypass(str(parts.hostname)):
        return None
    return getproxies().get(parts.scheme)


def _reason(error: Exception) -> str:
    return clean_line(str(error), 120) or type(error).__name__
