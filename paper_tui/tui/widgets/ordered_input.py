"""The line of text that the reader types, wherever one types a line."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class Line(Input):
    """Edits in the order in which keys are pressed, also when several arrive at once.

    Textual inserts a letter as soon as the line hears it, but runs what is bound to a key only once the key
    has gone up to the application, by when the letters behind it are in the line.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """How long the text is; with Textual's own, each letter has the whole screen laid out."""

    async def on_key(self, event: events.Key) -> None:
        """Do at once what the line itself has bound to a key."""
        bound = self.screen.active_bindings.get(event.key)
        if bound and bound.node is self and await self.app.run_action(bound.binding.action, self):
            event.stop()
            event.prevent_default()
