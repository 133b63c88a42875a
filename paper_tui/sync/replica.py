"""The replica of a device: its own log, received events, and the position up to which each log was read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any

from paper_tui.files import read_json, remove_drafts, replace_file
from paper_tui.sync.clock import is_believed, is_device
from paper_tui.sync.events import Event
from paper_tui.sync.log import Log, NotALogError, Place, Read, later_generation
from paper_tui.sync.state import State

COMPACT_AT = 4
"""The ratio of events in a log to those its state needs, above which it is rewritten."""
FEW = 1_000
"""Events up to which that is no matter."""
_APPLIED = ("applied", "applied when compacted")
"""Up to where the shelf has what was received: before and after that log is rewritten."""
_OWN = "own"
"""The end of this device's log."""
_HERE = (*_APPLIED, _OWN)


class Replica:
    """The events that this device knows, on disk and merged.

    Two states: `applied` is what the shelf was last brought to, `state` everything known. They differ only
    between receiving events and applying them, or after a crash there.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        """Open or begin; nobody else writes in the folder meanwhile.

        Args:
            folder: A folder of the library.
            machine: Names this machine. A library that was copied to another one gets a device name of
                its own there.

        Raises:
            OSError: The files cannot be read or written.
        """
        self._folder = folder
        remove_drafts(folder)
        known = _object(folder / "device.json")
        device = str(known.get("device", ""))
        if not is_device(device) or known.get("machine") != machine:
            device = secrets.token_hex(6)
            record = {"device": device, "machine": machine}
            replace_file(folder / "device.json", json.dumps(record).encode())
        self.device = device
        self.own = Log(folder / f"own-{device}.events", device)
        self._received = Log(folder / "received.events", device, is_mixed=True)
        self._places = _places(folder / "places.json")
        self.is_damaged = False
        """True if lines of the logs are lost here: they are received again and the logs rewritten."""
        self.applied = State()
        self.state = State()
        self.unapplied: list[Event] = []
        """The events received since the shelf was last brought to `state`: all in which `applied` differs."""
        self._load()

    def _load(self) -> None:
        earlier = [path for path in sorted(self._folder.glob("own-*.events")) if path != self.own.path]
        own, received = self._read(self.own), self._read(self._received)
        self._own_end, self._received_end = self._checked(own.place), received.place
        self._own_count, self._received_count = len(own.events), len(received.events)
        copied = [event for path in earlier for event in _events(Log(path, self.device, is_mixed=True))]
        applied_to = self._applied_to(received.place)
        behind = self._received.read(applied_to).events if applied_to else received.events
        mine = _believed([*copied, *own.events])
        self.state.add([*mine, *_believed(received.events)])
        self.unapplied = _believed(behind)
        unapplied = {(event.stamp, event.subject, event.field) for event in behind}
        self.applied.add(mine)
        self.applied.add(
            event
            for event in _believed(received.events)
            if (event.stamp, event.subject, event.field) not in unapplied
        )

    def _read(self, log: Log) -> Read:
        """Read one of the logs kept here; one that is no log any more is set aside."""
        try:
            found = log.read()
        except NotALogError:
            log.path.replace(log.path.with_suffix(".damaged"))
            found = Read(self.device, (), Place(later_generation(1), 0), 1)
        if found.damaged:
            self._forget_places()
        return found

    def _checked(self, end: Place) -> Place:
        """The position to append to in this device's log; the start of a new one if the old end is lost."""
        known = self._places.get(_OWN)
        if (
            known is None
            or end.offset >= known.offset
            or (end.offset > 0 and end.generation != known.generation)
        ):
            return end
        self._forget_places()
        return end if end.offset else Place(later_generation(known.generation), 0)

    def _applied_to(self, end: Place) -> Place | None:
        """Up to where the shelf has what was received; None where that is unknown."""
        known = [self._places[name] for name in _APPLIED if name in self._places]
        found = next((place for place in known if place.generation == end.generation), None)
        if found is None or found.offset > end.offset:
            if known:  # the log is older than the record of how far others were read
                self._forget_places()
            return None
        return found

    def _forget_places(self) -> None:
        """Have everything received again."""
        self.is_damaged = True
        self._places = {name: place for name, place in self._places.items() if name in _HERE}
        self._save_places()

    def signature(self) -> object:
        """Something that differs when another process has written the files."""
        paths = [self._folder / name for name in ("device.json", "places.json")]
        return tuple(_stamp_of(path) for path in (*paths, self.own.path, self._received.path))

    @property
    def places(self) -> Mapping[str, Place]:
        """The position up to which each log of the transport was read, by its name."""
        return {name: place for name, place in self._places.items() if name not in _HERE}

    def record(self, changes: Iterable[Event]) -> None:
        """Write events of this device durably.

        Raises:
            OSError: They could not be written.
        """
        events = list(changes)
        if events:
            self._own_end = self.own.append(events, self._own_end)
            self._own_count += len(events)
            self.state.add(events)
            self.applied.add(events)

    def receive(self, events: Iterable[Event], name: str, place: Place) -> int:
        """Keep events of others that say something new, and how far a place was read; return their number.

        Raises:
            OSError: They could not be written; they are received again.
        """
        fresh = [event for event in events if self.state.add([event])]
        mine = [event for event in fresh if event.stamp.device == self.device]
        if mine:  # This library was restored from a copy; others may not have read these yet.
            self._own_end = self.own.append(mine, self._own_end)
            self._own_count += len(mine)
        if fresh:
            self._received_end = self._received.append(fresh, self._received_end)
            self._received_count += len(fresh)
        self.unapplied += fresh
        self._places[name] = place
        return len(fresh)

    def finish(self) -> None:
        """Note that the shelf is as `state` has it; rewrite a log where most of it is useless.

        Raises:
            OSError: It could not be written; it is done again.
        """
        self.applied.add(self.unapplied)
        self.unapplied = []
        self._places.pop(_APPLIED[1], None)
        self._places[_APPLIED[0]] = self._received_end
        self._compact()
        self._places[_OWN] = self._own_end
        self._save_places()

    def _save_places(self) -> None:
        record = {name: [place.generation, place.offset] for name, place in self._places.items()}
        replace_file(self._folder / "places.json", json.dumps(record).encode())

    def _compact(self) -> None:
        if max(self._own_count, self._received_count) <= FEW and not self.is_damaged:
            return
        own: list[Event] = []
        others: list[Event] = []
        for event in self.state.events():
            (own if event.stamp.device == self.device else others).append(event)
        if self.is_damaged or self._own_count > FEW + COMPACT_AT * len(own):
            data, self._own_end = self.own.compacted(own, self._own_end)
            self.own.replace(data)
            self._own_count = len(own)
        if self.is_damaged or self._received_count > FEW + COMPACT_AT * len(others):
            data, self._received_end = self._received.compacted(others, self._received_end)
            self._places[_APPLIED[1]] = self._received_end
            self._save_places()
            self._received.replace(data)
            self._received_count = len(others)
        self.is_damaged = False


def _stamp_of(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _believed(events: Iterable[Event]) -> list[Event]:
    """Leave out what was written while the clock here was wrong by decades: others refuse it.

    The shelf then differs from what is known, and what is on it is recorded anew.
    """
    now = int(time() * 1_000)
    return [event for event in events if is_believed(event.stamp, now)]


def _events(log: Log) -> tuple[Event, ...]:
    with suppress(NotALogError):
        return log.read().events
    return ()


def _places(path: Path) -> dict[str, Place]:
    return {
        name: Place(*place)
        for name, place in _object(path).items()
        if isinstance(place, list) and len(place) == 2 and all(isinstance(each, int) for each in place)
    }


def _object(path: Path) -> dict[str, Any]:
    """The object in a JSON file, empty where it is missing or damaged. Any: callers check it."""
    found = read_json(path)
    return found if isinstance(found, dict) else {}
