"""Hosts that count as private."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from paper_tui.sources.services import FetchError
from paper_tui.sources.services.addresses import check_host, check_url

HERE = urlsplit("http://papers.example.org/rss")

PUBLIC = [
    "93.184.216.34",
    "2606:4700::1111",
    "::ffff:93.184.216.34",
    "2002:5db8:d822::1",
    "papers.example.org",
]
PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "224.0.0.251", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "ff0e::1", "2002:7f00:1::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "localhost", "x.localhost"),
]


@pytest.mark.parametrize("host", PUBLIC)
def test_public_hosts_may_be_asked(host: str) -> None:
    check_host(host, HERE, frozenset())


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts_may_not_be_asked(host: str) -> None:
    with pytest.raises(FetchError, match="private address"):
        check_host(host, HERE, frozenset())


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("named", ["papers.example.org", "papers.example.org:80"])
def test_private_hosts_may_be_asked_under_a_name_that_was_allowed(host: str, named: str) -> None:
    check_host(host, HERE, frozenset({named}))


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://10.0.0.1/x", "10.0.0.1:81"),
        ("http://10.0.0.1:81/x", "10.0.0.1:80"),
        ("https://10.0.0.1/x", "10.0.0.1:80"),
    ],
)
def test_a_name_with_a_port_allows_that_port_alone(url: str, named: str) -> None:
    with pytest.raises(FetchError, match="private address"):
        check_url(url, frozenset({named}))


@pytest.mark.parametrize("host", ["64:ff9b::7f00:1", "::127.0.0.1", "::ffff:0:0", "fec0::1", "2002:a00:1::"])
def test_a_private_address_inside_another_is_found(host: str) -> None:
    with pytest.raises(FetchError, match="private address"):
        check_host(host, HERE, frozenset())
