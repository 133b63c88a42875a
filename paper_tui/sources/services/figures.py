"""Image files of figures, from the server of the page they are on."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.services.client import Client
from paper_tui.sources.services.exchange_types import FetchError, FetchSettings, Request
from paper_tui.sources.services.fetch_state import KnownPage
from paper_tui.sources.services.texts import TextSource, page_url

MOST_BYTES = 20 << 20
"""Of an image."""
_BASE = re.compile(rb"<base\b[^>]{0,200}?\bhref\s*=\s*[\"']([^\"'<>]{1,500})[\"']", re.IGNORECASE)
_HEAD = 30_000
"""Bytes of a page in which its base is looked for."""
_ARXIV = "https://arxiv.org"


def image_url(source: TextSource, arxiv_id: str, version: int, page: bytes, address: str) -> str:
    """The URL of an image.

    Args:
        source: The service that the page came from.
        arxiv_id: Without version.
        version: Of the page; 0 where it is unknown.
        page: The page as it came, which may name the base of its addresses.
        address: As the page has it.

    Raises:
        FetchError: It is not on the server of the page.
    """
    own = page_url(source, arxiv_id, version)
    named = _BASE.search(page[:_HEAD])
    base = urljoin(own, named[1].decode("utf-8", "replace")) if named else own
    if not named and not address.partition("/")[0].startswith(arxiv_id.rpartition("/")[2]):
        base = f"{own}/"  # the page's own folder
    url = urljoin(base, address)
    home = {urlsplit(each)[:2] for each in (source.base_url, _ARXIV)}
    if urlsplit(url)[:2] not in home:
        raise FetchError("the image is on another server", "Open the paper in the browser.")
    return url


def fetch_image(source: TextSource, url: str, settings: FetchSettings, cancel: CancelToken) -> bytes:
    """Fetch an image.

    Raises:
        FetchError: It is not there, or could not be fetched.
        Cancelled: The caller cancelled.
    """
    mirror = settings.base_urls.get(source.name, "").rstrip("/")
    if mirror and url.startswith(source.base_url):
        url = mirror + url.removeprefix(source.base_url)
    limits = replace(settings.limits, body=MOST_BYTES)
    request = Request(url, "image/png,image/jpeg,image/gif,image/webp")
    client = Client(source, request, replace(settings, limits=limits), cancel)
    return client.get(request, KnownPage()).body
