"""Fields of a JSON object, checked: what a stored record or a line of JSONL holds may be anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
"""A JSON object; Any, since JSON holds anything until a field has been checked."""


def a_text(record: Mapping[str, Any], name: str) -> str:
    """A text, or empty if there is none.

    Raises:
        ValueError: The field holds something else, as in every function here.
    """
    value = record.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return value


def a_count(record: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None."""
    value = record.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ValueError(f"{name} is not a whole number")
    return value


def a_list(record: Mapping[str, Any], name: str) -> list[Any]:
    """A list, or an empty one."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return value


def texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts."""
    values = a_list(record, name)
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"{name} holds something other than texts")
    return tuple(values)


def pairs(record: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    """An object of texts, as pairs in order of names."""
    value = record.get(name, {})
    if not isinstance(value, Mapping) or not all(isinstance(part, str) for part in value.values()):
        raise ValueError(f"{name} is not an object of texts")
    return tuple(sorted(value.items()))
