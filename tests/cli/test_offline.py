"""--offline: no command looks a name up or connects, and the switch ends with the command."""

from __future__ import annotations

import os
import socket

import pytest

from paper_tui.network import OFFLINE_VARIABLE
from tests.cli.helpers import Shell

PAPERS = ({"title": "Bees of the sea", "doi": "10.5555/bees"}, {"title": "Ants", "arxiv_id": "2401.00001"})
COMMANDS = (
    "fetch daily",
    "fetch arxiv:cs.CL feed:https://example.org/rss 10.5555/x",
    "fetch --text ants",
    "complete",
    "text 2401.00001",
    "refs ants --again",
    "cited-by bees",
    "sync --git https://example.org/x",
)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("place", ["option", "variable"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_connection_is_made(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, command: str, place: str
) -> None:
    shell("import", shell.write("a.jsonl", *PAPERS))
    if place == "variable":
        monkeypatch.setenv(OFFLINE_VARIABLE, "1")
    said = shell(*(["--offline"] if place == "option" else []), *command.split())
    assert said.code in (0, 1), said.err
    assert "the network was used" not in said.err
    assert bool(os.environ.get(OFFLINE_VARIABLE)) == (place == "variable")
