"""Our own JSONL: one object a line, as `--json` and the export write it, or as other programs do.

A record of ours reads back to an equal paper, with what the reader did with it. Any other object that has
a title is read field by field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper, clean_date, paper_key
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.legacy import upgraded
from paper_tui.papers.links import safe_url
from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.people import people
from paper_tui.papers.publication import UNPUBLISHED
from paper_tui.papers.publication import cleaned as clean_publication
from paper_tui.papers.serialization import Entry, mark_from_record, paper_from_record
from paper_tui.papers.shelf import Mark, clean_tag
from paper_tui.papers.text import (
    ABSTRACT_LIMIT,
    clean_line,
    clean_name,
    clean_names,
    clean_note,
    clean_text,
)
from paper_tui.papers.updates_json import clean_update, clean_version
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.columns import described, meanings
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import LONGEST_LINE, read_lines
from paper_tui.sources.json_values import a_text, first_text, some_people, some_texts, text_of

_MARKED = ("bookmarked", "bookmarked_at", "tags", "note", "seen_at", "ruled")
"""The fields of a record for what the reader did, beside its state."""
_SIGHTED = ("votes", "edition")
"""Facts of a record without sightings, such as one that a script has made, that only sightings keep."""
_WEAK = {"title", "kind", "weak title"}
"""Meanings that fields of any object may have, such as a schema's ``title`` and ``type``."""
_KEY = re.compile(r"(?:arxiv|doi|title):\S{1,300}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?")
LONGEST_NAME = 100
"""Characters of a field's name; a longer one is no name of a field that papers have."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recognises(head: bytes) -> bool:
    """Return whether the first line is an object that has a title, and nothing else or more of a paper."""
    first = next((line for line in decode_head(head).splitlines() if line.strip()), "")
    record = _parsed(first)
    if not isinstance(record, dict) or not isinstance(record.get("title"), str):
        return False
    names = record.keys() - {"title"}
    return not names or bool(
        names & {"id", "key", "links", "state", *_MARKED, *_SIGHTED} or meanings(record) - _WEAK
    )


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each line, with the reader's marks where the record carries any."""
    warned = False
    for number, line in read_lines(stream):
        text, notice = decode(line)
        if notice and not warned:
            warned = True
            yield Notice(notice)
        if text.strip():
            yield _item(number, text, context, len(line) == LONGEST_LINE)


def _item(number: int, text: str, context: Context, cut: bool) -> Item:
    record = _parsed(text)
    if not isinstance(record, dict):
        reason = (
            f"the line is longer than {LONGEST_LINE // 2**20} MiB" if cut else "the line is no JSON object"
        )
        return Reject(number, reason, clean_line(text, 200))
    try:
        return item(record, context)
    except ValueError as error:
        return Reject(number, str(error), clean_line(text, 200))


def item(record: Mapping[str, Any], context: Context) -> Paper | Entry:
    """The paper of a record, ours or another program's.

    Raises:
        ValueError: A field has the wrong type or the title is missing; the message says which.
    """
    if isinstance(record.get("key"), str) and isinstance(record.get("sightings", []), list):
        known = {name: value for name, value in record.items() if value is not None}
        if not known.get("sightings") and any(name in known for name in _SIGHTED):
            known["sightings"] = [{name: known[name] for name in _SIGHTED if name in known}]
            known["sightings"][0] |= {"source": known.get("source") or "jsonl", "seen": context.now}
        return own_item(known)
    return foreign_paper(record, context)


def own_item(record: Mapping[str, Any]) -> Paper | Entry:
    """The paper of a record of ours, whose texts may have been changed since by anyone, and so are cleaned.

    Raises:
        ValueError: A field has the wrong type or the title is missing; the message says which.
    """
    paper = _cleaned(paper_from_record(record["key"], upgraded(dict(record))))
    if record.get("state", "new") == "new" and not any(record.get(name) for name in _MARKED):
        return paper
    mark = _mark(record, paper)
    return paper if mark.is_blank else Entry(paper, mark)


def foreign_paper(record: Mapping[str, Any], context: Context) -> Paper:
    """The paper of some other program's record, by the names that most of them use."""
    texts = {
        name: text for name, value in record.items() if (text := text_of(value)) and len(name) <= LONGEST_NAME
    }
    paper_fields = described(texts)
    an_id, url = texts.get("id", ""), texts.get("url", "")
    doi = paper_fields["doi"] or next(filter(parse_doi, (an_id, url)), "")
    arxiv_id = paper_fields["arxiv_id"] or (an_id if parse_arxiv_id(an_id) else "")
    paper_fields |= {
        "title": texts.get("title") or first_text(record, "title"),
        "abstract": paper_fields["abstract"] or texts.get("description", ""),
        "authors": some_people(record, "authors", "author", "creators") or paper_fields["authors"],
        "arxiv_id": arxiv_id,
        "doi": doi,
        "categories": some_texts(record, "categories"),
        "keywords": some_texts(record, "keywords", "tags"),
        "links": [*paper_fields["links"], *_addresses(record.get("links"))],
    }
    return build_paper(
        **paper_fields,
        sightings=(_sighting(context.now, _votes(record)),),
    )


