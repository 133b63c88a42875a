"""The history of changes: list, undo and redo."""

from __future__ import annotations

from paper_tui.papers.shelf import Change
from paper_tui.store import Store, Undone


class History:
    """The durable steps of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self) -> Undone | None:
        """Undo the last change that still stands; None when there is none."""
        return self._store.undo()

    def redo(self) -> Undone | None:
        """Redo the change undone last; None when there is none."""
        return self._store.redo()

    def changes(self, limit: int = 50) -> tuple[Change, ...]:
        """The last changes, newest first."""
        return self._store.history(limit)
