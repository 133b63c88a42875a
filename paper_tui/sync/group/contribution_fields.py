"""The fields of a contribution as fields of events, and the checks on events of others."""

from __future__ import annotations

import json
from collections.abc import Mapping

from paper_tui.sync.events import Event, Json

PAPER = "paper:"
MEMBER = "member"
"""The subject, besides papers, that gives the name of a device's member in the field `NAME`."""
NAME = "name"

RECORD = "record"
"""Describes the paper, for libraries that do not have it."""
IN_GROUP = "in_group"
KEPT = "kept"
"""True if it is a bookmark, of members who share theirs."""
RECOMMENDED = "recommended"
NOTE = "shared_note"
TAG = "tag:"
PASSAGE = "passage:"

LONGEST_MEMBER = 40
LONGEST_KEY = 400
LONGEST_LINE = 500
"""Characters of a recommendation."""
LONGEST_NOTE = 100_000
LARGEST_RECORD = 100_000
MOST_FIELDS = 200_000
"""Fields that one device may hold."""
_LARGEST: Mapping[str, int] = {RECORD: LARGEST_RECORD, RECOMMENDED: 4 * LONGEST_LINE, NOTE: LONGEST_NOTE}
_FLAGS = (IN_GROUP, KEPT)


def subject(device: str, of: str) -> str:
    """The subject under which a device speaks of something."""
    return f"{device} {of}"


def split_subject(text: str) -> tuple[str, str]:
    """The device of a subject, and what it speaks of."""
    device, _, of = text.partition(" ")
    return device, of


def is_acceptable(event: Event) -> bool:
    """Return whether an event is of the device that it speaks for, of a known kind, and of a bounded size."""
    speaker, of = split_subject(event.subject)
    if speaker != event.stamp.device or event.replaces:
        return False
    if of == MEMBER:
        return event.field == NAME and isinstance(event.value, str) and len(event.value) <= LONGEST_MEMBER
    if not of.startswith(PAPER) or not len(PAPER) < len(of) <= LONGEST_KEY:
        return False
    return event.value is None or _is_sound(event.field, event.value)


def _is_sound(field: str, value: Json) -> bool:
    if field in _FLAGS or field.startswith(TAG):
        return value is True
    if field in (RECOMMENDED, NOTE):
        return isinstance(value, str) and len(value) <= _LARGEST[field]
    if field == RECORD or field.startswith(PASSAGE):
        return isinstance(value, dict) and len(json.dumps(value)) <= LARGEST_RECORD
    return False
