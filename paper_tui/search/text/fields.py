"""Fields, match kinds, and their weights."""

from __future__ import annotations

from enum import IntEnum, IntFlag, StrEnum


class Field(IntFlag):
    """A field in which a word occurs, as one bit of a byte."""

    TITLE = 1
    AUTHOR = 2
    TAG = 4
    NOTE = 8
    KEYWORD = 16
    VENUE = 32
    ABSTRACT = 64


ANYWHERE = Field(127)

BY_NAME = {
    "title": Field.TITLE,
    "author": Field.AUTHOR,
    "tag": Field.TAG,
    "note": Field.NOTE,
    "venue": Field.VENUE,
    "abstract": Field.ABSTRACT,
}
"""Fields by their name in queries."""

NAMES = {
    Field.TITLE: "title",
    Field.AUTHOR: "authors",
    Field.TAG: "tags",
    Field.NOTE: "note",
    Field.KEYWORD: "keywords",
    Field.VENUE: "venue",
    Field.ABSTRACT: "abstract",
}
"""Display names."""


class Kind(StrEnum):
    """The kind of a match of a word."""

    EXACT = "exact"
    PREFIX = "prefix"
    INSIDE = "inside"
    TYPO = "typo"
    FAR_TYPO = "far typo"
    SHORTENED = "shortened"


class Level(IntEnum):
    """Kind as an index into tables."""

    FAR_TYPO = 0
    SHORTENED = 1
    TYPO = 2
    INSIDE = 3
    PREFIX = 4
    EXACT = 5


_FIELD_WORTH = {
    Field.TITLE: 1.0,
    Field.AUTHOR: 0.9,
    Field.TAG: 0.75,
    Field.NOTE: 0.7,
    Field.KEYWORD: 0.65,
    Field.VENUE: 0.5,
    Field.ABSTRACT: 0.45,
}
_KIND_WORTH = {
    Level.EXACT: 1.0,
    Level.PREFIX: 0.8,
    Level.INSIDE: 0.32,
    Level.TYPO: 0.31,
    Level.SHORTENED: 0.2,
    Level.FAR_TYPO: 0.18,
}
"""Weight per kind. A prefix in an abstract weighs more than a substring in a title, so that ``bert`` never
ranks ``liberty`` above BERT.
"""


_BY_WORTH = sorted(((int(field), field) for field in Field), key=lambda pair: -_FIELD_WORTH[pair[1]])


def _best_field(mask: int) -> Field:
    return next(field for bit, field in _BY_WORTH if bit & mask)


_PAIRS = sorted(
    ((level, field) for level in Level for field in Field),
    key=lambda pair: _KIND_WORTH[pair[0]] * _FIELD_WORTH[pair[1]],
)
IN_TEXT = 1
"""Grade of papers that have a word in their kept full text only, below every other grade."""
GRADES = {pair: grade for grade, pair in enumerate(_PAIRS, IN_TEXT + 1)}
"""Grade per kind and field, the better the higher; 0 is no match."""
_TEXT_WORTH = 0.04

WORTH = (0.0, _TEXT_WORTH, *(_KIND_WORTH[level] * _FIELD_WORTH[field] for level, field in _PAIRS))
"""Weight per grade."""

_BEST_FIELDS = tuple(_best_field(mask) for mask in range(1, 128))
GRADE_TABLES = {level: bytes([0, *(GRADES[level, field] for field in _BEST_FIELDS)]) for level in Level}
"""Per level: the grade of a match in a bit set of fields."""
