"""The passage of a full text that a search found."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.tex import to_unicode
from paper_tui.store import StoreError

if TYPE_CHECKING:
    from paper_tui.documents.model import Document
    from paper_tui.search import Results

AROUND = 200
"""Characters of the sentence on both sides of the match, at the most."""
KEPT = 48
"""Texts whose paragraphs are kept, so that a search that is typed on does not read them again."""
_SPACE = re.compile(r"\s+")
_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class TextPassage:
    """The passage at which a text answers a query best."""

    section: str
    """Number and title of its section; empty before the first."""
    block: int
    start: int
    end: int
    """The match, as offsets in the plain text of the block."""
    sentence: str
    """The sentence with the match, on one line."""
    lit: tuple[int, int]
    """The match in the sentence."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The plain text of a block and where it is."""

    section: str
    block: int
    text: str


def paragraphs(document: Document) -> list[Paragraph]:
    """List the blocks of a document with the sections that they are in."""
    from paper_tui.documents.model import Heading, plain, plain_text

    section, found = "", []
    for block in document.blocks:
        if isinstance(block.content, Heading):
            section = f"{block.content.number} {plain(block.content.parts)}".strip()
        found.append(Paragraph(section, block.index, plain_text(block)))
    return found


def passage_in(text: Sequence[Paragraph], results: Results, row: int) -> TextPassage | None:
    """Find the passage of the text of a row's paper that answers the query best.

    Args:
        text: Of the paper.
        results: The answer to the query.
        row: The row of the paper in it.
    """
    found = results.best_part(row, (each.text for each in text))
    if found is None:
        return None
    number, (start, end) = found
    where = text[number]
    sentence, lit = _sentence(where.text, start, end)
    return TextPassage(where.section, where.block, start, end, sentence, lit)


class ReadableTexts(Protocol):
    """The texts of a library as far as passages need them: `texts.Texts`."""

    def stamp(self, paper: Paper) -> str:
        """Name the text of a paper; changes with it."""

    def document(self, paper: Paper) -> Document | None:
        """Read the text of a paper; None where there is none."""


class TextPassages:
    """Finds passages in the texts of a library. Safe to use from several threads."""

    def __init__(self, texts: ReadableTexts) -> None:
        self._texts = texts
        self._lock = threading.Lock()
        self._read: OrderedDict[tuple[PaperKey, str], list[Paragraph]] = OrderedDict()

    def find(self, paper: Paper, results: Results, row: int) -> TextPassage | None:
        """Find where the text of a paper answers a query, in a row of its results; reads the text."""
        with self._lock:
            return passage_in(self._paragraphs(paper), results, row)

    def _paragraphs(self, paper: Paper) -> list[Paragraph]:
        name = (paper.key, self._texts.stamp(paper))
        if name not in self._read:
            self._read[name] = self._parsed(paper)
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(name)
        return self._read[name]

    def _parsed(self, paper: Paper) -> list[Paragraph]:
        with suppress(StoreError):
            document = self._texts.document(paper)
            return paragraphs(document) if document else []
        return []


def _sentence(text: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Cut the sentence around a match, on one line, and return the position of the match in it."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    begin = max((found.end() for found in _END.finditer(text, low, start)), default=low)
    stop = next((found.start() for found in _END.finditer(text, end, high)), high)
    if begin == low and low:
        begin = text.find(" ", low, start) + 1 or low
    before, match, after = (_shown(part) for part in (text[begin:start], text[start:end], text[end:stop]))
    before = before.lstrip()
    return before + match + after.rstrip(), (len(before), len(before) + len(match))


def _shown(text: str) -> str:
    """Return a part of a text on one line, its formulas as Unicode."""
    line = _SPACE.sub(" ", text)
    return to_unicode(line) if "\\" in line else line
