"""Checks of URLs and hosts: only http and https, and no private address unless the user allowed the host."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import SplitResult, urljoin, urlsplit

from paper_tui.papers.text import clean_line
from paper_tui.sources.services.exchange_types import FetchError

_PORTS = {"http": 80, "https": 443}
_ADVICE = "Check the address. A private host must be listed in allow_hosts in the configuration."
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


def check_url(url: str, allowed: Collection[str]) -> SplitResult:
    """Parse and check a URL, as far as that is possible without resolving its host.

    Raises:
        FetchError: It is not an http or https URL, or its host is private and not allowed.
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
    """Check a host: that of a URL, or the IP address that it resolved to.

    Raises:
        FetchError: It is private, and the host of the URL is not among the allowed ones.
    """
    if parts.hostname in allowed or origin(parts) in allowed:
        return
    if is_literally_private(host):
        raise _refused(parts.geturl(), "leads to a private address")


def join(url: str, target: str) -> str:
    """Resolve a link relative to the URL of its page.

    Raises:
        FetchError: The result is not a URL.
    """
    try:
        return urlsplit(urljoin(url, target)).geturl()
    except ValueError as error:
        raise _refused(target, "is no address") from error


def origin(parts: SplitResult) -> str:
    """Return ``host:port`` of a URL.

    Raises:
        ValueError: The port is invalid.
    """
    return f"{parts.hostname}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def is_literally_private(host: str) -> bool:
    """Return whether a host is a private IP address or a name of this machine, without resolving it."""
    return host == "localhost" or host.endswith(".localhost") or _is_private(host)


def _is_private(host: str) -> bool:
    """True if a host is an IP address outside the public network, also one embedded in an IPv6 address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return True
        address = _embedded(address) or address
    return not address.is_global or address.is_multicast


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address represents: mapped, compatible, 6to4, NAT64 or Teredo."""
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _refused(url: str, why: str) -> FetchError:
    return FetchError(f"{clean_line(url, 200)} {why} and was not asked", _ADVICE)
