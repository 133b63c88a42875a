"""The way events take between devices: a folder that something carries, a git repository, a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from paper_tui.sync.events import Event
from paper_tui.sync.log import Log, Place


class SyncError(Exception):
    """Nothing more can be exchanged now; says why and what was kept."""


@dataclass(frozen=True, slots=True)
class Received:
    """Events from one place, such as the log of a device."""

    name: str
    """Of the place, under which it is known how far it was read."""
    events: tuple[Event, ...]
    place: Place
    damaged: int = 0
    """Lines that could not be read."""
    problem: str = ""
    """The reason why nothing could be read from this place; others can be."""
    note: str = ""
    """The part of this place that could not be read yet."""


class Files(Protocol):
    """The files at a place."""

    def sizes(self) -> Mapping[str, int]:
        """The size of each file by its digest, whole or not.

        Raises:
            SyncError: The place cannot be read.
        """

    def read(self, digest: str, size: int) -> bytes | None:
        """The bytes of a file; None where it is not there, not whole yet, or damaged.

        Raises:
            SyncError: The place cannot be read.
        """

    def write(self, digest: str, data: bytes) -> None:
        """Add a file, in place of one that is not whole.

        Raises:
            SyncError: It could not be added.
        """

    def finish(self) -> None:
        """Make files that were added known to others.

        Raises:
            SyncError: They could not be sent; they are at the next synchronisation.
        """


class Transport(Protocol):
    """Brings the events of others and takes ours."""

    @property
    def files(self) -> Files:
        """The files that go along."""

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Read on everywhere from where it was read before, and name each place at least once.

        Raises:
            SyncError: Nothing can be read.
        """

    def send(self, log: Log) -> int:
        """Make the log of this device known to others, all of it that they lack; return how many events.

        Called after everything was received: what is there of this device, and newer than `log`, is in it.

        Raises:
            SyncError: It could not be sent.
        """
