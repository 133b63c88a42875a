"""A shelf of several parts: marks, settings, files. A new kind of subject is a new part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from paper_tui.sync.events import Json
from paper_tui.sync.exchange import Applied, Shelf, Update


class Part(Shelf, Protocol):
    """One kind of subjects to synchronise."""

    def owns(self, subject: str) -> bool:
        """Return whether a subject is of this kind."""


class Parts:
    """All parts as one shelf; subjects of kinds that this version does not know are passed on."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json] | None]]:
        """The subjects of every part."""
        return chain.from_iterable(part.subjects() for part in self._parts)

    def holds(self, subject: str, field: str, value: Json) -> bool:
        """As the part has it; nothing of an unknown kind is held."""
        return any(part.holds(subject, field, value) for part in self._parts if part.owns(subject))

    def changed(self, subject: str) -> int:
        """As the part has it."""
        return next(part.changed(subject) for part in self._parts if part.owns(subject))

    def apply(self, updates: Sequence[Update]) -> Applied:
        """Have each part apply its own."""
        done = [
            part.apply([update for update in updates if part.owns(update.subject)]) for part in self._parts
        ]
        notes = tuple(chain.from_iterable(each.notes for each in done))
        changed, left, settings = (
            sum(getattr(each, name) for each in done) for name in ("changed", "left", "settings")
        )
        return Applied(changed, left, notes, settings)
