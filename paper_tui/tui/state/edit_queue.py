"""Run durable edits one after another in a thread, off the UI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


class EditQueue:
    """Edits in the order of their requests, each written to disk before it is reported.

    Only one edit runs at a time, so two quick presses of a key toggle twice, and quitting waits for the
    last one.
    """

    def __init__(self) -> None:
        self._edits: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()

    def put(self, edit: Callable[[], T], done: Callable[[T | None, Exception | None], None]) -> None:
        """Enqueue an edit.

        Args:
            edit: Makes a durable change; called in a thread.
            done: Called on the UI thread with the result of the edit, or with the exception it raised.
        """
        self._edits.put_nowait(partial(_run_edit, edit, done))

    async def run(self) -> None:
        """Run edits until cancelled."""
        while True:
            run_edit = await self._edits.get()
            try:
                await run_edit()
            finally:
                self._edits.task_done()

    async def finish(self) -> None:
        """Wait until every enqueued edit is on disk."""
        await self._edits.join()


async def _run_edit(edit: Callable[[], T], done: Callable[[T | None, Exception | None], None]) -> None:
    try:
        made = await asyncio.to_thread(edit)
    except Exception as error:  # noqa: BLE001 - passed on; the screen reports known ones and raises others
        done(None, error)
    else:
        done(made, None)
