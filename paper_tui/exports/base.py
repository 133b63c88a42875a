"""The interface of all exports: entries in, pieces of text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from paper_tui.papers.paper_updates import updates_of
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line, clean_note


@dataclass(frozen=True, slots=True)
class Export:
    """A form that papers can be written in."""

    name: str
    """Its name for ``--format``, for example ``bibtex``."""
    title: str
    """Its name for users, for example ``BibTeX``."""
    suffix: str
    """The extension of its files, with the dot."""
    write: Callable[[Iterable[Entry]], Iterator[str]]
    """The text, piece by piece: no more than one entry is held, and ``"".join`` gives the whole file."""


def note_of(entry: Entry) -> str:
    """The reader's note, safe to draw whatever wrote it to disk."""
    return clean_note(entry.mark.note)


def tags_of(entry: Entry) -> tuple[str, ...]:
    """The reader's tags, in the form that tags are kept in whatever wrote them to disk."""
    return tuple(tag for tag in map(clean_tag, entry.mark.tags) if tag)


def deeds(entry: Entry) -> str:
    """A paper's updates and marks in a few words, or empty: ``RETRACTED 2026-05 · later · #vision``."""
    words = [update.shown.upper() for update in updates_of(entry.paper)]
    words += ["bookmarked"] if entry.mark.bookmarked else []
    state, rule = entry.mark.state.value, clean_line(entry.mark.rule)
    by_rule = f" by the rule “{rule}”" if state == "hidden" and rule else ""
    words += [state + by_rule] if state != "new" else []
    return " · ".join([*words, *(f"#{tag}" for tag in tags_of(entry))])
