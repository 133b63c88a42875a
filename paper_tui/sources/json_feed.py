"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import described_doi, parse_arxiv_id, parse_doi
from paper_tui.papers.markup import without_markup
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People
from paper_tui.sources.author_names import split_people
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.input_stream import HEAD_SIZE
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, some_people, some_texts

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_HOME = re.compile(r'"(?:home_page_url|feed_url)"\s*:\s*"(https?:[^"\s]{1,2000})"')
_LONGEST_TITLE = 100


def recognises(head: bytes) -> bool:
    """Return whether it is JSON that names the version of JSON Feed."""
    text = head_text(head).lstrip()
    return text.startswith("{") and bool(_VERSION.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """An item a paper; an edition of it is the day of the item."""
    peek = getattr(stream, "peek", None)
    home = _HOME.search(head_text(peek(HEAD_SIZE)[:HEAD_SIZE])) if peek else None
    base = home[1].replace("\\/", "/") if home else ""
    return read_records(stream, lambda record: paper(record, base, context), _is_item, ("items",))


def paper(item: Json, base: str, context: Context) -> Paper:
    """The paper of an item.

    Args:
        item: As the feed has it.
        base: The address that relative ones are relative to.
        context: Of the import.

    Raises:
        ValueError: It has neither title nor text.
    """
    text = a_text(item, "content_html", "content_text") or a_text(item, "summary")
    link = urljoin(base, a_text(item, "url", "external_url"))
    guid = a_text(item, "id")
    day = parse_date(a_text(item, "date_published", "date_modified"))
    day = min(day, context.today.isoformat()) if day else ""
    found = parse_arxiv_id(link) or parse_arxiv_id(guid)
    return build_paper(
        title=a_text(item, "title") or " ".join(without_markup(text[:2_000]).split())[:_LONGEST_TITLE],
        abstract=text,
        authors=_people(item),
        published=day,
        url=link,
        arxiv_id=found.number if found else "",
        doi=next(filter(parse_doi, (link, guid, a_text(item, "external_url"))), "")
        or described_doi(without_markup(text) if "10." in text else ""),
        guid=guid,
        keywords=some_texts(item, "tags"),
        links=[a_text(item, "external_url")],
        sightings=(
            Sighting((urlsplit(base).hostname or "feed").removeprefix("www."), day, seen=context.now),
        ),
    )


def _people(item: Json) -> People:
    """The authors, one of whose names may be those of all of them."""
    listed = some_people(item, "authors") or some_people({"author": [item.get("author")]}, "author")
    return split_people(listed.names[0]) if len(listed) == 1 else listed


def _is_item(record: Json) -> bool:
    return "id" in record or "title" in record


FORMAT = Format("json-feed", "JSON Feed", recognises, read)
