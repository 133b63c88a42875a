"""Marks of a reader on papers: bookmarks, states, tags and notes, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, cast
from unicodedata import category, normalize

from paper_tui.papers.highlights import Highlight, Place
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.text import clean_line

UNIDENTIFIED = Identity()
LONGEST_TAG = 100


class State(StrEnum):
    """The reading state of a paper."""

    NEW = "new"
    LATER = "later"
    READING = "reading"
    DONE = "done"
    HIDDEN = "hidden"


class EffectiveState(StrEnum):
    """The state of a paper as it is shown and searched by: the chosen state, else seen or new."""

    NEW = "new"
    SEEN = "seen"
    """No state was chosen, but the abstract was looked at."""
    LATER = "later"
    READING = "reading"
    DONE = "done"
    HIDDEN = "hidden"


_EFFECTIVE = {state: EffectiveState(state.value) for state in State}


@dataclass(frozen=True, slots=True)
class Mark:
    """All that the reader did with one paper."""

    key: PaperKey
    identity: Identity = UNIDENTIFIED
    """Of the marked paper, so that the mark finds it again under another key."""
    bookmarked: str = ""
    """The time it was bookmarked, in ISO format, UTC; empty when it is not."""
    state: State = State.NEW
    tags: tuple[str, ...] = ()
    """In alphabetical order, without ``#``."""
    note: str = ""
    seen: str = ""
    """The time its abstract was first looked at, in ISO format, UTC; empty when it was not."""
    rule: str = ""
    """The rule that hid it or else tagged it last; empty for none, and once the reader hides it."""
    ruled: tuple[str, ...] = ()
    """Every rule that was applied to it, by name and in alphabetical order; none is applied again."""
    place: Place | None = None
    """The place up to which its full text was read; None when it was not opened."""
    highlights: tuple[Highlight, ...] = ()
    """Passages of its full text, in the order of the text."""
    unread: tuple[tuple[str, str], ...] = ()
    """Stored fields that this version cannot read, by name as JSON: kept as they were written."""

    @property
    def effective_state(self) -> EffectiveState:
        """The chosen state; without one, seen once the abstract was opened."""
        if self.seen and self.state is State.NEW:
            return EffectiveState.SEEN
        return _EFFECTIVE[self.state]

    @property
    def is_blank(self) -> bool:
        """True if nothing was done, so that nothing needs to be kept."""
        touched = self.bookmarked or self.tags or self.note or self.seen or self.ruled
        read = self.place is not None or self.highlights
        return self.state is State.NEW and not (touched or read or self.unread)

    @property
    def all_notes(self) -> str:
        """The note and the highlighted passages with theirs, to be searched through."""
        if not self.highlights:
            return self.note
        passages = (f"{highlight.quote}\n{highlight.note}" for highlight in self.highlights)
        return "\n".join((self.note, *passages)).strip("\n")


def mark_of(paper: Paper) -> Mark:
    """The mark of a paper with which nothing has been done."""
    return Mark(paper.key, paper.identity)


