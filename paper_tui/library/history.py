"""The history of changes: list, undo and redo; changes of settings are steps of it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from paper_tui.library.setting_labels import label_of
from paper_tui.papers.shelf import Change
from paper_tui.store import SettingChange, Store, StoreError, Undone


class SettingsFile(Protocol):
    """The configuration file, as undo and synchronisation need it."""

    def values(self) -> Mapping[str, Any] | None:
        """Its contents as JSON values; None if it cannot be read. Any: settings have many types."""

    def changed(self) -> float:
        """The time of its last change, in seconds since 1970."""

    def apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Write the changes whose setting has the value before; return those that were written."""


class History:
    """The durable steps of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.settings_file: SettingsFile | None = None
        """Where undo writes settings back; without it such steps are left alone."""

    def record_settings(self, changes: Sequence[SettingChange]) -> str:
        """Add a change of settings, which is written already, to the history.

        Returns:
            Why it cannot be undone; empty where it can.
        """
        if not changes:
            return ""
        try:
            self._store.record_settings(label_of(changes), changes)
        except StoreError as error:
            return f"The setting was saved, but cannot be undone: {error}"
        return ""

    def undo(self) -> Undone | None:
        """Undo the last change that is not undone; None if there is none."""
        return self._store.undo(self.settings_file.apply if self.settings_file else None)

    def redo(self) -> Undone | None:
        """Redo the change undone last; None if there is none."""
        return self._store.redo(self.settings_file.apply if self.settings_file else None)

    def changes(self, limit: int = 50) -> tuple[Change, ...]:
        """The last changes, newest first."""
        return self._store.history(limit)
