"""The history of changes: list, undo and redo; changes of settings are steps of it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from paper_tui.library.setting_labels import label_of
from paper_tui.papers.shelf import Change
from paper_tui.store import SettingChange, Store, StoreError, Undone


class Reversible(Protocol):
    """The part of the state, beside papers and marks, that undo changes."""

    def apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Make the changes of what is as it was before each; return those that were made."""


class SettingsFile(Protocol):
    """The configuration file, as undo and synchronisation need it."""

    def values(self) -> Mapping[str, Any] | None:
        """Its contents as JSON values; None if it cannot be read. Any: settings have many types."""

    def changed(self) -> float:
        """The time of its last change, in seconds since 1970."""

    def apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Write the changes whose setting has the value before; return those that were written."""


ATTACHMENTS = "attachments"
"""First part of the path of a change of an attached file in the journal; the second is the paper's key."""


class History:
    """The durable steps of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.settings_file: SettingsFile | None = None
        """The file to which undo writes settings back; without it such steps are left alone."""
        self.attachments: Callable[[], Reversible] | None = None
        """The attachments that undo restores and removes."""

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
        return _with_file_message(self._store.undo(self._apply))

    def next_undo(self) -> Change | None:
        """The change that `undo` would undo."""
        return self._store.next_undo()

    def redo(self) -> Undone | None:
        """Redo the change undone last; None if there is none."""
        return _with_file_message(self._store.redo(self._apply))

    def _apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Write back what a step changed beside papers and marks; return what was written."""
        files = [one for one in changes if one.path[0] == ATTACHMENTS]
        settings = [one for one in changes if one.path[0] != ATTACHMENTS]
        written: list[SettingChange] = []
        if self.attachments is not None and files:
            written += self.attachments().apply(files)
        if self.settings_file is not None and settings:
            written += self.settings_file.apply(settings)
        return tuple(written)

    def changes(self, limit: int = 50) -> tuple[Change, ...]:
        """The last changes, newest first."""
        return self._store.history(limit)


def _with_file_message(undone: Undone | None) -> Undone | None:
    """Say in plain words what became of attached files."""
    files = [one for one in undone.settings if one.path[0] == ATTACHMENTS] if undone else []
    if undone is None or not files:
        return undone
    back = sum(one.after is not None for one in files)
    message = "the attached file is back" if back else "the attached file was taken away; redo brings it back"
    return replace(undone, message=message)
