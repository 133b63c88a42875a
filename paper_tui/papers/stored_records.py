"""Papers and marks from a library's own files, which anybody may have written.

Libraries are copied, cloned and synchronised, so a good checksum is no reason to trust a record: every text
is cleaned and bounded here, and every number has to be believable. Nothing in a record makes it unreadable.
A field that this version cannot read is shown as if it were empty; of a mark it is kept as it was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, cast, get_args

from paper_tui.papers.highlights import Place, highlight_from_record, in_order, place_from_record
from paper_tui.papers.identity import Identity
from paper_tui.papers.kinds import Kind
from paper_tui.papers.links import safe_url
from paper_tui.papers.paper import Link, LinkKind, Paper, PaperKey, Sighting
from paper_tui.papers.part import Part
from paper_tui.papers.part_json import part_from_json
from paper_tui.papers.people import NOBODY, People, Person
from paper_tui.papers.people_json import PARTS
from paper_tui.papers.publication import FIELDS, PEOPLE_FIELDS, UNPUBLISHED, Publication
from paper_tui.papers.publication_json import AND_OTHERS
from paper_tui.papers.record import Record
from paper_tui.papers.record_json import record_from_json
from paper_tui.papers.shelf import LONGEST_TAG, Mark, State, clean_tag
from paper_tui.papers.text import (
    ABSTRACT_LIMIT,
    NOTE_LIMIT,
    TITLE_LIMIT,
    clean_line,
    clean_name,
    clean_note,
    clean_text,
    is_safe_note,
)
from paper_tui.papers.update import Update
from paper_tui.papers.updates_json import (
    clean_update,
    clean_version,
    update_from_json,
    version_from_json,
)
from paper_tui.papers.version import Version

Item = TypeVar("Item")

LARGEST = 10**9
"""The largest number that is believed of votes, ranks, comments and versions."""
MOST_ITEMS = 20_000
"""Items that are read of one list."""
DEEPEST = 50
"""Nested lists and objects of a field that is kept as it was written."""
UNTITLED = "(untitled)"
_TIME = re.compile(r"\d{4}[0-9TZ:.+-]{0,40}", re.ASCII)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_KINDS = frozenset(get_args(LinkKind))
_KINDS_OF_PAPERS = {kind.value: kind for kind in Kind}
_PUBLICATION = frozenset(FIELDS)
_STATES = {state.value: state for state in State}


def stored_paper(key: str, record: object) -> Paper:
    """The paper of a stored record; what cannot be read of it is left out."""
    values = _read(_PAPER, record)
    if not values.get("title"):
        values["title"] = _line(key) or UNTITLED
    if isinstance(record, Mapping):
        values["people"] = _people(record.get("authors"), others=record.get("others") is True)
        values["publication"] = _publication(record)
    return Paper(key=PaperKey(_line(key)), **values)


def stored_mark(key: str, record: object) -> Mark:
    """The mark of a stored record; what cannot be read of it is kept in `Mark.unread`."""
    values = _read(_MARK, record)
    if isinstance(record, Mapping):
        values["unread"] = tuple(
            (name, _json(value))
            for name, value in record.items()
            if not _is_read(name, value) and (value or name not in _MARK) and _depth(value) <= DEEPEST
        )
    return Mark(key=PaperKey(_line(key)), **values)


def _read(readers: Mapping[str, Callable[[Any], Any]], record: object) -> dict[str, Any]:
    """The fields of a record that have a reader. Any: the type of each field is its reader's."""
    if not isinstance(record, Mapping):
        return {}
    return {name: readers[name](value) for name, value in record.items() if name in readers}


def _is_read(name: str, value: object) -> bool:
    """Return whether this version understands a field of a mark."""
    if name == "state":
        return isinstance(value, str) and value in _STATES
    return isinstance(value, _MARK_TYPES.get(name, ()))


