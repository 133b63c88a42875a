"""The interface of all file formats: bytes in, papers, rejects and notices out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry


class SourceError(Exception):
    """An input that cannot be read at all; the message says why and what could be read instead."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not become a paper."""

    line: int
    """The line at which it begins in the input, from 1."""
    reason: str
    text: str = ""
    """The beginning of the record, cleaned, for those who correct it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know of an input that was read all the same."""

    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """The context of an input besides its bytes."""

    name: str
    """The input's name, for messages: a file's name, or ``standard input``."""
    today: date
    """Decides the year of a page that names none."""
    now: str
    """The time of the import, stamped on each sighting."""


Item = Paper | Entry | Reject | Notice
"""An entry is a paper that comes with what a reader did with it: only our own JSONL has that."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of input: its detection and its reader."""

    name: str
    """Its name for ``--format``, for example ``daily-page``."""
    title: str
    """Its name for users, for example ``Hugging Face Daily Papers page (text)``."""
    recognises: Callable[[bytes], bool]
    """True if an input that begins with these bytes (up to 64 KiB) is of this format."""
    read: Callable[[BinaryIO, Context], Iterator[Item]]
    """The items of an input, in its order, as they are read; raises `SourceError` when nothing can be."""
