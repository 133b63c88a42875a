"""Plain text, 78 columns wide: for mail, printing and pagers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, deeds, note_of
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry

WIDTH = 78


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A block for each entry, two empty lines between."""
    for number, entry in enumerate(entries):
        yield ("\n\n" if number else "") + "\n".join(_lines(entry)) + "\n"


def _lines(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    yield from wrapped(paper.title)
    yield from wrapped(byline(paper), "  ")
    yield from (f"  {part}" for part in (paper.url, deeds(entry)) if part)
    for line in note_of(entry).splitlines():
        yield from wrapped(line, "  | ") or ["  |"]
    for paragraph in paper.abstract.split("\n\n"):
        yield from ["", *wrapped(paragraph, "    ")] if paragraph else []


def byline(paper: Paper, most: int | None = None) -> str:
    """Authors (past ``most``, how many more), date and venue."""
    return " · ".join(part for part in (paper.people.line(most), paper.dated, paper.venue) if part)


def wrapped(text: str, indent: str = "") -> list[str]:
    """The lines of a paragraph; an address is never broken."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


TEXT = Export("text", "Plain text", ".txt", write)
