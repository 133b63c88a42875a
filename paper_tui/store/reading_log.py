"""The log of reading times: a line with day, seconds and paper for each stretch of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from paper_tui.files import append
from paper_tui.papers.paper import PaperKey
from paper_tui.store.errors import DamageError
from paper_tui.store.files.reading import OpenFile, Signature, signature

NAME = "reading-times"
MOST_BYTES = 16 << 20
"""Bytes of the file that are read, the last ones: some 300,000 lines."""
MOST_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class ReadingTimes:
    """Seconds of reading by day and by paper."""

    days: Mapping[date, int] = field(default_factory=dict)
    papers: Mapping[PaperKey, int] = field(default_factory=dict)
    on: Mapping[date, frozenset[PaperKey]] = field(default_factory=dict)
    """The papers that were read on each day."""


class ReadingLog:
    """Appends to the log and sums it up; lines that cannot be read are left out."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._last: tuple[Signature | None, ReadingTimes] = (None, ReadingTimes())

    def add(self, day: date, seconds: Mapping[PaperKey, int]) -> None:
        """Append reading times of one day; without the file only comfort is lost.

        Raises:
            OSError: It cannot be written.
        """
        lines = "".join(f"{day.isoformat()} {spent} {key}\n" for key, spent in seconds.items())
        append(self._path, f"\n{lines}".encode())  # behind a line that a crash tore

    def times(self) -> ReadingTimes:
        """All reading times; read again only after the file has changed."""
        state = signature(self._path)
        if state != self._last[0]:
            self._last = (state, _summed(self._lines()))
        return self._last[1]

    def _lines(self) -> Iterator[bytes]:
        with suppress(OSError, DamageError):
            source = OpenFile(self._path)
            yield from source.read(max(0, source.size - MOST_BYTES), source.size).split(b"\n")


def _summed(lines: Iterator[bytes]) -> ReadingTimes:
    days, papers = Counter[date](), Counter[PaperKey]()
    on: dict[date, set[PaperKey]] = {}
    for line in lines:
        entry = _parsed(line)
        if entry is not None:
            day, seconds, key = entry
            days[day] += seconds
            papers[key] += seconds
            on.setdefault(day, set()).add(key)
    return ReadingTimes(days, papers, {day: frozenset(keys) for day, keys in on.items()})


def _parsed(line: bytes) -> tuple[date, int, PaperKey] | None:
    """Day, seconds and paper of a line; None where it is none."""
    try:
        day, seconds, key = line.decode().split(" ", 2)
        spent = int(seconds) if len(seconds) <= len(str(MOST_SECONDS)) else -1
        return (date.fromisoformat(day), spent, PaperKey(key)) if 0 < spent <= MOST_SECONDS else None
    except ValueError:
        return None