class StoredMarks(Protocol):
    """Very many marks on the disk, read one by one."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Mark]: ...

    def get(self, key: PaperKey) -> Mark | None:
        """The mark of a paper, or None."""

    def among(self, keys: Collection[PaperKey]) -> Iterator[Mark]:
        """The marks of these papers."""

    def state_counts(self) -> Counter[EffectiveState]:
        """Marks per effective state."""

    def bookmarks(self) -> Iterator[Mark]:
        """Those of the marks that are bookmarks."""


class Shelf:
    """Every mark, as one immutable snapshot.

    Very many marks stay on the disk until somebody asks for all of them.
    """

    __slots__ = ("_bookmarks", "_content", "_counts")

    def __init__(self, marks: Iterable[Mark] = (), stored: StoredMarks | None = None) -> None:
        """A shelf of some marks, which take the place of those stored."""
        self._content: tuple[dict[PaperKey, Mark | None], StoredMarks | None] = ({}, stored)
        """The marks in memory, with None for a stored one that was removed; and the stored ones."""
        self._counts: _Counts | None = _Counts({}, Counter()) if stored is None else None
        self._bookmarks: tuple[Mark, ...] | None = None
        """In order, once somebody asked for them."""
        self._put(marks)

    def __len__(self) -> int:
        changed, stored = self._content
        if stored is None:
            return len(changed)
        known = sum(stored.get(key) is not None for key in changed)
        return len(stored) - known + sum(mark is not None for mark in changed.values())

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._loaded().values())

    def __contains__(self, key: object) -> bool:
        changed, stored = self._content
        if key in changed or stored is None:
            return changed.get(cast(PaperKey, key)) is not None
        return stored.get(cast(PaperKey, key)) is not None

    def __eq__(self, other: object) -> bool:
        return self._loaded() == other._loaded() if isinstance(other, Shelf) else NotImplemented

    def __hash__(self) -> int:
        return id(self)

    def get(self, key: PaperKey) -> Mark:
        """The mark of a paper; a blank one when nothing was done with it."""
        changed, stored = self._content
        mark = changed.get(key)
        if mark is None and stored is not None and key not in changed:
            mark = stored.get(key)
        return mark or Mark(key)

    def among(self, keys: Collection[PaperKey]) -> Shelf:
        """A shelf with the marks of these papers only, which are read into memory."""
        changed, stored = self._content
        found = {} if stored is None else {mark.key: mark for mark in stored.among(keys)}
        shelf = Shelf(found.values())
        shelf._put(changed[key] or Mark(key) for key in keys if key in changed)
        return shelf

    @property
    def is_loaded(self) -> bool:
        """True if all marks are in memory."""
        return self._content[1] is None

    @property
    def marks(self) -> Mapping[PaperKey, Mark]:
        """The marks by key, read-only; all of them are read into memory."""
        return MappingProxyType(self._loaded())

    def _loaded(self) -> dict[PaperKey, Mark]:
        """All marks in memory."""
        changed, stored = self._content
        if stored is not None:
            loaded: dict[PaperKey, Mark | None] = {mark.key: mark for mark in stored}
            for key, mark in changed.items():
                if mark is None:
                    loaded.pop(key, None)
                else:
                    loaded[key] = mark
            changed = loaded
            self._content = (loaded, None)
        return cast("dict[PaperKey, Mark]", changed)

    def with_marks(self, marks: Iterable[Mark]) -> Shelf:
        """A new shelf with these marks in place of the earlier ones."""
        changed, stored = self._content
        shelf = Shelf()
        shelf._content = (changed.copy(), stored)
        counts = self._counts
        shelf._counts = None if counts is None else _Counts(counts.bookmarked.copy(), counts.states.copy())
        shelf._put(marks)
        return shelf

    def _put(self, marks: Iterable[Mark]) -> None:
        """Put marks in place of the earlier ones, and update the counts."""
        changed, stored = self._content
        for mark in marks:
            if self._counts is not None:
                self._counts.replace(self.get(mark.key), mark)
            if not mark.is_blank:
                changed[mark.key] = mark
            elif stored is None:
                changed.pop(mark.key, None)
            else:
                changed[mark.key] = None

    def _counted(self) -> _Counts:
        if self._counts is None:
            changed, stored = self._content
            if stored is None:  # they have been loaded
                counts = _Counts({}, Counter())
            else:
                counts = _Counts(
                    {mark.key: mark for mark in stored.bookmarks()}, Counter(stored.state_counts())
                )
            for key, mark in changed.items():
                before = stored.get(key) if stored is not None else None
                counts.replace(before or Mark(key), mark or Mark(key))
            self._counts = counts
        return self._counts

    @property
    def state_counts(self) -> Mapping[EffectiveState, int]:
        """Marked papers per effective state."""
        return MappingProxyType(self._counted().states)

    @property
    def bookmarks(self) -> tuple[Mark, ...]:
        """The bookmarked, newest first."""
        if self._bookmarks is None:
            starred = sorted(
                self._counted().bookmarked.values(), key=lambda mark: (mark.bookmarked, mark.key)
            )
            self._bookmarks = tuple(reversed(starred))
        return self._bookmarks

    @property
    def tags(self) -> Mapping[str, int]:
        """The number of papers with each tag."""
        return Counter(tag for mark in self for tag in mark.tags)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Counts of a shelf's marks, kept so that no caller scans all marks."""

    bookmarked: dict[PaperKey, Mark]
    states: Counter[EffectiveState]

    def replace(self, before: Mark, after: Mark) -> None:
        """Count one mark in place of another of the same paper."""
        if not before.is_blank:
            self.states[before.effective_state] -= 1
            self.bookmarked.pop(before.key, None)
        if not after.is_blank:
            self.states[after.effective_state] += 1
            if after.bookmarked:
                self.bookmarked[after.key] = after


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reader did, with what it takes to undo it."""

    id: str
    """Unique, and in order of time."""
    time: str
    """As an ISO time in UTC."""
    label: str
    """The change in words: ``bookmarked 3 papers``."""
    before: tuple[Mark, ...] = ()
    after: tuple[Mark, ...] = ()


def with_tags(mark: Mark, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Mark:
    """The mark with tags added and removed; what is both added and removed is removed."""
    tags = {*mark.tags, *map(clean_tag, add)} - {*map(clean_tag, remove)} - {""}
    return replace(mark, tags=tuple(sorted(tags)))


def clean_tag(tag: str) -> str:
    """A tag as it is kept: lower case, hyphens between words, free of what the query language uses."""
    word = normalize("NFC", clean_line(tag[:LONGEST_TAG]).casefold()).lstrip("#")
    kept = "".join(char if _belongs_in_tag(char) else "-" for char in word)
    return "-".join(part for part in kept.split("-") if part)


def _belongs_in_tag(char: str) -> bool:
    """Letters, digits and the marks that many scripts write vowels with, and what joins words."""
    return char.isalnum() or char in "-_./+" or category(char) in ("Mc", "Mn")
