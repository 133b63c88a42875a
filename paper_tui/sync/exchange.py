"""One synchronisation: receive, record what changed here, bring the shelf up to date, send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import time
from typing import Protocol

from paper_tui.sync.clock import Stamp, ahead, is_believed, refusals, stamp_for
from paper_tui.sync.events import Event, Json
from paper_tui.sync.replica import Replica
from paper_tui.sync.state import is_note
from paper_tui.sync.transport import SyncError, Transport

TRIES = 5
"""The number of times that a shelf that the reader keeps changing is compared again."""


class Shelf(Protocol):
    """The library's side of a synchronisation."""

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json] | None]]:
        """Every subject with the fields that hold something; None where none changed since the last time."""

    def holds(self, subject: str, field: str, value: Json) -> bool:
        """True if a value, once it was applied, is among the fields of its subject until the user changes it.

        What a newer version or a faulty peer wrote may not be: it is passed on, and not missed here.
        """

    def changed(self, subject: str) -> int:
        """The time of the last change of a subject here, in milliseconds since 1970."""

    def apply(self, updates: Sequence[Update]) -> Applied:
        """Make updates durable in one step.

        A field that holds something else than an update expects was changed by the reader meanwhile, and is
        left alone.

        Raises:
            OSError: They could not be written.
        """


@dataclass(frozen=True, slots=True)
class Applied:
    """The outcome of applying updates."""

    changed: int
    """Papers that changed."""
    left: int
    """Fields that were left alone."""
    notes: tuple[str, ...] = ()
    """The message about them for the user."""
    settings: int = 0
    """Settings that changed."""


@dataclass(frozen=True, slots=True)
class Update:
    """A field that another device changed."""

    subject: str
    field: str
    expected: tuple[Json, ...]
    """Values that it may have here; any other is the reader's own change."""
    value: Json
    """The new value, None for none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a synchronisation."""

    sent: int
    """Changes of this device that others did not have yet."""
    received: int
    """Events of others."""
    changed: int
    """Papers that changed here."""
    damaged: int
    """Lines that could not be read."""
    problem: str = ""
    """The reason why it could not be finished, and what was kept."""
    notes: tuple[str, ...] = ()
    """Further messages for the user."""
    settings: int = 0
    """Settings that changed here."""
    files_sent: int = 0
    files_received: int = 0
    is_alone: bool = False
    """True if no other device has sent anything to this place."""


def synchronise(replica: Replica, shelf: Shelf, transport: Transport, now: int | None = None) -> Outcome:
    """Exchange changes with others.

    Every step is durable before the next one begins, and each may be the last: the next synchronisation goes
    on from there.

    Args:
        replica: What this device knows.
        shelf: What is synchronised.
        transport: The way to the others.
        now: In milliseconds since 1970; by default the time.

    Raises:
        OSError: The library's own files could not be written; nothing is lost.
    """
    now = int(time() * 1_000) if now is None else now
    found, is_reached = receive(replica, transport, now)
    if replica.is_damaged and not is_reached:  # what was lost here would be taken for the user's changes
        return found
    applied = bring_together(replica, shelf, now)
    sent, problem = 0, found.problem
    if is_reached:
        try:
            sent = transport.send(replica.own)
        except SyncError as error:
            problem = problem or str(error)
    notes = (*found.notes, *applied.notes)
    return replace(
        found,
        sent=sent,
        changed=applied.changed,
        problem=problem,
        notes=notes,
        settings=applied.settings,
    )


def receive(replica: Replica, transport: Transport, now: int) -> tuple[Outcome, bool]:
    """Keep what others sent; also return whether they could be reached."""
    received, damaged, problem, is_reached = 0, 0, "", True
    stamps: list[Stamp] = []
    refused: Counter[str] = Counter()
    others: set[str] = set()
    notes: list[str] = []
    try:
        for each in transport.receive(replica.places):
            events = [event for event in each.events if is_believed(event.stamp, now)]
            refused.update(event.stamp.device for event in each.events if not is_believed(event.stamp, now))
            if replica.device not in each.name:
                others.add(each.name)
                notes += [each.note] if each.note else []
            stamps.extend(event.stamp for event in events[-1:])
            received += replica.receive(events, each.name, each.place)
            damaged += each.damaged
            problem = problem or each.problem
    except SyncError as error:
        problem, is_reached = str(error), False
    warning = ahead((stamp for stamp in stamps if stamp.device != replica.device), now)
    notes += [*refusals(refused), *([warning] if warning else [])]
    is_alone = is_reached and not others
    return Outcome(0, received, 0, damaged, problem, tuple(notes), is_alone=is_alone), is_reached


def bring_together(replica: Replica, shelf: Shelf, now: int) -> Applied:
    """Record what changed on the shelf, and bring it to what is known.

    What the user changes meanwhile is recorded first; if that continues, the rest waits for the next time.
    """
    changed = settings = 0
    notes: list[str] = []
    for _ in range(TRIES):
        note_changes(replica, shelf, now)
        applied = shelf.apply([*updates(replica)])
        changed += applied.changed
        settings += applied.settings
        notes += applied.notes
        if not applied.left:
            replica.record(settled(replica, shelf))
            replica.finish()
            break
    return Applied(changed, applied.left, tuple(dict.fromkeys(notes)), settings)


def note_changes(replica: Replica, shelf: Shelf, now: int) -> None:
    """Record what changed on the shelf since the last time, and not after now, as events."""
    events: list[Event] = []
    gone = {*replica.applied.subjects()}
    for subject, fields in shelf.subjects():
        gone.discard(subject)
        if fields is None:
            continue
        events.extend(_events(replica, shelf, subject, fields, now))
    for subject in sorted(gone):
        events.extend(_events(replica, shelf, subject, {}, now))
    replica.record(events)


def _events(
    replica: Replica, shelf: Shelf, subject: str, fields: Mapping[str, Json], now: int
) -> Iterator[Event]:
    """An event for each field that holds neither what was applied nor what was received since."""
    for change in replica.applied.changes(subject, fields):
        received = replica.state.get(subject, change.field)
        if change.value is None and not shelf.holds(subject, change.field, change.before):
            continue
        if received is None or change.value != received.value:
            stamp = stamp_for(replica.device, min(shelf.changed(subject), now), change.known)
            replaces = change.known if is_note(change.field) else ()
            yield Event(stamp, subject, change.field, change.value, replaces)


def settled(replica: Replica, shelf: Shelf) -> list[Event]:
    """Write each note that was merged as one version, since others may lack a version to merge it from."""
    events = []
    for subject, field in replica.state.unsettled({event.subject for event in replica.unapplied}):
        value = replica.state.get(subject, field)
        if value is not None and shelf.holds(subject, field, value.value):
            stamp = stamp_for(replica.device, max(value.stamps).milliseconds, value.stamps)
            events.append(Event(stamp, subject, field, value.value, value.stamps))
    return events


def updates(replica: Replica) -> Iterator[Update]:
    """The fields in which everything known differs from what was applied."""
    for subject in dict.fromkeys(event.subject for event in replica.unapplied):
        after, before = replica.state.fields(subject), replica.applied.fields(subject)
        for field in sorted({*after, *before}):
            if after.get(field) != before.get(field):
                yield Update(subject, field, (before.get(field), after.get(field)), after.get(field))
