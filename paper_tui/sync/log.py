"""The log of one device: a file of events that only this device appends to, and others read on from a place.

The first line names the device and the generation of the file. When the device leaves out events that later
ones made useless, it rewrites the file with the next generation, and readers begin again at its start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from paper_tui.files import append_durably, open_regular, replace_file
from paper_tui.sync.clock import is_device
from paper_tui.sync.events import LONGEST_LINE, Event, decode, encode

_HEADER = re.compile(rb"paper-tui events 1 ([a-z0-9]{4,32}) ([0-9]{1,9})\n")
_MAGIC = b"paper-tui events 1 "
LONGEST_HEADER = 80
AT_ONCE = 32 << 20
"""Bytes that are read in one part."""


class NotALogError(ValueError):
    """A file that is no log of events, or of a later version."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is not a log of events that this version can read")


@dataclass(frozen=True, slots=True)
class Place:
    """The position up to which a log was read."""

    generation: int
    offset: int
    """In bytes; the start of the first line that was not read."""


@dataclass(frozen=True, slots=True)
class Read:
    """The result of reading a log."""

    device: str
    events: tuple[Event, ...]
    place: Place
    """The offset at which to read on."""
    damaged: int
    """Lines that are no events, of another device, or whose check is wrong."""


def header(device: str, generation: int) -> bytes:
    """The first line of a log."""
    return f"paper-tui events 1 {device} {generation}\n".encode()


def later_generation(generation: int) -> int:
    """A generation that no file of the device had before: one that was lost may have had any up to now."""
    return max(generation + 1, int(time() // 60))


def header_of(data: bytes) -> tuple[str, int] | None:
    """The device and the generation that a log begins with; None for what is no log."""
    found = _HEADER.match(data[:LONGEST_HEADER])
    return (found[1].decode(), int(found[2])) if found else None


def read(
    path: Path, after: Place | None = None, *, is_mixed: bool = False, most: int | None = None
) -> Iterator[Read]:
    """Read the events of a log behind a place, in parts of bounded size.

    A last line without its end is left for the next time.

    Args:
        path: The file.
        after: Where to read on.
        is_mixed: Whether it has events of any device; else only those of the device that it names.
        most: Bytes from which on a file is refused.

    Raises:
        OSError: The file cannot be read.
        NotALogError: It is something else.
    """
    with open_regular(path) as file:
        first = file.readline(LONGEST_HEADER)
        found = header_of(first)
        size = file.seek(0, 2)
        if (most is not None and size > most) or (not found and not _is_beginning(first)):
            raise NotALogError(path)
        if not found:  # its beginning is not there yet
            return
        device, generation = found
        goes_on = after is not None and after.generation == generation
        is_there = after is not None and len(first) <= after.offset <= size
        start = after.offset if after is not None and goes_on and is_there else len(first)
        while True:
            file.seek(start)
            lines = [*_lines(file.readline)]
            start += sum(map(len, lines))
            events, damaged = decoded(lines, None if is_mixed else device)
            yield Read(device, events, Place(generation, start), damaged)
            if not lines:
                return


def _is_beginning(first: bytes) -> bool:
    """Return whether a first line may be a header that is not whole yet."""
    is_open = not first.endswith(b"\n") and len(first) < LONGEST_HEADER
    return is_open and _MAGIC.startswith(first[: len(_MAGIC)])


def decoded(lines: Iterable[bytes], device: str | None) -> tuple[tuple[Event, ...], int]:
    """The events of a device, or of any, in lines of a log, and how many lines are none of these."""
    events, damaged = [], 0
    for line in lines:
        try:
            event = decode(line)
        except ValueError:
            damaged += 1
            continue
        if device in (None, event.stamp.device):
            events.append(event)
        else:
            damaged += 1
    return tuple(events), damaged


def _lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """Whole lines, until they fill a part; the rest of one that is too long counts as lines too."""
    room = AT_ONCE
    while room > 0 and (line := readline(LONGEST_LINE + 1)):
        room -= len(line)
        if not line.endswith(b"\n") and len(line) <= LONGEST_LINE:
            return
        yield line


class Log:
    """A log that this device writes."""

    def __init__(self, path: Path, device: str, *, is_mixed: bool = False) -> None:
        """Over a file that may not exist yet.

        Args:
            path: The file.
            device: This device.
            is_mixed: Whether events of other devices are kept in it.

        Raises:
            ValueError: The device's name is none.
        """
        if not is_device(device):
            raise ValueError(f"not a device's name: {device}")
        self.path = path
        self.device = device
        self._is_mixed = is_mixed

    def read(self, after: Place | None = None) -> Read:
        """Read on from a place to the end; nothing where there is no file.

        Raises:
            OSError: It cannot be read.
            NotALogError: It is something else.
        """
        events: list[Event] = []
        damaged, place = 0, Place(1, 0)
        with suppress(FileNotFoundError):
            for part in read(self.path, after, is_mixed=self._is_mixed):
                events += part.events
                damaged += part.damaged
                place = part.place
        return Read(self.device, tuple(events), place, damaged)

    def append(self, events: Iterable[Event], place: Place) -> Place:
        """Write events durably behind a place that was read up to, and return the place behind them.

        Raises:
            OSError: They could not be written.
        """
        lines = b"" if place.offset else header(self.device, place.generation)
        lines += b"".join(map(encode, events))
        append_durably(self.path, lines, place.offset)
        return Place(place.generation, place.offset + len(lines))

    def compacted(self, events: Iterable[Event], place: Place) -> tuple[bytes, Place]:
        """The log with fewer events that give the same state, for `replace`; and the place behind them."""
        generation = later_generation(place.generation)
        data = header(self.device, generation) + b"".join(map(encode, events))
        return data, Place(generation, len(data))

    def replace(self, data: bytes) -> None:
        """Replace the log by another.

        Raises:
            OSError: It could not be written; the log is as it was.
        """
        replace_file(self.path, data)