def _depth(value: object) -> int:
    """The nesting depth of lists and objects, counted up to `DEEPEST` + 1."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        inner = [list(each.values()) if isinstance(each, dict) else each for each in level]
        level = [one for each in inner if isinstance(each, list) for one in each]
        depth += bool(level)
    return depth


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def _line(value: object, limit: int = TITLE_LIMIT) -> str:
    """A line that is safe to draw. Nearly all are short and printable ASCII, which is checked at once."""
    if not isinstance(value, str):
        return ""
    if len(value) <= limit and value.isascii() and value.isprintable():
        return value
    return clean_line(value, limit)


def _text(value: object) -> str:
    return clean_text(value, ABSTRACT_LIMIT) if isinstance(value, str) else ""


def _note(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return value if len(value) <= NOTE_LIMIT and is_safe_note(value) else clean_note(value)


def _matching(form: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and form.fullmatch(value) else ""


def _url(value: object) -> str:
    return safe_url(value) if isinstance(value, str) and value else ""


def _count(value: object) -> int | None:
    believed = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    return cast(int, value) if believed else None


def _list(value: object) -> list[Any]:
    """The first items of a list; Any: what JSON holds."""
    return value[:MOST_ITEMS] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    """Of authors one more than are read is left, so that `clean_names` says how many were left out."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _names(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_name, _texts(_list(value)))))


def _tags(value: object) -> tuple[str, ...]:
    """Tags as they are kept; a record written by this program holds them so already."""
    tags = _texts(_list(value))
    if all(tag.isascii() and tag.isalnum() and tag.islower() and len(tag) <= LONGEST_TAG for tag in tags):
        return tuple(tags)
    return tuple(sorted({*map(clean_tag, tags)} - {""}))


def _state(value: object) -> State:
    return _STATES.get(value, State.NEW) if isinstance(value, str) else State.NEW


def _kind(value: object) -> Kind:
    return _KINDS_OF_PAPERS.get(value, Kind.UNKNOWN) if isinstance(value, str) else Kind.UNKNOWN


def _identity(value: object) -> Identity:
    return Identity(**_read(_IDENTITY, value))


def _each(read: Callable[[object], Item], value: object) -> Iterable[Item]:
    """The items of a list that can be read."""
    for item in _list(value):
        try:
            yield read(item)
        except (ValueError, RecursionError):
            continue


def _link(record: object) -> Link:
    if not isinstance(record, Mapping):
        raise ValueError("a link is not an object")
    url, kind = _url(record.get("url")), record.get("kind")
    if not url:
        raise ValueError("a link has no address")
    return Link(url, cast(LinkKind, kind) if isinstance(kind, str) and kind in _KINDS else "project")


def _sighting(record: object) -> Sighting:
    if not isinstance(record, Mapping):
        raise ValueError("a sighting is not an object")
    return Sighting(**{"source": ""} | _read(_SIGHTING, record))


def _lines(value: object) -> tuple[str, ...]:
    return tuple(map(_line, _texts(_list(value))))


def _keys(value: object) -> tuple[PaperKey, ...]:
    return tuple(map(PaperKey, _lines(value)))


def _people(value: object, *, others: bool) -> People:
    """Names, each a text or an object of parts."""
    names: tuple[str | Person, ...] = tuple(name for name in map(_name, _list(value)) if name)
    return People(names, others) if names or others else NOBODY


def _name(value: object) -> str | Person:
    if isinstance(value, str):
        return clean_name(value)
    parts = value if isinstance(value, Mapping) else {}
    person = Person(*(clean_name(text) if isinstance(text := parts.get(part), str) else "" for part in PARTS))
    return person if person.name else ""


def _publication(record: Mapping[str, Any]) -> Publication:
    said = _PUBLICATION & record.keys()
    if not said:
        return UNPUBLISHED
    longer = _texts(_list(record.get(AND_OTHERS)))
    values: dict[str, Any] = {  # Any: a text, or people
        name: _people(record[name], others=name in longer) if name in PEOPLE_FIELDS else _line(record[name])
        for name in said
    }
    return Publication(**values)


