"""The command palette, when keys are faster than its list is drawn."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette

from paper_tui.tui.system.input_queue import Dialog


class Palette(CommandPalette, Dialog[None]):
    """Textual's, where a key for a page of a list that was not laid out yet would end the reader."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list; Textual, which has no public hook here, looks up lines that are not there yet."""
        with suppress(KeyError):
            super()._action_command_list(action)
