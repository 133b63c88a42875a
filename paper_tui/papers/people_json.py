"""Names of people as JSON: a text, or an object of parts where the text does not say them all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from paper_tui.papers.json_fields import Json, a_text
from paper_tui.papers.people import NOBODY, People, Person, parse_name

PARTS = Person._fields


def people_to_json(listed: People) -> list[str | Json]:
    """The names of a stored record."""
    return [one if isinstance(one, str) else _parts(one) for one in listed.written]


def persons_to_json(listed: People) -> list[Json]:
    """The names of a public record, each in its parts."""
    return [_parts(person) for person in listed.persons]


def people_from_json(value: list[Any], name: str, *, others: bool = False) -> People:
    """The people of a list of names, in either form.

    Raises:
        ValueError: One is neither a text nor an object of parts; the message names the field.
    """
    if all(type(one) is str for one in value):
        return People(tuple(value), others) if value or others else NOBODY
    return People(
        tuple([_plainly_named(**one) if _is_plain(one) else _person(one, name) for one in value]), others
    )


def _is_plain(value: object) -> bool:
    """Return whether this is an object of a family name and a given name, as nearly all are."""
    if type(value) is not dict or len(value) != 2:
        return False
    family = value.get("family")
    return type(family) is str and family != "" and type(value.get("given")) is str


def _person(value: object, name: str) -> str | Person:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise ValueError(f"{name} holds something other than names")
    person = Person(*(a_text(value, part) for part in PARTS))
    if not person.name:
        raise ValueError(f"{name} holds a name without parts")
    return _as_written(person)


@lru_cache(maxsize=8192)
def _plainly_named(family: str, given: str) -> str | Person:
    """The person of nearly every name, which most of a library's papers share."""
    return _as_written(Person(family, given))


def _as_written(person: Person) -> str | Person:
    return person.name if parse_name(person.name) == person else person


def _parts(person: Person) -> Json:
    return {part: text for part, text in zip(PARTS, person, strict=True) if text}
