"""Full texts from services: a page for a paper, as it comes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sources.services.client import Client
from paper_tui.sources.services.exchange_types import NO_KEY, ApiKey, FetchSettings, Request, Response
from paper_tui.sources.services.fetch_state import KnownPage
from paper_tui.sources.services.rate_limit import ARXIV_INTERVAL

MOST_BYTES = 20 * 2**20
"""Of a page; the largest of arXiv have a few million."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """A service that has pages of papers; a `client.Server`."""

    name: str
    """As the settings and kept files call it."""
    title: str
    """As a reader knows it."""
    base_url: str
    path: str
    """Of a page, with ``{id}`` for the arXiv id, with its version where `versioned`."""
    accept: str
    formats: tuple[str, ...]
    """Formats of its pages of papers; a page in another format holds no paper."""
    versioned: bool = False
    interval: float = 1.0
    key: ApiKey = NO_KEY

    def check(self, response: Response) -> None:
        """Accept any answer; whether it holds a paper shows when it is parsed."""


TEXT_SOURCES = (
    TextSource(
        name="arxiv-html",
        title="arXiv",
        base_url="https://arxiv.org",
        path="/html/{id}",
        accept="text/html",
        formats=("latexml",),
        versioned=True,
        interval=ARXIV_INTERVAL,
    ),
    TextSource(
        name="ar5iv",
        title="ar5iv",
        base_url="https://ar5iv.labs.arxiv.org",
        path="/html/{id}",
        accept="text/html",
        formats=("latexml",),
        interval=ARXIV_INTERVAL,
    ),
    TextSource(
        name="hf-papers",
        title="Hugging Face",
        base_url="https://huggingface.co",
        path="/papers/{id}.md",
        accept="text/markdown",
        formats=("markdown",),
    ),
    TextSource(
        name="arxiv-pdf",
        title="arXiv PDF",
        base_url="https://arxiv.org",
        path="/pdf/{id}",
        accept="application/pdf",
        formats=("pdf",),
        versioned=True,
        interval=ARXIV_INTERVAL,
    ),
)
"""In the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page as it came."""

    body: bytes
    url: str
    """Its address after redirects."""
    version: int
    """The arXiv version that it says it has, or that was asked for; 0 where neither is known."""


def fetch_page(
    source: TextSource, arxiv_id: str, version: int, settings: FetchSettings, cancel: CancelToken
) -> TextPage:
    """Fetch the page of a paper.

    Args:
        source: The service.
        arxiv_id: Without version.
        version: The version wanted; 0 for the newest.
        settings: What the fetch may do.
        cancel: Checked ten times a second.

    Raises:
        FetchError: There is none, or it could not be fetched.
        Cancelled: The caller cancelled.
    """
    base = settings.base_urls.get(source.name, source.base_url).rstrip("/")
    wanted = f"{arxiv_id}v{version}" if version and source.versioned else arxiv_id
    request = Request(base + source.path.format(id=wanted), source.accept)
    limits = replace(settings.limits, body=max(settings.limits.body, MOST_BYTES))
    client = Client(source, request, replace(settings, limits=limits), cancel)
    response = client.get(request, KnownPage())
    return TextPage(response.body, response.url, _version(response, arxiv_id, version, source))


def page_url(source: TextSource, arxiv_id: str, version: int) -> str:
    """Return the address of a page, for browsers and as the base of its pictures."""
    wanted = f"{arxiv_id}v{version}" if version and source.versioned else arxiv_id
    return source.base_url + source.path.format(id=wanted)


def _version(response: Response, arxiv_id: str, asked: int, source: TextSource) -> int:
    """The version in the address after redirects, or beside the id in the margin of the page."""
    name = re.escape(arxiv_id)
    found = re.search(rf"/{name}v(\d{{1,3}})(?:$|[/?#])", response.url)
    if found:
        return int(found[1])
    printed = re.search(rf"arXiv:{name}v(\d{{1,3}})".encode(), response.body[:200_000])
    if printed:
        return int(printed[1])
    return asked if source.versioned else 0