def _record(value: object) -> Record:
    """The record of a source; its values keep their line breaks."""
    record = record_from_json(value)
    texts = [text for field in record.fields for text in field]
    texts += [record.format, record.key, record.type, *(name for name, _ in record.stamps)]
    if len(texts) <= MOST_ITEMS and is_safe_note(whole := "\n".join(texts)) and len(whole) <= NOTE_LIMIT:
        return record
    return replace(
        record,
        format=_line(record.format),
        key=_line(record.key),
        type=_line(record.type),
        fields=tuple((_line(name), _note(text)) for name, text in record.fields[:MOST_ITEMS]),
        stamps=tuple((_line(name), stamp) for name, stamp in record.stamps[:MOST_ITEMS]),
    )


def _part(value: object) -> Part:
    """A description that was joined with a paper."""
    part = part_from_json(value)
    return replace(
        part,
        key=_line(part.key),
        why=_line(part.why),
        citation_key=_line(part.citation_key),
        same=tuple(map(_line, part.same)),
        found=_cleaned_json(part.found),
        before=_cleaned_json(part.before),
    )


def _cleaned_json(text: str) -> str:
    """An object of JSON whose texts are safe to draw."""
    if text.isascii() and "\\u" not in text:
        return text
    value = json.loads(text)
    if _depth(value) > DEEPEST:
        return "{}"
    return json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))


def _cleaned(value: object) -> object:
    if isinstance(value, dict):
        return {_line(name): _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return list(map(_cleaned, value))
    return _note(value) if isinstance(value, str) else value


def _update(value: object) -> Update:
    return clean_update(update_from_json(value))


def _version(value: object) -> Version:
    return clean_version(version_from_json(value))


def _rules(value: object) -> tuple[str, ...]:
    return tuple(sorted({*_lines(value)} - {""}))


def _place(value: object) -> Place | None:
    return next(iter(_each(place_from_record, [value])), None)


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    """Names and texts in order of names."""
    pairs = list(value.items())[:MOST_ITEMS] if isinstance(value, Mapping) else []
    return tuple(sorted((_line(name), _text(text)) for name, text in pairs if isinstance(text, str)))


def _day(value: object) -> str:
    return _matching(_DAY, value)


def _time(value: object) -> str:
    return _matching(_TIME, value)


_IDENTITY: dict[str, Callable[[Any], Any]] = {field.name: _line for field in fields(Identity)}
_SIGHTING: dict[str, Callable[[Any], Any]] = {
    "source": _line,
    "edition": _day,
    "rank": _count,
    "votes": _count,
    "comments": _count,
    "seen": _time,
    "version": _count,
    "matched": _line,
    "brought": _lines,
}
_PAPER: dict[str, Callable[[Any], Any]] = {
    "title": _line,
    "abstract": _text,
    "published": _day,
    "url": _url,
    "arxiv_id": _line,
    "arxiv_version": _count,
    "doi": _line,
    "kind": lambda value: (
        _KINDS_OF_PAPERS.get(value, Kind.UNKNOWN) if isinstance(value, str) else Kind.UNKNOWN
    ),
    "citation_key": _line,
    "guid": _line,
    "files": _lines,
    "records": lambda value: tuple(_each(_record, value)),
    "categories": _names,
    "keywords": _names,
    "summary": _text,
    "links": lambda value: tuple(_each(_link, value)),
    "sightings": lambda value: tuple(_each(_sighting, value)),
    "added": _time,
    "aliases": _keys,
    "apart": _keys,
    "parts": lambda value: tuple(_each(_part, value)),
    "updates": lambda value: tuple(_each(_update, value)),
    "versions": lambda value: tuple(_each(_version, value)),
    "raw": _pairs,
    "details": _pairs,
}
_MARK: dict[str, Callable[[Any], Any]] = {
    "identity": _identity,
    "bookmarked": _time,
    "state": _state,
    "tags": _tags,
    "note": _note,
    "seen": _time,
    "rule": _line,
    "ruled": _rules,
    "place": _place,
    "highlights": lambda value: in_order(_each(highlight_from_record, value)),
}
_MARK_TYPES: dict[str, type] = dict.fromkeys(("bookmarked", "note", "seen", "rule"), str)
_MARK_TYPES |= dict.fromkeys(("tags", "ruled", "highlights"), list)
_MARK_TYPES |= dict.fromkeys(("identity", "place"), dict)
