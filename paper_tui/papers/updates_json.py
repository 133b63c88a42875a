"""Updates and earlier versions of a paper as JSON objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields

from paper_tui.papers.json_fields import Json, a_count, a_text
from paper_tui.papers.text import clean_line, clean_text
from paper_tui.papers.update import Update, UpdateKind
from paper_tui.papers.version import Version

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_TIME = re.compile(r"\d{4}[0-9TZ:.+-]{0,40}", re.ASCII)
MOST = 10_000
"""A version's number is smaller."""
_TEXTS = tuple(field.name for field in fields(Update) if field.name != "kind")


def update_to_json(update: Update) -> Json:
    """An update as it is stored."""
    record: Json = {"kind": update.kind.value}
    return record | {name: text for name in _TEXTS if (text := getattr(update, name))}


def update_from_json(value: object) -> Update:
    """The update that a stored one describes.

    Raises:
        ValueError: It is not one; the message says why.
    """
    if not isinstance(value, Mapping):
        raise ValueError("an update is not an object")
    return Update(UpdateKind(a_text(value, "kind")), **{name: a_text(value, name) for name in _TEXTS})


def version_to_json(version: Version) -> Json:
    """An earlier version as it is stored."""
    record: Json = {"number": version.number, "title": version.title}
    return record | ({"abstract": version.abstract} if version.abstract else {})


def version_from_json(value: object) -> Version:
    """The earlier version that a stored one describes.

    Raises:
        ValueError: It is not one; the message says why.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a version is not an object")
    number = a_count(value, "number")
    if number is None or not value.get("title"):
        raise ValueError("a version needs a number and a title")
    return Version(number, a_text(value, "title"), a_text(value, "abstract"))


def clean_update(update: Update) -> Update:
    """The update with texts that are safe to draw."""
    return Update(
        update.kind,
        clean_line(update.source),
        update.day if _DAY.fullmatch(update.day) else "",
        clean_line(update.notice),
        clean_line(update.reason),
        update.seen if _TIME.fullmatch(update.seen) else "",
    )


def clean_version(version: Version) -> Version:
    """The version with texts that are safe to draw; raises ValueError without a title."""
    title = clean_line(version.title)
    if not title or not 0 < version.number < MOST:
        raise ValueError("a version needs a number and a title")
    return Version(version.number, title, clean_text(version.abstract))
