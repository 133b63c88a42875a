"""Writes what the reader does, one thing after another and off the UI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

Edit = Callable[[], str | None]
"""Changes the library durably; returns what to tell the reader, if anything."""


class EditQueue:
    """Edits in the order in which they were asked for, each on disk before it is acknowledged.

    Only one runs at a time, so two quick presses of a key toggle twice, and leaving waits for the last.
    """

    def __init__(self) -> None:
        self._edits: asyncio.Queue[tuple[Edit, Callable[[str | None, Exception | None], None]]] = (
            asyncio.Queue()
        )

    def put(self, edit: Edit, done: Callable[[str | None, Exception | None], None]) -> None:
        """Ask for an edit; `done` hears its message, or what went wrong, on the UI thread."""
        self._edits.put_nowait((edit, done))

    async def run(self) -> None:
        """Write edits for as long as the screen lives."""
        while True:
            edit, done = await self._edits.get()
            try:
                message = await asyncio.to_thread(edit)
            except Exception as error:  # noqa: BLE001 - handed on; the screen tells known ones and raises others
                done(None, error)
            else:
                done(message, None)
            finally:
                self._edits.task_done()

    async def finish(self) -> None:
        """Wait until every edit asked for is on disk."""
        await self._edits.join()
