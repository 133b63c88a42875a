"""Defaults of the services."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from paper_tui.papers.cancellation import NEVER
from paper_tui.sources.base import Context
from paper_tui.sources.services import SERVICES, FetchSettings, FetchState, fetch
from tests.sources.services.helpers import RSS, Server, answer


def test_a_fetch_needs_no_more_than_a_folder(server: Server, tmp_path: Path) -> None:
    server.on("/rss", answer(RSS))
    items = fetch(
        f"feed:{server.url}/rss",
        settings=FetchSettings(tmp_path / "pacing"),
        state=FetchState(),
        context=Context("fetch", date(2026, 11, 3), "2026-11-03T12:00:00.000Z"),
        progress=lambda _progress: None,
        cancel=NEVER,
    )
    assert len(list(items)) == 1


def test_services_are_asked_over_https() -> None:
    assert {name: service.base_url for name, service in SERVICES.items()} == {
        "daily": "https://huggingface.co",
        "arxiv": "https://export.arxiv.org",
        "crossref": "https://api.crossref.org",
        "datacite": "https://api.datacite.org",
        "semanticscholar": "https://api.semanticscholar.org",
        "feed": "",
        "doi": "https://doi.org",
    }


def test_the_http_library_is_loaded_only_by_a_fetch() -> None:
    code = "import sys, paper_tui.sources.services; sys.exit(bool({'httpx2', 'filelock'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


LEAVES = """
import socket, sys, threading
from pathlib import Path
from tests.sources.services.helpers import Reader, Server
asked = threading.Event()

def getaddrinfo(*_args, **_named):
    asked.set()
    threading.Event().wait(120)

socket.getaddrinfo = getaddrinfo
reader = Reader(Server(None, "http://papers.example.org"), Path(sys.argv[1]))
reader.fetch("daily", cancelled=lambda _outcome: asked.is_set())
"""


def test_a_name_server_that_hangs_holds_up_no_program_that_ends(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", LEAVES, str(tmp_path)]
    assert subprocess.run(arguments, timeout=30, check=False).returncode == 0
