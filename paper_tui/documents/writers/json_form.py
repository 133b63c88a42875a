"""A document as one JSON object, with everything that the model holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from paper_tui.documents.model import Document, OutlineEntry, Style, plain, plain_text


def write(document: Document) -> Iterator[str]:
    """Write a document, piece by piece."""
    head: dict[str, object] = {
        "title": plain(document.title),
        "authors": list(document.authors),
        "format": document.source,
        "warnings": list(document.warnings),
        "outline": [outline_record(entry) for entry in document.outline],
        "blocks": [],
    }
    yield json.dumps(head)[:-2]
    for count, block in enumerate(document.blocks):
        record: dict[str, object] = {
            "index": block.index,
            "type": type(block.content).__name__.lower(),
            "anchor": block.anchor,
            "division": block.division,
            "frames": [_value(frame) for frame in block.frames],
            "text": plain_text(block),
        }
        yield (", " if count else "") + json.dumps(record | _fields(block.content))
    yield "]}\n"


def outline_record(entry: OutlineEntry) -> dict[str, object]:
    """Return a section of the outline as a JSON object."""
    return {
        "level": entry.level,
        "number": entry.number,
        "title": entry.title,
        "block": entry.index,
        "anchor": entry.anchor,
    }


def _value(value: object) -> object:
    if isinstance(value, Style):
        return [style.name.lower() for style in value if style.name]
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__.lower()} | _fields(value)
    return [_value(each) for each in value] if isinstance(value, tuple) else value


def _fields(value: object) -> dict[str, object]:
    return {field.name: _value(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]  # a dataclass
