"""Which addresses may be asked: http and https, and nothing private unless its host was named by the user."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import SplitResult, urljoin, urlsplit

from paper_tui.papers.text import clean_line
from paper_tui.sources.services.exchange_types import FetchError

_PORTS = {"http": 80, "https": 443}
_ADVICE = "Check the address; a private one must be named in the settings."


def check_url(url: str, allowed: Collection[str]) -> SplitResult:
    """The parts of an address that may be asked, as far as it can be told without looking its name up.

    Raises:
        FetchError: It is no address of the web, or a private one that was not allowed.
    """
    try:
        parts = urlsplit(url)
        origin(parts)
    except ValueError as error:
        raise _refused(url, "is no address") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _refused(url, "is no http or https address")
    if "@" in parts.netloc or not url.isprintable() or " " in url:
        raise _refused(url, "holds what no address of a service needs")
    check_host(parts.hostname, parts, allowed)
    return parts


def check_host(host: str, parts: SplitResult, allowed: Collection[str]) -> None:
    """Whether a host, by name or as the number that its name led to, may be asked.

    Raises:
        FetchError: It is private, and the user did not name the host of this address.
    """
    if parts.hostname in allowed or origin(parts) in allowed:
        return
    if host == "localhost" or host.endswith(".localhost") or _is_private(host):
        raise _refused(parts.geturl(), "leads to a private address")


def join(url: str, target: str) -> str:
    """Where a link on a page leads.

    Raises:
        FetchError: It is no address.
    """
    try:
        return urlsplit(urljoin(url, target)).geturl()
    except ValueError as error:
        raise _refused(target, "is no address") from error


def origin(parts: SplitResult) -> str:
    """``host:port`` of an address.

    Raises:
        ValueError: The port is no port.
    """
    return f"{parts.hostname}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def _is_private(host: str) -> bool:
    """Whether a host is a number that does not belong to the public network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return not address.is_global or address.is_multicast


def _refused(url: str, why: str) -> FetchError:
    return FetchError(f"{clean_line(url, 200)} {why} and was not asked", _ADVICE)
