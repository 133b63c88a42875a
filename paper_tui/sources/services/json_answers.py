"""Single JSON answers of services, beside `fetching`, which pages through lists of papers."""

from __future__ import annotations

import json

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.services.client import Client, Server
from paper_tui.sources.services.exchange_types import FetchSettings, Request
from paper_tui.sources.services.fetch_state import UNKNOWN


def get_json(server: Server, path: str, settings: FetchSettings, cancel: CancelToken) -> object:
    """Ask a service for one JSON document, paced and retried as every request is.

    Args:
        server: The service; its `check` has to accept JSON alone.
        path: Path and query, which begin with a slash.
        settings: What the request may do; has the mirrors and keys.
        cancel: Checked ten times a second.

    Raises:
        NotFound: The service does not know what it was asked for.
        FetchError: The request failed.
        Cancelled: The caller cancelled.
    """
    base = settings.base_urls.get(server.name, server.base_url).rstrip("/")
    request = Request(base + path, "application/json")
    return json.loads(Client(server, request, settings, cancel).get(request, UNKNOWN).body)