@lru_cache(maxsize=64)
def _sighting(now: str, votes: int | None) -> Sighting:
    """The sighting of a record: the same for the many without votes."""
    return Sighting("jsonl", seen=now, votes=votes)


def _votes(record: Mapping[str, Any]) -> int | None:
    votes = record.get("votes", record.get("upvotes"))
    return votes if isinstance(votes, int) and not isinstance(votes, bool) and votes >= 0 else None


def _addresses(links: object) -> list[str]:
    """The addresses in a list of addresses or of objects that have one, as other programs write links."""
    listed = links if isinstance(links, list) else []
    found = (a_text(link, "url", "href") if isinstance(link, Mapping) else link for link in listed)
    return [link for link in found if isinstance(link, str)]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _cleaned(paper: Paper) -> Paper:
    """The same paper, each text of which has passed the rules for text from outside."""
    title = clean_line(paper.title)
    if not title:
        raise ValueError("no title")
    found, doi = parse_arxiv_id(paper.arxiv_id), parse_doi(paper.doi)
    number = found.number if found else ""
    key = PaperKey(clean_line(paper.key)) if _KEY.fullmatch(paper.key) else paper_key(title, number, doi)
    cleaned = {name: clean(value) for name, clean in _CLEANERS.items() if (value := getattr(paper, name))}
    return replace(
        paper,
        key=key,
        title=title,
        people=people(paper.people.written, others=paper.people.others),
        arxiv_id=number,
        doi=doi,
        **cleaned,
    )


def _clean_sighting(sighting: Sighting) -> Sighting:
    return replace(
        sighting,
        source=clean_name(sighting.source),
        edition=sighting.edition if _DAY.fullmatch(sighting.edition) else "",
        seen=_time(sighting.seen),
    )


def _mark(record: Mapping[str, Any], paper: Paper) -> Mark:
    """The mark in a public record, where `bookmarked` is a boolean and the time a field of its own."""
    starred = record.get("bookmarked")
    when = record.get("bookmarked_at") or (starred if isinstance(starred, str) else "")
    paper_fields = {
        "state": record.get("state", "new"),
        "tags": record.get("tags", []),
        "note": record.get("note", ""),
        "bookmarked": when or (paper.added if starred else ""),
        "seen": record.get("seen_at", ""),
        "rule": record.get("rule", ""),
        "ruled": record.get("ruled", []),
        "place": record.get("place"),
        "highlights": record.get("highlights", []),
    }
    mark = mark_from_record(paper.key, paper_fields)
    return replace(
        mark,
        identity=paper.identity,
        bookmarked=_time(mark.bookmarked),
        seen=_time(mark.seen),
        tags=tuple(sorted({clean_tag(tag) for tag in mark.tags} - {""})),
        note=clean_note(mark.note),
        rule=clean_line(mark.rule),
        ruled=tuple(sorted({*map(clean_line, mark.ruled)} - {""})),
    )


def _time(text: str) -> str:
    return text if _TIME.fullmatch(text) else ""


def _clean_pairs(value: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((clean_line(name), clean_text(text)) for name, text in value)


_CLEANERS: Mapping[str, Callable[[Any], Any]] = {  # Any: of the type of the field
    "abstract": clean_text,
    "published": clean_date,
    "url": safe_url,
    "publication": lambda value: value if value is UNPUBLISHED else clean_publication(value, clean_line),
    "citation_key": clean_line,
    "guid": clean_line,
    "categories": clean_names,
    "keywords": clean_names,
    "summary": lambda value: clean_line(value, ABSTRACT_LIMIT),
    "links": lambda value: tuple(Link(safe, link.kind) for link in value if (safe := safe_url(link.url))),
    "sightings": lambda value: tuple(map(_clean_sighting, value)),
    "added": _time,
    "aliases": lambda value: tuple(alias for alias in value if _KEY.fullmatch(alias)),
    "raw": _clean_pairs,
    "details": _clean_pairs,
    "files": lambda value: tuple(filter(None, map(clean_line, value))),
    "updates": lambda value: tuple(map(clean_update, value)),
    "versions": lambda value: tuple(map(clean_version, value)),
}
"""The cleaner of each field of a record but for those that identify the paper."""

FORMAT = Format("jsonl", "JSON lines, one paper a line", recognises, read)
