"""Waits until what was told to a part of the screen has had its effect.

Textual gives every widget and every screen a queue of its own: a key may still wait in one of them while the
next key is heard, and so may what one widget has to tell those above it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds that are waited at most, for what is closed meanwhile."""


async def heard(pump: MessagePump) -> None:
    """Wait until a widget or screen is there and has done what it was told so far.

    Must not be called by what is waited for.
    """
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)


async def settled(app: App[None]) -> None:
    """Wait until the keys so far have had their effect, on whatever screen they led to."""
    screen = None
    while screen is not app.screen:
        screen = app.screen
        await heard(screen)
        for told in (screen.focused or screen).ancestors_with_self:
            if told is not app:
                await heard(told)
