"""Numbers, dates and ages in queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_ENDINGS = ("", "1", "01", "001", "0001", "-1", "d")
_NAMED = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last number, or date as an ordinal, that a value denotes."""

    low: int
    high: int


def is_age(text: str) -> bool:
    """Return whether a value is an age: ``7d``."""
    return bool(_AGE.fullmatch(text))


def is_identifier(text: str) -> bool:
    """Return whether a word starts like an arXiv id or a DOI."""
    return (text[:4].isdigit() and text[4:5] == ".") or text.startswith("10.")


def is_number(text: str) -> bool:
    """Return whether a value is a whole number of at most nine digits."""
    return bool(re.fullmatch(r"[0-9]{1,9}", text))


def is_day(text: str) -> bool:
    """Return whether a value is a date, a month, a year or an age."""
    return text in _NAMED or is_age(text) or bool(_calendar(text))


def may_become(text: str, fits: Callable[[str], bool]) -> bool:
    """Return whether a text is the start of a valid value: ``202`` and ``2026-0`` of a date."""
    endings = [name[len(text) :] for name in _NAMED if name.startswith(text)]
    return any(fits(text + ending) for ending in (*_ENDINGS, *endings))


def day_bounds(text: str, today: date) -> Bounds:
    """Return the dates that a value denotes; an age denotes the day that long ago."""
    age = _AGE.fullmatch(text)
    if age or text in _NAMED:
        days = int(age[1]) * _DAYS[age[2]] if age else _NAMED[text]
        then = max(1, today.toordinal() - days)
        return Bounds(then, then)
    first, last = _calendar(text) or (today, today)
    return Bounds(first.toordinal(), last.toordinal())


def _calendar(text: str) -> tuple[date, date] | None:
    found = _DAY.fullmatch(text)
    if not found or not text.isascii():
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month if found[2] else 1, day if found[3] else 1)
    except ValueError:
        return None
    if found[3]:
        return first, first
    if found[2]:
        from calendar import monthrange

        return first, first + timedelta(days=monthrange(year, month)[1] - 1)
    return first, date(year, 12, 31)


LONGEST_NAME = 40
"""Characters of a name that are compared, since the comparison takes quadratic time."""


def nearest_names(wanted: str, names: Iterable[str], most: int = 1, likeness: float = 0.6) -> list[str]:
    """List the names most similar to a misspelt one, best first.

    Args:
        wanted: The misspelt name.
        names: The known ones.
        most: How many to list.
        likeness: The lowest ratio of `difflib.SequenceMatcher`, from 0 to 1.
    """
    from difflib import get_close_matches

    folded = {name.casefold()[:LONGEST_NAME]: name for name in islice(names, MOST_COMPARED)}
    near = get_close_matches(wanted.casefold()[:LONGEST_NAME], folded, most, likeness)
    return [folded[name] for name in near]


MOST_COMPARED = 2_000
"""Names compared, those of most papers."""
