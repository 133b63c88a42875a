"""Keys take effect in the order in which they are typed, also where they arrive faster than they are handled.

Textual gives every widget and screen a message queue of its own: it sends a key to the focused widget and
up from there while the next key is already dispatched. Behind a key that opens a dialog or moves the focus,
the keys that arrive with it would go to the pane that had the focus before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widgets import Input

T = TypeVar("T")
TIMEOUT = 1.0
"""Seconds to wait for a widget or screen that may be closing."""


class InputReady(Message):
    """A screen shows what the next key acts on, or will not soon."""


async def drained(pump: MessagePump) -> None:
    """Wait until a widget or screen is mounted and has handled its messages so far.

    The caller must not be that widget or screen.
    """
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), TIMEOUT)


async def settled(app: App[None]) -> None:
    """Wait until the keys so far have taken effect, on whatever screen they led to."""
    screen = None
    while screen is not app.screen:
        screen = app.screen
        await drained(screen)
        for pump in (screen.focused or screen).ancestors_with_self:
            if pump is not app:
                await drained(pump)


class InputQueue:
    """Holds keys back while there is no list that they could act on."""

    def __init__(self, handle: Callable[[events.Key], Awaitable[None]]) -> None:
        """A queue that is closed at first.

        Args:
            handle: Handles a key that was held back.
        """
        self._handle = handle
        self._held: list[events.Key] | None = []
        """The keys held back; None while keys are handled at once."""

    @property
    def is_closed(self) -> bool:
        """True if keys are held back."""
        return self._held is not None

    def close(self) -> None:
        """Hold keys back from now on."""
        if self._held is None:
            self._held = []

    def put(self, event: events.Key) -> None:
        """Hold a key back."""
        self._held = [*(self._held or ()), event]

    async def open(self) -> bool:
        """Handle the keys held back, in their order.

        Returns:
            Whether there were any.
        """
        held, self._held = self._held or [], None
        for event in held:
            await self._handle(event)  # which puts it here again where an earlier one closed the queue
        return bool(held)


class OrderedInput(Input):
    """An input line that runs bound keys in the order in which they are typed.

    Textual's inserts a letter at once, but runs a bound key only after the key has bubbled to the
    application, when the letters behind it are in the line already.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Textual's own reactive lays out the whole screen for each letter."""

    async def on_key(self, event: events.Key) -> None:
        """Run at once what this line has bound to a key."""
        bound = self.screen.active_bindings.get(event.key)
        if bound and bound.node is self and await self.app.run_action(bound.binding.action, self):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Insert all of a pasted text, its lines joined by blanks; Textual's keeps the first line."""
        event.stop()
        event.prevent_default()
        lines = (line.strip() for line in event.text.splitlines())
        self.replace(" ".join(filter(None, lines)), *self.selection)


class Dialog(ModalScreen[T]):
    """A modal screen that is dismissed once, and that old messages do not cover.

    A second key or message that dismisses it would otherwise close the screen below.
    """

    def on_mount(self) -> None:
        """Clear the messages from before."""
        self.app.clear_notifications()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result, unless it is closed already."""
        if self.is_active:
            return super().dismiss(result)
        return AwaitComplete.nothing()  # type: ignore[no-any-return,no-untyped-call]  # unannotated
