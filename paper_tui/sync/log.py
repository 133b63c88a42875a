"""The log of one device: a file of events that only this device appends to, and others read on from a place.

The first line names the device and the generation of the file. When the device leaves out events that later
ones made useless, it writes the file anew with the next generation, and readers begin again at its start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paper_tui.files import append_durably, replace_file
from paper_tui.sync.clock import is_device
from paper_tui.sync.events import LONGEST_LINE, Event, decode, encode

_HEADER = re.compile(rb"paper-tui events 1 ([a-z0-9]{4,32}) ([0-9]{1,9})\n")
LONGEST_HEADER = 80
LARGEST = 1 << 30
"""Bytes of a log that are read at the most."""


class NotALogError(ValueError):
    """A file that is no log of events, or of a later version."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a log was read."""

    generation: int
    offset: int
    """In bytes; the start of the first line that was not read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a log."""

    device: str
    events: tuple[Event, ...]
    place: Place
    """Where to read on."""
    damaged: int
    """Lines that are no events or whose check is wrong."""


def header(device: str, generation: int) -> bytes:
    """The first line of a log."""
    return f"paper-tui events 1 {device} {generation}\n".encode()


def read(path: Path, after: Place | None = None) -> Read:
    """Read the events of a log behind a place; a last line without its end is left for the next time.

    Raises:
        OSError: The file cannot be read.
        NotALogError: It is something else.
    """
    with path.open("rb") as file:
        first = file.readline(LONGEST_HEADER)
        found = _HEADER.fullmatch(first)
        if not found:
            raise NotALogError(f"{path.name} is not a log of events that this version can read")
        device, generation = found[1].decode(), int(found[2])
        file.seek(0, 2)
        size = file.tell()
        goes_on = after is not None and after.generation == generation and len(first) <= after.offset <= size
        start = after.offset if after is not None and goes_on else len(first)
        file.seek(start)
        events, damaged, end = [], 0, start
        for line in _lines(file.readline, LARGEST - start):
            end += len(line)
            try:
                events.append(decode(line))
            except ValueError:
                damaged += 1
    return Read(device, tuple(events), Place(generation, end), damaged)


def _lines(readline: Callable[[int], bytes], room: int) -> Iterator[bytes]:
    """Whole lines, up to a number of bytes in all; the rest of one that is too long counts as lines too."""
    while room > 0 and (line := readline(LONGEST_LINE + 1)):
        room -= len(line)
        if not line.endswith(b"\n") and len(line) <= LONGEST_LINE:
            return
        yield line


class Log:
    """The log of this device."""

    def __init__(self, path: Path, device: str) -> None:
        """Over a file that may not exist yet.

        Raises:
            ValueError: The device's name is none.
        """
        if not is_device(device):
            raise ValueError(f"not a device's name: {device}")
        self.path = path
        self.device = device

    def read(self, after: Place | None = None) -> Read:
        """Read on from a place; nothing where there is no file.

        Raises:
            OSError: It cannot be read.
            NotALogError: It is something else.
        """
        try:
            return read(self.path, after)
        except FileNotFoundError:
            return Read(self.device, (), Place(1, 0), 0)

    def append(self, events: Iterable[Event], place: Place) -> Place:
        """Write events durably behind a place that was read up to, and return the place behind them.

        Raises:
            OSError: They could not be written.
        """
        lines = b"" if place.offset else header(self.device, 1)
        lines += b"".join(map(encode, events))
        append_durably(self.path, lines, place.offset)
        return Place(place.generation, place.offset + len(lines))

    def compact(self, events: Iterable[Event], place: Place) -> Place:
        """Replace the log by fewer events that give the same state.

        Raises:
            OSError: It could not be written; the log is as it was.
        """
        data = header(self.device, place.generation + 1) + b"".join(map(encode, events))
        replace_file(self.path, data)
        return Place(place.generation + 1, len(data))
