"""Takes texts out of JSON objects whose makers agree on little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paper_tui.sources.author_names import given_first


def a_text(record: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds a text or a number, as text; else empty."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def a_count(record: Mapping[str, Any], *names: str) -> int | None:
    """The first of these fields that holds a whole number that can be a count; else None."""
    for name in names:
        value = record.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
            return value
    return None


def some_texts(record: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """The texts in the first of these fields that holds any: a list of texts or of objects with a name."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return split_names(value)
        if isinstance(value, list):
            named = (each if isinstance(each, str) else _name(each) for each in value)
            texts = tuple(text for text in named if text.strip())
            if texts:
                return texts
    return ()


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        return a_text(value, "name", "fullname", "literal") or _given_and_family(value)
    return ""


def _given_and_family(value: Mapping[str, Any]) -> str:
    return f"{a_text(value, 'given', 'first')} {a_text(value, 'family', 'last')}".strip()


def split_names(text: str) -> tuple[str, ...]:
    """Names in one text: parted by semicolons or `and`, else by commas; each with the given name first."""
    for mark in (";", " and "):
        if mark in text:
            return tuple(given_first(part) for part in text.split(mark) if part.strip())
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2 and all(" " not in part for part in parts):
        return (given_first(text),)
    return tuple(parts)
