"""Passages of a paper's text that the reader chose, and how far the reader has come, as frozen values.

Both name a place by the index of a block and an offset in its plain text, and carry words of the text, so
that they are found again when a newer version of the text has other blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from paper_tui.papers.text import clean_line, clean_note

LONGEST_QUOTE = 20_000
LONGEST_CONTEXT = 80
MOST_HIGHLIGHTS = 2_000
WHOLE = 1_000
"""`Place.permille` at the end of a text."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage, with or without a note on it."""

    id: str
    """Unique within the paper."""
    block: int
    start: int
    """Offset of the first character in the plain text of its block."""
    end_block: int
    end: int
    """Offset after the last character in the plain text of `end_block`."""
    quote: str
    """The passage as it was shown, in one line."""
    before: str = ""
    """A few words before the passage."""
    after: str = ""
    """A few words after the passage."""
    section: str = ""
    """The number and title of its section."""
    note: str = ""
    made: str = ""
    """The time it was made, in ISO format, UTC."""


@dataclass(frozen=True, slots=True)
class Place:
    """The reader's position in a text."""

    block: int
    offset: int
    permille: int
    """The part of the text that has been read, from 0 to `WHOLE`."""
    words: str = ""
    """The words at the place."""

    @property
    def percent(self) -> int:
        """The percentage of the text that has been read, from 0 to 100."""
        return self.permille * 100 // WHOLE


def with_highlight(highlights: Iterable[Highlight], highlight: Highlight) -> tuple[Highlight, ...]:
    """The highlights in the order of the text, one of them new or in place of that of the same id."""
    others = [other for other in highlights if other.id != highlight.id]
    return in_order((*others, highlight))


def in_order(highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Highlights in the order of the text, each id once."""
    known = {highlight.id: highlight for highlight in highlights}
    return tuple(sorted(known.values(), key=lambda one: (one.block, one.start, one.id)))[:MOST_HIGHLIGHTS]


def highlight_record(highlight: Highlight) -> dict[str, Any]:
    """A highlight as stored, without empty fields. Any: a JSON object."""
    return {name: value for name, value in asdict(highlight).items() if value != ""}


def highlight_from_record(record: object) -> Highlight:
    """The highlight that a stored record describes, its texts safe to draw.

    Raises:
        ValueError: A field is missing or of the wrong type; the message names it.
    """
    values = _checked(record, Highlight, "a highlight")
    highlight = Highlight(**values)
    return replace(
        highlight,
        id=clean_line(highlight.id),
        quote=clean_line(highlight.quote, LONGEST_QUOTE),
        before=clean_line(highlight.before, LONGEST_CONTEXT * 2),
        after=clean_line(highlight.after, LONGEST_CONTEXT * 2),
        section=clean_line(highlight.section),
        note=clean_note(highlight.note),
        made=clean_line(highlight.made),
    )


def place_record(place: Place) -> dict[str, Any]:
    """A place as stored. Any: a JSON object."""
    return asdict(place)


def place_from_record(record: object) -> Place:
    """The place that a stored record describes.

    Raises:
        ValueError: A field is missing or of the wrong type; the message names it.
    """
    place = Place(**_checked(record, Place, "a place"))
    return replace(
        place, permille=min(place.permille, WHOLE), words=clean_line(place.words, LONGEST_CONTEXT * 2)
    )


def _checked(record: object, kind: type[Highlight | Place], name: str) -> dict[str, Any]:
    """The fields of a record by name, each of its type. Any: they are texts and whole numbers."""
    if not isinstance(record, Mapping):
        raise ValueError(f"{name} is not an object")
    values: dict[str, Any] = {}
    for field in fields(kind):
        value = record.get(field.name, "" if field.type == "str" else None)
        if field.type == "str" and not isinstance(value, str):
            raise ValueError(f"{field.name} of {name} is not a text")
        if field.type == "int" and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise ValueError(f"{field.name} of {name} is not a whole number")
        values[field.name] = value
    return values
