"""The reader under a pilot: keys in, screen out."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from textual import events
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.worker import Worker, WorkerCancelled

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.screens.main import MainScreen
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.paper_text import PaperText

PENDING = (
    "search",
    "preview",
    "passages",
    "saved searches",
    "editions",
    "import",
    "weekly check",
    "refresh",
    "text",
    "text layout",
    "text search",
    "text references",
    "ranking",
    "triage",
    "sync",
    "groups",
    "server",
    "bibliography",
    "palette",
    "pages",
    "picture",
    "figures",
)
"""The workers whose effect a reader waits for."""
LOOK = 0.001
"""Seconds between two looks at whether anything waits."""
PATIENCE = 30.0
"""Seconds after which something that still waits will wait for ever."""
QUIET = 3
"""Looks in sequence at which nothing must wait."""
WIDE, MEDIUM, NARROW = (160, 30), (80, 24), (40, 10)
"""One terminal of each layout; rows cost as much as columns, and no layout depends on more than 30."""
USUAL = (120, 30)
"""All panes, of which the list is above the others, on fewer cells than `WIDE`."""
DIALOG_SIZES = (USUAL, NARROW)
"""With room and without, for what is drawn above the panes whatever their layout."""


class Reader:
    """The running reader, and what a person would see in it."""

    def __init__(self, app: PaperApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        main = self.app.main
        assert main is not None
        return main

    @property
    def list(self) -> PaperList:
        return self.main.query_one(PaperList)

    @property
    def titles(self) -> list[str]:
        listing = self.main.listing
        return [listing.paper(row).title for row in range(len(listing))] if listing else []

    @property
    def current(self) -> str:
        paper = self.list.current
        return paper.title if paper else ""

    @property
    def lines(self) -> list[str]:
        """The whole screen, a line a row."""
        screen = self.pilot.app.screen
        strips = screen._compositor.render_strips(screen.size)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def detail(self) -> str:
        return self.main.query_one(PaperText).content.plain

    @property
    def said(self) -> str:
        """Every message that is shown to the reader."""
        return "\n".join(note.message for note in self.pilot.app._notifications)

    async def settle(self) -> None:
        """Wait until everything asked for is done and drawn."""
        await self.idle()
        while (pending := self._pending) or self.main.edits._edits._unfinished_tasks:  # type: ignore[attr-defined]  # none public
            await self.main.edits.finish()
            if pending:
                with suppress(WorkerCancelled):  # by the one that took its place, which is waited for next
                    await self.pilot.app.workers.wait_for_complete(pending)
            await self.idle()

    @property
    def _pending(self) -> list[Worker[object]]:
        return [each for each in self.pilot.app.workers if each.group in PENDING and not each.is_finished]

    async def idle(self) -> None:
        """Wait until no message waits anywhere in the application, and all is drawn.

        The pilot's own pause looks at the processor instead, for 20 milliseconds or more.
        """
        quiet = 0
        async with asyncio.timeout(PATIENCE):
            while quiet < QUIET:
                await asyncio.sleep(LOOK)
                quiet = 0 if self._is_busy() else quiet + 1
        self.pilot.app.screen._on_timer_update()

    def _is_busy(self) -> bool:
        app = self.pilot.app
        return (
            bool(app.screen._dirty_widgets)  # which Textual keeps for screens behind it
            or any(
                screen._layout_required or screen._scroll_required or screen._callbacks
                for screen in (app.screen, *app._background_screens)
            )
            or _has_something_to_do(app)
            or any(
                _has_something_to_do(widget)
                for screen in app.screen_stack
                for widget in screen.walk_children(with_self=True)
            )
        )

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before has had its effect."""
        for key in keys:
            self.pilot.app.post_message(key_event(key))
            await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys as a slow line delivers them: all in one read, none waiting for the one before."""
        for key in keys:
            self.pilot.app.post_message(key_event(key))
        await self.settle()

    async def leave(self, *keys: str) -> None:
        """Press keys, of which the last one leaves the reader, and wait until it is left."""
        for key in keys[:-1]:
            await self.press(key)
        self.pilot.app.post_message(key_event(keys[-1]))
        await until(lambda: not self.pilot.app.is_running)

    async def search(self, text: str) -> None:
        """Type a search and go back to the list."""
        await self.press("slash")
        await self.burst(*map(key_name, text))
        await self.press("enter")


def _has_something_to_do(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size or pump._next_callbacks)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: It has not come to hold in `PATIENCE`.
    """
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(LOOK)


def key_event(key: str) -> events.Key:
    """The bytes that a terminal sends for a key of this name."""
    name = REPLACED_KEYS.get(key, key)
    try:
        return events.Key(key, unicodedata.lookup(_get_unicode_name_from_key(name)))
    except KeyError:
        return events.Key(key, key_to_character(key))


def key_name(char: str) -> str:
    """The name of the key that types a character."""
    return {" ": "space", ":": "colon", "-": "minus", '"': "quotation_mark"}.get(char, char)


@asynccontextmanager
async def reading(
    library: Library, settings: Settings, size: tuple[int, int] = USUAL
) -> AsyncIterator[Reader]:
    """The reader open on a library in a terminal of a size."""
    app = PaperApp(lambda: library, settings)
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.main is not None)
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
