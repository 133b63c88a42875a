"""A source's record as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paper_tui.papers.json_fields import Json, a_list, a_text
from paper_tui.papers.record import Record

_TEXTS = ("format", "key", "type")


def record_to_json(record: Record) -> Json:
    """The record as it is stored."""
    encoded: Json = {name: text for name in _TEXTS if (text := getattr(record, name))}
    return encoded | {"fields": [list(pair) for pair in record.fields], "stamps": dict(record.stamps)}


def record_from_json(value: object) -> Record:
    """The record that a stored one describes.

    Raises:
        ValueError: It is not one; the message says why.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a record is not an object")
    stamps = value.get("stamps", {})
    if not isinstance(stamps, Mapping) or not all(type(stamp) is int for stamp in stamps.values()):
        raise ValueError("stamps is not an object of numbers")
    return Record(
        **{name: a_text(value, name) for name in _TEXTS},
        fields=_fields(a_list(value, "fields")),
        stamps=tuple(stamps.items()),
    )


def _fields(pairs: list[Any]) -> tuple[tuple[str, str], ...]:
    fields = tuple((pair[0], pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2)
    if len(fields) != len(pairs) or not all(isinstance(text, str) for field in fields for text in field):
        raise ValueError("fields holds something other than pairs of texts")
    return fields
