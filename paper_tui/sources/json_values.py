"""Takes texts and people out of JSON objects whose makers agree on little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paper_tui.papers.people import NOBODY, People, Person, people
from paper_tui.sources.author_names import family_first, person, split_people

Json = Mapping[str, Any]
"""A JSON object; Any, since JSON holds anything until it is checked."""


def a_text(record: Json, *names: str) -> str:
    """The first of these fields that holds a text or a number, as text; else empty."""
    for name in names:
        if text := text_of(record.get(name)):
            return text
    return ""


def text_of(value: object) -> str:
    """A text or a number as text; empty for a blank text and for any other value."""
    if isinstance(value, str):
        return "" if value.isspace() else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def first_text(record: Json, *names: str) -> str:
    """As `a_text`; of a list its first text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, list):
            value = next((one for one in value if isinstance(one, str) and one.strip()), "")
        if text := text_of(value):
            return text
    return ""


def a_count(record: Json, *names: str) -> int | None:
    """The first of these fields that holds a whole number that can be a count; else None."""
    for name in names:
        value = record.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
            return value
    return None


def an_object(record: Json, name: str) -> Json:
    """The object in a field; an empty one where it holds anything else."""
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def objects(record: Json, name: str) -> list[Json]:
    """The objects in a field that holds a list."""
    value = record.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def some_texts(record: Json, *names: str) -> tuple[str, ...]:
    """The texts in the first of these fields that holds any: one that separators part, or a list of texts."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            mark = ";" if ";" in value else ","
            return tuple(part.strip() for part in value.split(mark))
        if isinstance(value, list):
            texts = tuple(
                text for one in value if (text := one if isinstance(one, str) else _name(one)).strip()
            )
            if texts:
                return texts
    return ()


def some_people(record: Json, *names: str) -> People:
    """The people in the first of these fields that names any: a text, or a list of texts or of objects."""
    for name in names:
        value = record.get(name)
        listed = NOBODY
        if isinstance(value, str):
            listed = split_people(value)
        elif isinstance(value, list):
            listed = people(map(_person, value))
        if listed:
            return listed
    return NOBODY


def _person(value: object) -> str | Person:
    if isinstance(value, str):
        return family_first(value)
    if isinstance(value, Mapping):
        family = a_text(value, "family", "last", "lastName", "last_name", "keyname", "surname")
        given = a_text(value, "given", "first", "firstName", "first_name", "forenames")
        return person(family, given, suffix=a_text(value, "suffix")) if family else _name(value)
    return ""


def _name(value: object) -> str:
    return a_text(value, "name", "fullname", "literal", "display_name") if isinstance(value, Mapping) else ""
