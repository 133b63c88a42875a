"""RSS and Atom feeds by URL."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from paper_tui.papers.links import safe_url
from paper_tui.sources import feed as feed_format
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.exchange_types import Request, Response
from paper_tui.sources.services.response_body import check_xml
from paper_tui.sources.services.service import Service, no_more

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


def _argument(text: str) -> str:
    url = safe_url(text)
    if not url:
        raise ValueError("expected the http or https address of a feed")
    return url


def _bare(text: str) -> str | None:
    return safe_url(text) or None


def _first(argument: str, _base: str, _most: int) -> Request:
    return Request(argument, _ACCEPT)


def _read(response: Response, context: Context) -> Iterator[Item]:
    return feed_format.read(BytesIO(response.body), context)


SERVICE = Service(
    name="feed",
    title="feed",
    forms=("feed:URL",),
    base_url="",
    argument=_argument,
    first=_first,
    read=_read,
    following=no_more,
    check=check_xml,
    bare=_bare,
)
