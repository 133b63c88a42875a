"""Writes what the reader does, one thing after another and off the UI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


class EditQueue:
    """Edits in the order in which they were asked for, each on disk before it is acknowledged.

    Only one runs at a time, so two quick presses of a key toggle twice, and leaving waits for the last.
    """

    def __init__(self) -> None:
        self._edits: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()

    def put(self, edit: Callable[[], T], done: Callable[[T | None, Exception | None], None]) -> None:
        """Ask for an edit.

        Args:
            edit: Changes something durably, in a thread of its own.
            done: Hears what the edit returned, or what went wrong, on the UI thread.
        """
        self._edits.put_nowait(partial(_carry_out, edit, done))

    async def run(self) -> None:
        """Write edits for as long as the screen lives."""
        while True:
            carry_out = await self._edits.get()
            try:
                await carry_out()
            finally:
                self._edits.task_done()

    async def finish(self) -> None:
        """Wait until every edit asked for is on disk."""
        await self._edits.join()


async def _carry_out(edit: Callable[[], T], done: Callable[[T | None, Exception | None], None]) -> None:
    try:
        made = await asyncio.to_thread(edit)
    except Exception as error:  # noqa: BLE001 - handed on; the screen tells known ones and raises others
        done(None, error)
    else:
        done(made, None)
