"""Permission to fetch: an address that the user named is allowed as it is, and nothing is asked offline."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from paper_tui.network import offline
from paper_tui.sources.services.http_exchange import _unreachable
from tests.sources.services.helpers import RSS, Reader, Server, answer

NAME = "feeds.example"


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to this machine, as it may once its owner changes it."""
    look_up = socket.getaddrinfo

    def getaddrinfo(host: str | bytes, *others: object, **more: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        return look_up("127.0.0.1" if name == NAME else host, *others, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def renamed(server: Server) -> str:
    return server.url.replace("127.0.0.1", NAME)


@pytest.mark.usefixtures("resolved")
def test_a_feed_whose_name_leads_to_a_private_address_is_not_asked(reader: Reader, server: Server) -> None:
    server.on("/rss", answer(RSS))
    outcome = reader.fetch(f"feed:{renamed(server)}/rss")
    assert "private address" in outcome.message
    assert "allow_hosts" in outcome.message
    assert server.asked == []


@pytest.mark.usefixtures("resolved")
def test_it_is_asked_where_allow_hosts_names_it(reader: Reader, server: Server) -> None:
    server.on("/rss", answer(RSS))
    reader.allow = frozenset({NAME})
    assert len(reader.fetch(f"feed:{renamed(server)}/rss").papers) == 1


@pytest.mark.usefixtures("resolved")
def test_a_mirror_whose_name_leads_to_a_private_address_is_not_asked_either(
    reader: Reader, server: Server
) -> None:
    reader.bases = {"daily": renamed(server)}
    assert "private address" in reader.fetch("daily").message
    assert server.asked == []


def test_a_number_that_the_user_typed_may_be_asked(reader: Reader, server: Server) -> None:
    server.on("/rss", answer(RSS))
    assert len(reader.fetch(f"feed:{server.url}/rss").papers) == 1


def test_offline_nothing_is_looked_up_or_connected_to(
    reader: Reader, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for spec in ("daily", "arxiv:cs.CL", "doi:10.1000/182", f"feed:{server.url}/rss"):
        with offline(wanted=True):
            assert "--offline" in reader.fetch(spec).message
    assert server.asked == []


def test_a_certificate_that_is_not_trusted_has_a_remedy() -> None:
    told = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)"
    said = str(_unreachable("papers.example", OSError(told)))
    assert "self-signed certificate" in said
    assert "SSL_CERT_FILE" in said
    assert "_ssl.c" not in said


def test_no_error_number_is_shown() -> None:
    said = str(_unreachable("papers.example", OSError("[Errno -2] Name or service not known")))
    assert "cannot be reached (Name or service not known)" in said


def test_the_folder_of_rate_limits_is_private_whatever_the_umask(
    reader: Reader, server: Server, tmp_path: Path
) -> None:
    reader.folder = tmp_path / "a" / "b"
    server.on("/rss", answer(RSS))
    before = os.umask(0)
    try:
        reader.fetch(f"feed:{server.url}/rss")
    finally:
        os.umask(before)
    made = [tmp_path / "a", reader.folder, *reader.folder.iterdir()]
    assert len(made) > 3
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
