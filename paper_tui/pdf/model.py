"""A PDF as lines of text with their places, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class PdfError(Exception):
    """A file that cannot be read; the message says why, for a reader."""


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; lengths are in points, from the lower left corner of the page."""

    text: str
    """Ends in a soft hyphen where the word continues in the next line."""
    size: float
    """Of its first letter's font."""
    left: float
    bottom: float
    right: float
    top: float
    is_bold: bool = False
    """By the font of its first letter."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    label: str
    """The page number as printed, such as ``iv`` or ``12``."""
    width: float
    height: float
    lines: tuple[Line, ...]
    """In the order of the file's content."""
    drawings: tuple[Box, ...] = ()
    """Its images and drawings, as far as they were asked for; only of pages with captions."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the outline, which readers of PDFs show beside the pages."""

    title: str
    depth: int
    """From 0."""
    page: int
    """From 0; -1 where it is unknown."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, all of it or its first pages."""

    page_count: int
    pages: tuple[Page, ...]
    info: dict[str, str] = field(default_factory=dict)
    """Title, Author, Subject and Keywords, as far as they are set."""
    xmp: str = ""
    """The packet of metadata in XML, or empty."""
    outline: tuple[OutlineEntry, ...] = ()


def joined(lines: list[str]) -> str:
    """Lines of text as one, broken words put together."""
    text = ""
    for line in lines:
        text = text[:-1] + line if text.endswith("\u00ad") else f"{text}{_between(text, line)}{line}"
    return " ".join(text.replace("\u00ad", "").split())


def _between(text: str, line: str) -> str:
    """The separator of two lines of text: none within Chinese and Japanese, which have no spaces."""
    return "" if _is_wide(text[-1:]) and _is_wide(line[:1]) else " "


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\ua4cf" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
