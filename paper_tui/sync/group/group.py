"""One group on this device: the contributions of its member and of the others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from paper_tui.files import read_json, replace_file
from paper_tui.sync.clock import is_believed, refusals, stamp_for
from paper_tui.sync.events import Event, Json
from paper_tui.sync.group.contribution_fields import (
    KEPT,
    MEMBER,
    MOST_FIELDS,
    NAME,
    PAPER,
    is_acceptable,
    split_subject,
    subject,
)
from paper_tui.sync.group.view import GroupPaper, names_in, papers_of
from paper_tui.sync.replica import Replica
from paper_tui.sync.transport import SyncError, Transport


class Directory(Protocol):
    """Knows which member a device belongs to, where a server checks that."""

    def enter(self, device: str, name: str) -> Mapping[str, str]:
        """Register a device under its member's name; return the member of every device.

        Raises:
            SyncError: Another member has the name, or the server cannot be reached.
        """


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """The outcome of an exchange with a group."""

    received: int
    """Events of others."""
    refused: int
    """Lines that are damaged, or that their writer may not write."""
    problem: str = ""
    """The reason why it could not be finished, and what was kept."""
    notes: tuple[str, ...] = ()
    """Further messages for the user."""


class Group:
    """The events of one group, on disk and merged."""

    def __init__(self, folder: Path, machine: str) -> None:
        """Open or begin.

        Args:
            folder: The folder of this group in the library.
            machine: Names this machine, as `Replica` needs it.

        Raises:
            OSError: The files cannot be read or written.
        """
        self._folder = folder
        self._replica = Replica(folder, machine)
        self._registered: Mapping[str, str] = _names(folder / "members.json")
        """The member of each device as the server said last; empty where none does."""
        self._held = Counter(split_subject(event.subject)[0] for event in self._replica.state.events())

    @property
    def device(self) -> str:
        """The name of this device in the group."""
        return self._replica.device

    @property
    def names(self) -> Mapping[str, str]:
        """The member of each device."""
        return self._registered or names_in(self._replica.state.events())

    def papers(self, now: int) -> tuple[GroupPaper, ...]:
        """The contributions of all members, at a time in milliseconds since 1970."""
        return papers_of(self._replica.state.events(), self.names, now)

    def introduce(self, name: str, now: int) -> None:
        """Record the name of this device's member.

        Raises:
            OSError: It could not be written.
        """
        self._record([self._change(MEMBER, NAME, name, now)])

    def contribute(self, contributions: Iterable[tuple[str, Mapping[str, Json]]], now: int) -> int:
        """Contribute to papers, durably and at once; return how many fields changed.

        Args:
            contributions: Keys of papers, each with the fields to set; None takes one back.
            now: In milliseconds since 1970.

        Raises:
            OSError: It could not be written; nothing was changed.
        """
        changes = (
            self._change(f"{PAPER}{key}", field, value, now)
            for key, values in contributions
            for field, value in values.items()
        )
        return self._record(changes)

    def contribution(self, key: str) -> dict[str, Json]:
        """This member's contribution on a paper, from any device."""
        mine = self._my_devices()
        fields: dict[str, Json] = {}
        for device in mine:
            fields |= self._replica.state.fields(subject(device, f"{PAPER}{key}"))
        return fields

    def keys_with(self, field: str) -> frozenset[str]:
        """The papers for which this device has set a field."""
        state, prefix = self._replica.state, subject(self.device, PAPER)
        named = (of for of in state.subjects() if of.startswith(prefix))
        return frozenset(of.removeprefix(prefix) for of in named if field in state.fields(of))

    def contributed_keys(self) -> frozenset[str]:
        """The papers that this member contributed to, on any device."""
        mine = self._my_devices()
        split = map(split_subject, self._replica.state.subjects())
        keys = {of.removeprefix(PAPER) for device, of in split if device in mine and of.startswith(PAPER)}
        return frozenset(key for key in keys if self.contribution(key))

    def exchange(
        self, transport: Transport, directory: Directory | None, name: str, now: int
    ) -> GroupOutcome:
        """Receive the contributions of others and send those of this member; each step is durable first.

        Args:
            transport: The way to the others.
            directory: Knows the members, where a server does.
            name: Of this member.
            now: In milliseconds since 1970.

        Raises:
            OSError: The library's own files could not be written; nothing is lost.
        """
        received, refused, problem = 0, 0, ""
        notes: list[str] = []
        far_ahead: Counter[str] = Counter()
        try:
            if directory is not None:
                self._register(directory.enter(self.device, name))
            for each in transport.receive(self._replica.places):
                believed = [event for event in each.events if is_believed(event.stamp, now)]
                late = (event.stamp.device for event in each.events if not is_believed(event.stamp, now))
                far_ahead.update(late)
                accepted = [*self._accepted(believed)]
                notes += [each.note] if each.note and self.device not in each.name else []
                refused += each.damaged + len(each.events) - len(accepted)
                received += self._replica.receive(accepted, each.name, each.place)
                problem = problem or each.problem
            self._replica.finish()
            transport.send(self._replica.own)
        except SyncError as error:
            problem = str(error)
        return GroupOutcome(received, refused, problem, (*notes, *refusals(far_ahead)))

    def _accepted(self, events: Iterable[Event]) -> Iterator[Event]:
        """The events that their device may write, while there is room for them."""
        for event in events:
            device = event.stamp.device
            if not is_acceptable(event):
                continue
            if self._replica.state.get(event.subject, event.field) is None:
                if self._held[device] >= MOST_FIELDS:
                    continue
                self._held[device] += 1
            yield event

    def _register(self, names: Mapping[str, str]) -> None:
        self._registered = names
        replace_file(self._folder / "members.json", json.dumps(dict(names)).encode())

    def _change(self, of: str, field: str, value: Json, now: int) -> Event | None:
        """The event of a change; None where it changes nothing."""
        devices = (self.device,) if field == KEPT else self._my_devices()
        found = (self._replica.state.get(subject(device, of), field) for device in devices)
        known = sorted((each.stamps[0], repr(each.value), each.value) for each in found if each is not None)
        if (known[-1][-1] if known else None) == value:
            return None
        stamps = [stamp for stamp, *_ in known]
        return Event(stamp_for(self.device, now, stamps), subject(self.device, of), field, value)

    def _record(self, changes: Iterable[Event | None]) -> int:
        events = [event for event in changes if event is not None]
        self._replica.record(events)
        return len(events)

    def _my_devices(self) -> tuple[str, ...]:
        names = self.names
        mine = names.get(self.device)
        return (self.device, *(each for each in names if each != self.device and names[each] == mine))


def _names(path: Path) -> Mapping[str, str]:
    found = read_json(path)
    return {str(device): str(name) for device, name in found.items()} if isinstance(found, dict) else {}
