"""Dates as people and programs write them, read as ISO dates of the same precision.

A source often has several fields for one date, some of which hold words, a season or a day without its
year. `best_date` takes what can be read from all of them: an unreadable field never hides a readable one.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 200
"""Characters of a field that are looked at: a date in words is never longer."""
_ISO = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)", re.ASCII)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*", re.ASCII)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?!\d)", re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{4})(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)", re.ASCII)
_SHORT_YEAR = re.compile(
    r"\s*(?:(?:(\d{1,2})[- ])?([A-Za-z]{3})[- ]|(\d{1,2})/(\d{1,2})/)(\d\d)\s*", re.ASCII
)
"""A date as spreadsheets show it: ``4-Mar-22``, ``Mar-22``, ``3/4/22``."""
_WORD = re.compile(r"\d+|[^\W\d_]+")
_SUFFIXES = ("st", "nd", "rd", "th", "er")
_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "jan janv ene gen januari",
            "feb fevr fev febr febbraio",
            "mar marz maart mrt mrz mars marzo marco",
            "apr avr abr april",
            "may mai mag maio mei mayo maggio",
            "jun juin giu junho juni giugno",
            "jul juil lug julho juli luglio",
            "aug aout ago agosto augustus",
            "sep sept set septembre setembro settembre",
            "oct okt out ott octobre outubro ottobre",
            "nov novembre novembro",
            "dec dez dic decembre dezembro dicembre",
        ),
        1,
    )
    for word in words.split()
}
_FULL_NAMES = (
    "january january februar february march marz april april mayo junio june julio july august september"
    " setembro october oktober outubro november december dezember diciembre janvier enero gennaio janeiro"
    " fevrier febrero fevereiro avril abril aprile juillet septiembre octubre novembre noviembre januar"
)
_MONTHS |= {
    name: _MONTHS[next(short for short in (name[:4], name[:3]) if short in _MONTHS)]
    for name in _FULL_NAMES.split()
}


class _Date(NamedTuple):
    """A date any part of which may be unknown, which is 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """The date as far as its parts are known and possible; empty without a year."""
        if not self.year:
            return ""
        if not 1 <= self.month <= 12:
            return f"{self.year:04}"
        if not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def parse_date(text: str) -> str:
    """An ISO date of the precision that the text gives; empty when no year can be read from it.

    Where day and month are ambiguous (``3/4/2022``) the year alone counts. Of a range its
    beginning counts.
    """
    return _iso(text[:_LONGEST])


def best_date(fields: Iterable[str]) -> str:
    """The date that several fields of one record give together.

    The first field from which a year can be read decides the year. Another one of the same year may be
    more precise, or give the month and day that go with it (``OCT 28`` beside ``2011``).
    """
    texts = tuple(fields)
    if len(texts) == 1:
        return parse_date(texts[0])
    found = [date for text in texts if any(date := _read(text[:_LONGEST]))]
    year = next((date.year for date in found if date.year), 0)
    candidates = [date._replace(year=year) for date in found if date.year in (year, 0)]
    if not year:
        return next(filter(None, map(_with_short_year, texts)), "")
    return max((date.iso for date in candidates), key=len, default="")


@lru_cache(maxsize=4096)
def _iso(text: str) -> str:
    return _read(text).iso or _with_short_year(text)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Date:
    if compact := _COMPACT.fullmatch(text):
        year, month, day = map(int, compact.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return _Date(year, month, day)
    if iso := _ISO.match(text):
        date = _Date(*(int(part or 0) for part in iso.groups()))
        rest = text[iso.end() :]
        if date.month or not any(map(str.isalpha, rest)):
            return date if date.year else _Date(0)
    return _in_numbers(text) or _in_words(text)


def _in_numbers(text: str) -> _Date | None:
    if not text.isascii() and (found := _EAST_ASIAN.search(text)):
        return _Date(*(int(part or 0) for part in found.groups()))
    if found := _DAY_FIRST.search(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > 12 or first == second:
            return _Date(year, second, first)
        return _Date(year, first, second) if second > 12 else _Date(year)
    if found := _MONTH_AND_YEAR.search(text):
        return _Date(int(found[2]), int(found[1]))
    return None


def _in_words(text: str) -> _Date:
    """The year among the words, with a month by name and the day beside it."""
    years = _YEAR.findall(text)
    year = int(years[0]) if years else 0
    words = _WORD.findall(_unaccented(text.lower()))
    place = next((place for place, word in enumerate(words) if word in _MONTHS), None)
    if place is None:
        return _Date(year)
    return _Date(year, _MONTHS[words[place]], next(_days_beside(words, place), 0))


def _with_short_year(text: str) -> str:
    """The date of ``4-Mar-22`` as spreadsheets write it; of this century up to 68, as POSIX has it.

    ``Mar 22`` is no such date but a day; ``3/4/22`` is the year alone, as with four digits.
    """
    found = _SHORT_YEAR.fullmatch(text)
    if not found or (found[2] and not found[1] and "-" not in text):
        return ""
    year = str(int(found[5]) + (2000 if int(found[5]) < 69 else 1900))
    written = f"{found[3]}/{found[4]}/{year}" if found[3] else f"{found[1] or ''} {found[2]} {year}"
    return _read(written).iso


def _days_beside(words: list[str], place: int) -> Iterator[int]:
    """Numbers next to the month that can be its day: ``4 March``, ``March 4th``, ``4 de marzo``."""
    before = [word for word in words[max(0, place - 2) : place] if word not in ("de", "of", *_SUFFIXES)]
    for word in (*before[-1:], *words[place + 1 : place + 2]):
        if word.isdecimal() and 1 <= int(word) <= 31:
            yield int(word)


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
