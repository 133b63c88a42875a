"""What a reader did with papers: bookmarks, states, tags and notes, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from unicodedata import category, normalize

from paper_tui.papers.highlights import Highlight, Place
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.text import clean_line

UNIDENTIFIED = Identity()
LONGEST_TAG = 100


class State(StrEnum):
    """How far a reader has come with a paper."""

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


@dataclass(frozen=True, slots=True)
class Mark:
    """All that the reader did with one paper."""

    key: PaperKey
    identity: Identity = UNIDENTIFIED
    """Of the marked paper, so that the mark finds it again under another key."""
    bookmarked: str = ""
    """When it was bookmarked, as an ISO time in UTC; empty when it is not."""
    state: State = State.NEW
    tags: tuple[str, ...] = ()
    """In alphabetical order, without ``#``."""
    note: str = ""
    seen: str = ""
    """When its abstract had first been looked at, as an ISO time in UTC; empty when it has not."""
    rule: str = ""
    """The rule that hid it or else tagged it last; empty for none, and once the reader hides it."""
    ruled: tuple[str, ...] = ()
    """Every rule that was applied to it, by name and in alphabetical order; none is applied again."""
    place: Place | None = None
    """How far its full text was read; None when it was not opened."""
    highlights: tuple[Highlight, ...] = ()
    """Passages of its full text, in the order of the text."""

    @property
    def effective_state(self) -> EffectiveState:
        """The chosen state; without one, seen once the abstract was opened."""
        if self.seen and self.state is State.NEW:
            return EffectiveState.SEEN
        return EffectiveState(self.state.value)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was done, so that nothing needs to be kept."""
        touched = self.bookmarked or self.tags or self.note or self.seen or self.ruled
        read = self.place is not None or self.highlights
        return self.state is State.NEW and not touched and not read

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


class Shelf:
    """Every mark, as one immutable snapshot."""

    __slots__ = ("_bookmarks", "_marks", "_starred", "_state_counts")

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks: dict[PaperKey, Mark] = {}
        self._starred: dict[PaperKey, Mark] = {}
        """Those of the marks that are bookmarks."""
        self._state_counts: Counter[EffectiveState] = Counter()
        self._bookmarks: tuple[Mark, ...] | None = None
        """In order, once somebody asked for them."""
        self._put(marks)

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def __contains__(self, key: object) -> bool:
        return key in self._marks

    def __eq__(self, other: object) -> bool:
        return self._marks == other._marks if isinstance(other, Shelf) else NotImplemented

    def __hash__(self) -> int:
        return id(self)

    def get(self, key: PaperKey) -> Mark:
        """The mark of a paper; a blank one when nothing was done with it."""
        return self._marks.get(key) or Mark(key)

    @property
    def marks(self) -> Mapping[PaperKey, Mark]:
        """The marks by key, read-only."""
        return MappingProxyType(self._marks)

    def with_marks(self, marks: Iterable[Mark]) -> Shelf:
        """A new shelf on which these marks stand in place of the earlier ones."""
        shelf = Shelf()
        shelf._marks = self._marks.copy()
        shelf._starred = self._starred.copy()
        shelf._state_counts = self._state_counts.copy()
        shelf._put(marks)
        return shelf

    def _put(self, marks: Iterable[Mark]) -> None:
        """Put marks in place of the earlier ones, and keep account: nobody need look at all of them again."""
        for mark in marks:
            before = self._marks.get(mark.key)
            if before is not None:
                self._state_counts[before.effective_state] -= 1
                self._starred.pop(mark.key, None)
            if mark.is_blank:
                self._marks.pop(mark.key, None)
                continue
            self._marks[mark.key] = mark
            self._state_counts[mark.effective_state] += 1
            if mark.bookmarked:
                self._starred[mark.key] = mark

    @property
    def state_counts(self) -> Mapping[EffectiveState, int]:
        """Marked papers per effective state."""
        return MappingProxyType(self._state_counts)

    @property
    def bookmarks(self) -> tuple[Mark, ...]:
        """The bookmarked, newest first."""
        if self._bookmarks is None:
            starred = sorted(self._starred.values(), key=lambda mark: (mark.bookmarked, mark.key))
            self._bookmarks = tuple(reversed(starred))
        return self._bookmarks

    @property
    def tags(self) -> Mapping[str, int]:
        """How many papers carry each tag."""
        return Counter(tag for mark in self._marks.values() for tag in mark.tags)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a reader did, with what it takes to undo it."""

    id: str
    """Unique, and in order of time."""
    time: str
    """As an ISO time in UTC."""
    label: str
    """What was done, for a reader: ``bookmarked 3 papers``."""
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
