"""A recording: what is done to a paper in one go, as a line of the configuration.

``bookmark later +vision -old note: ask Ada`` bookmarks a paper, sets its state, adds and removes a tag, and
adds a line to its note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from paper_tui.papers.shelf import Mark, State, clean_tag, with_tags
from paper_tui.papers.text import clean_line, clean_note

BOOKMARK, NO_BOOKMARK, NOTE = "bookmark", "no-bookmark", "note:"
LONGEST = 2_000
"""Characters of a line."""


class RecordingError(ValueError):
    """A line that is no recording; the message says why."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Changes of a mark."""

    bookmarked: bool | None = None
    """None leaves the bookmark as it is."""
    state: State | None = None
    """None leaves the state as it is."""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    note: str = ""
    """A paragraph for the end of the note."""

    def __str__(self) -> str:
        return " ".join(self._words())

    def _words(self) -> Iterator[str]:
        if self.bookmarked is not None:
            yield BOOKMARK if self.bookmarked else NO_BOOKMARK
        if self.state is not None:
            yield self.state.value
        yield from (f"+{tag}" for tag in self.added)
        yield from (f"-{tag}" for tag in self.removed)
        if self.note:
            yield f"{NOTE} {clean_line(self.note, LONGEST)}"

    @classmethod
    def parse(cls, line: str) -> Recording:
        """Read a line of the configuration.

        Raises:
            RecordingError: It is none.
        """
        words, _, note = line[:LONGEST].partition(NOTE)
        recording = cls(note=clean_line(note, LONGEST))
        for word in words.split():
            recording = recording._with(word)
        if recording == cls():
            raise RecordingError("nothing is recorded")
        return recording

    def _with(self, word: str) -> Recording:
        tag = clean_tag(word[1:])
        if word in (BOOKMARK, NO_BOOKMARK):
            return replace(self, bookmarked=word == BOOKMARK)
        if word in [state.value for state in State]:
            return replace(self, state=State(word))
        if word[0] == "+" and tag:
            return replace(self, added=(*self.added, tag))
        if word[0] == "-" and tag:
            return replace(self, removed=(*self.removed, tag))
        states = ", ".join(State)
        raise RecordingError(
            f"{word} is none of {BOOKMARK}, {NO_BOOKMARK}, {states}, +tag, -tag and {NOTE} text"
        )

    @classmethod
    def between(cls, before: Mark, after: Mark) -> Recording:
        """The difference of two states of one mark."""
        old, new = set(before.tags), set(after.tags)
        is_longer = after.note.startswith(before.note)
        note = after.note[len(before.note) :] if is_longer else after.note
        return cls(
            bookmarked=None if bool(before.bookmarked) is bool(after.bookmarked) else bool(after.bookmarked),
            state=None if before.state is after.state else after.state,
            added=tuple(sorted(new - old)),
            removed=tuple(sorted(old - new)),
            note=clean_line(note, LONGEST),
        )

    def applied(self, mark: Mark, now: str) -> Mark:
        """The mark after all of it; what it has already stays as it is.

        Args:
            mark: The mark.
            now: The time of a new bookmark.
        """
        if self.bookmarked is not None:
            mark = replace(mark, bookmarked=(mark.bookmarked or now) if self.bookmarked else "")
        if self.state is not None:
            mark = with_state(mark, self.state)
        if self.note and self.note not in mark.note.splitlines():
            mark = replace(mark, note=clean_note(f"{mark.note}\n{self.note}"))
        return with_tags(mark, self.added, self.removed)


def with_state(mark: Mark, state: State) -> Mark:
    """The mark with a state; a new paper is not seen either, and what the reader hides no rule hid."""
    rule = "" if state is State.HIDDEN and mark.state is not state else mark.rule
    return replace(mark, state=state, seen="" if state is State.NEW else mark.seen, rule=rule)
