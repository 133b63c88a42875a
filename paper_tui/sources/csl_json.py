"""CSL-JSON, the language of citation programs and of DOI registrars (citeproc-js, csl-data.json schema)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.json_records import records
from paper_tui.sources.json_values import a_text
from paper_tui.sources.strip_markup import has_tags, plain

_TELLING = re.compile(r'"(?:issued|container-title|citation-key|author)"\s*:\s*[\[{"]')
_DETAILS = ("volume", "issue", "page", "publisher", "type", "ISSN", "ISBN", "edition", "note")
_ISO = re.compile(r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?")
Record = Mapping[str, Any]


def recognises(head: bytes) -> bool:
    """Whether it is JSON whose objects have a type, and a date or a container as CSL spells them."""
    text = decode_head(head).lstrip()
    return text.startswith(("[", "{")) and '"type"' in text and bool(_TELLING.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each item that has a title."""
    for found in records(stream, _is_record):
        if isinstance(found, Reject | Notice):
            yield found
            continue
        line, record = found
        try:
            yield paper(record, context)
        except ValueError as error:
            yield Reject(line, str(error), clean_line(str(record)[:300], 200))


def paper(record: Record, context: Context) -> Paper:
    """The paper of one item.

    Raises:
        ValueError: It has no title.
    """
    return build_paper(
        title=_plain(record, "title"),
        abstract=_plain(record, "abstract"),
        authors=_authors(record.get("author")),
        published=_date(record.get("issued")) or _date(record.get("published")),
        url=_first(record, "URL"),
        arxiv_id=_arxiv(record),
        doi=_first(record, "DOI"),
        venue=_plain(record, "container-title") or _plain(record, "event-title"),
        categories=_list(record.get("categories")),
        keywords=_list(record.get("keyword")) or _list(record.get("subject")),
        sightings=(Sighting("csl-json", seen=context.now),),
        details={name.lower(): _plain(record, name) for name in _DETAILS if _first(record, name)},
    )


def _is_record(record: dict[str, Any]) -> bool:
    return "title" in record and ("type" in record or "id" in record)


def _first(record: Record, name: str) -> str:
    """A field's text; Crossref gives a list where CSL has one text."""
    value = record.get(name)
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str) and one.strip()), "")
    return a_text({name: value}, name)


def _plain(record: Record, name: str) -> str:
    """A field's text without the marks of HTML or JATS that CSL allows."""
    text = _first(record, name)
    return plain(text) if has_tags(text) else text.replace("&amp;", "&")


def _authors(value: object) -> list[str]:
    if not isinstance(value, list):
        return []
    return [_name(one) for one in value if isinstance(one, Mapping)]


def _name(author: Record) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return a_text(author, "literal", "name") or " ".join(
        filter(None, (a_text(author, part) for part in parts))
    )


def _date(value: object) -> str:
    """An ISO date; of a range its beginning."""
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [str(part) for part in parts[0][:3] if isinstance(part, int | str) and str(part).isdigit()]
        if numbers:
            return "-".join([numbers[0].zfill(4), *(number.zfill(2) for number in numbers[1:])])
    found = _ISO.match(a_text(value, "raw", "literal"))
    return found[0] if found else ""


def _arxiv(record: Record) -> str:
    """The arXiv id, wherever the program that wrote it has put it."""
    for place in ("archive_location", "number", "note"):
        text = a_text(record, place)
        if text and _names_arxiv(text, record) and parse_arxiv_id(text.split()[0]):
            return text.split()[0]
    return ""


def _names_arxiv(text: str, record: Record) -> bool:
    return text.lower().startswith("arxiv:") or a_text(record, "archive", "publisher").lower() == "arxiv"


def _list(value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[;,]", value)]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


FORMAT = Format("csl-json", "CSL-JSON", recognises, read)
