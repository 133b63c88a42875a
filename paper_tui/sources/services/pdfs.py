"""PDFs of papers from the addresses that are known of them: arXiv, and links that end in ``.pdf``."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from paper_tui.papers.addresses import pdf_url
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources.services.client import Client
from paper_tui.sources.services.exchange_types import FetchError, FetchSettings, Request
from paper_tui.sources.services.fetch_state import KnownPage
from paper_tui.sources.services.texts import TEXT_SOURCES, TextSource, fetch_page

MOST_BYTES = 100 * 2**20
MOST_SECONDS = 180.0
_SIGNATURE = b"%PDF-"
_ARXIV = next(source for source in TEXT_SOURCES if source.name == "arxiv-pdf")


def fetch_pdf(paper: Paper, settings: FetchSettings, cancel: CancelToken) -> bytes:
    """Fetch the PDF of a paper.

    Args:
        paper: The paper.
        settings: What the fetch may do.
        cancel: Checked ten times a second.

    Raises:
        FetchError: No free PDF is known, or it could not be fetched.
        Cancelled: The caller cancelled.
    """
    limits = replace(settings.limits, body=MOST_BYTES, wire=MOST_BYTES, wall=MOST_SECONDS)
    settings = replace(settings, limits=limits)
    url = pdf_url(paper)
    if not url:
        raise FetchError("no free PDF is known", "Attach one: paper-tui attach KEY FILE --link")
    if paper.arxiv_id:
        body = fetch_page(_ARXIV, paper.arxiv_id, paper.arxiv_version or 0, settings, cancel).body
    else:
        request = Request(url, _ARXIV.accept)
        body = Client(_host(url), request, settings, cancel).get(request, KnownPage()).body
    if _SIGNATURE not in body[:1024]:
        raise FetchError(
            f"{urlsplit(url).hostname} answered with a page that is no PDF", "Open it in a browser."
        )
    return body


def _host(url: str) -> TextSource:
    """The host of a link as a service, which is asked once a second at most."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return TextSource("pdf-links", host, f"{parts.scheme}://{host}", parts.path, _ARXIV.accept, ("pdf",))
