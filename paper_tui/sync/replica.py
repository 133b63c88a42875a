"""What this device keeps of a synchronisation: its own log, what it received, and how far each was read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from paper_tui.files import replace_file
from paper_tui.sync.clock import is_device
from paper_tui.sync.events import Event
from paper_tui.sync.log import Log, NotALogError, Place
from paper_tui.sync.state import State

COMPACT_AT = 4
"""How many times as many events a log may hold as its state needs, before it is written anew."""
FEW = 1_000
"""Events up to which that is no matter."""


class Replica:
    """The events that this device knows, on disk and merged.

    Two states: `applied` is what the shelf was last brought to, `state` everything known. They differ only
    between receiving events and applying them, or after a crash there.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        """Open or begin.

        Args:
            folder: A folder of the library.
            machine: Names this machine. A library that was copied to another one gets a device name of
                its own there.

        Raises:
            OSError: The files cannot be read or written.
        """
        self._folder = folder
        known = _object(folder / "device.json")
        device = str(known.get("device", ""))
        if not is_device(device) or known.get("machine") != machine:
            device = secrets.token_hex(6)
            record = {"device": device, "machine": machine}
            replace_file(folder / "device.json", json.dumps(record).encode())
        self.device = device
        self.own = Log(folder / f"own-{device}.events", device)
        self._received = Log(folder / "received.events", device)
        self._places = {
            name: Place(*place)
            for name, place in _object(folder / "places.json").items()
            if isinstance(place, list) and len(place) == 2 and all(isinstance(each, int) for each in place)
        }
        self.applied = State()
        self.state = State()
        self._load()

    def _load(self) -> None:
        earlier = [path for path in sorted(self._folder.glob("own-*.events")) if path != self.own.path]
        own, received = self.own.read(), self._received.read()
        self._own_end, self._received_end = own.place, received.place
        self._own_count, self._received_count = len(own.events), len(received.events)
        copied = [event for path in earlier for event in _events(Log(path, self.device))]
        applied_to = self._places.get("applied", Place(1, 0))
        behind = self._received.read(applied_to).events if applied_to.offset else received.events
        self.state.add([*copied, *own.events, *received.events])
        unapplied = {(event.stamp, event.subject, event.field) for event in behind}
        self.applied.add([*copied, *own.events])
        self.applied.add(
            event for event in received.events if (event.stamp, event.subject, event.field) not in unapplied
        )

    @property
    def places(self) -> Mapping[str, Place]:
        """How far each place of the transport was read, by its name."""
        return {name: place for name, place in self._places.items() if name != "applied"}

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
        self._places[name] = place
        return len(fresh)

    def finish(self) -> None:
        """Note that the shelf is as `state` has it; write a log anew where most of it is useless.

        Raises:
            OSError: It could not be written; it is done again.
        """
        self.applied.add(self.state.events())
        self._compact()
        self._places["applied"] = self._received_end
        record = {name: [place.generation, place.offset] for name, place in self._places.items()}
        replace_file(self._folder / "places.json", json.dumps(record).encode())

    def _compact(self) -> None:
        if max(self._own_count, self._received_count) <= FEW:
            return
        own: list[Event] = []
        others: list[Event] = []
        for event in self.state.events():
            (own if event.stamp.device == self.device else others).append(event)
        if self._own_count > FEW + COMPACT_AT * len(own):
            self._own_end, self._own_count = self.own.compact(own, self._own_end), len(own)
        if self._received_count > FEW + COMPACT_AT * len(others):
            self._received_end = self._received.compact(others, self._received_end)
            self._received_count = len(others)


def _events(log: Log) -> tuple[Event, ...]:
    with suppress(NotALogError):
        return log.read().events
    return ()


def _object(path: Path) -> dict[str, Any]:
    """The object in a JSON file, empty where it is missing or damaged. Any: callers check it."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
