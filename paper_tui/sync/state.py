"""The merge of all events: the newest value of every field, and every open version of every note."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from paper_tui.sync.clock import Stamp
from paper_tui.sync.events import Event, Json
from paper_tui.sync.notes import Version, base, heads, kept_text, merged, newest_by_device

Field = tuple[str, str]
"""Subject and name of a field."""
NOTES = ("note", "note:")
"""Fields of text that are merged rather than replaced: ``note``, and ``note:ID`` of a highlight."""


def is_note(field: str) -> bool:
    """Return whether a field's texts are merged."""
    return field == NOTES[0] or field.startswith(NOTES[1])


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a field, with the stamps of the events that set it."""

    value: Json
    stamps: tuple[Stamp, ...]
    """One; of a note the newest of each device, which what is written next replaces."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is no longer as the state has it."""

    subject: str
    field: str
    value: Json
    """Its value now; None when it became empty."""
    before: Json
    """The value that the state has."""
    known: tuple[Stamp, ...]
    """The stamps of the value that the state has."""


class State:
    """Values by field. The order in which events are added, and how often, makes no difference."""

    def __init__(self) -> None:
        self._newest: dict[Field, Event] = {}
        self._versions: dict[Field, dict[Stamp, Version]] = {}
        self._merged: dict[Field, Value] = {}
        """Of versions that were merged since the last one was added."""
        self._subjects: dict[str, set[str]] = {}

    def add(self, events: Iterable[Event]) -> set[Field]:
        """Merge events in, and return the fields that they changed."""
        return {(event.subject, event.field) for event in events if self._add(event)}

    def _add(self, event: Event) -> bool:
        place = (event.subject, event.field)
        self._subjects.setdefault(event.subject, set()).add(event.field)
        if is_note(event.field):
            versions = self._versions.setdefault(place, {})
            if event.stamp in versions:
                return False
            text = kept_text(event.value) if isinstance(event.value, str) else ""
            versions[event.stamp] = Version(text, event.replaces)
            self._merged.pop(place, None)
            return True
        known = self._newest.get(place)
        if known is not None and not _is_newer(event, known):
            return False
        self._newest[place] = event
        return True

    def get(self, subject: str, field: str) -> Value | None:
        """The value of a field; None if no event set it."""
        place = (subject, field)
        if place in self._versions:
            if place not in self._merged:
                versions = self._versions[place]
                self._merged[place] = Value(kept_text(merged(versions)) or None, _replaced(versions))
            return self._merged[place]
        event = self._newest.get(place)
        return None if event is None else Value(event.value, (event.stamp,))

    def fields(self, subject: str) -> dict[str, Json]:
        """The fields of a subject that hold something, by name."""
        values = {field: self.get(subject, field) for field in self._subjects.get(subject, ())}
        return {
            field: each.value for field, each in sorted(values.items()) if each and each.value is not None
        }

    def subjects(self) -> Iterator[str]:
        """Every subject that any event spoke of."""
        return iter(self._subjects)

    def unsettled(self, subjects: Collection[str]) -> Iterator[Field]:
        """The notes of some subjects with more than one version which no other was written over."""
        places = ((subject, field) for subject in subjects for field in self._subjects.get(subject, ()))
        return (place for place in places if len(heads(self._versions.get(place, {}))) > 1)

    def events(self) -> Iterator[Event]:
        """The fewest events that give this state; of a note also the version to merge from."""
        yield from self._newest.values()
        for (subject, field), versions in self._versions.items():
            last = heads(versions)
            for stamp in sorted({*last, *filter(None, [base(versions, last)])}):
                version = versions[stamp]
                yield Event(stamp, subject, field, version.text or None, version.replaces)

    def changes(self, subject: str, now: Mapping[str, Json]) -> Iterator[Change]:
        """Compare a subject as it is now with what is known of it."""
        for field in sorted({*now, *self._subjects.get(subject, ())}):
            known = self.get(subject, field) or Value(None, ())
            if now.get(field) != known.value:
                yield Change(subject, field, now.get(field), known.value, known.stamps)


def _is_newer(event: Event, known: Event) -> bool:
    """Return whether an event comes after another; the text orders two that a faulty peer gave one stamp."""
    if event.stamp != known.stamp:
        return event.stamp > known.stamp
    return json.dumps(event.value, sort_keys=True) > json.dumps(known.value, sort_keys=True)


def _replaced(versions: Mapping[Stamp, Version]) -> tuple[Stamp, ...]:
    """The stamps that a text written over all versions replaces."""
    earlier = (stamp for version in versions.values() for stamp in version.replaces)
    return newest_by_device((*versions, *earlier))
