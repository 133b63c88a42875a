"""The contributions to a group as values: one for each member and paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paper_tui.papers.shelf import clean_tag
from paper_tui.papers.text import clean_line, clean_note
from paper_tui.sync.events import Event, Json
from paper_tui.sync.group.contribution_fields import (
    IN_GROUP,
    KEPT,
    LONGEST_LINE,
    LONGEST_MEMBER,
    LONGEST_NOTE,
    MEMBER,
    NAME,
    NOTE,
    PAPER,
    PASSAGE,
    RECOMMENDED,
    RECORD,
    TAG,
    split_subject,
)

LONGEST_QUOTE = 5_000
_MENTION = re.compile(r"@([^\s@]{1,80})")


@dataclass(frozen=True, slots=True)
class GroupText:
    """A text for the group, and when it was written."""

    text: str
    time: int
    """In milliseconds since 1970, by the clock of the member."""

    def mentions(self, member: str) -> bool:
        """Return whether it addresses a member as ``@name``."""
        return any(clean_tag(name) == member for name in _MENTION.findall(self.text))


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that one member contributed to one paper."""

    member: str
    in_group: bool = False
    """True if the member put it into the group."""
    kept: bool = False
    """True if it is among the bookmarks that the member shares."""
    recommended: GroupText | None = None
    note: GroupText | None = None
    tags: tuple[str, ...] = ()
    passages: tuple[GroupText, ...] = ()
    time: int = 0
    """Of the last change, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class GroupPaper:
    """A paper as its group knows it."""

    key: str
    contributions: tuple[Contribution, ...]
    """By the names of the members."""
    records: tuple[Json, ...]
    """Descriptions of the paper, which are not checked yet."""


def member_name(text: str) -> str:
    """A member's name as it is kept: one word, as a tag is."""
    return clean_tag(text[:LONGEST_MEMBER])


def names_in(events: Iterable[Event]) -> dict[str, str]:
    """The name that each device gives for its member."""
    found = {}
    for event in events:
        device, of = split_subject(event.subject)
        if of == MEMBER and event.field == NAME and member_name(str(event.value or "")):
            found[device] = member_name(str(event.value))
    return found


def papers_of(events: Iterable[Event], names: Mapping[str, str], now: int) -> tuple[GroupPaper, ...]:
    """Gather what members say, by paper; of several devices of one member the newest counts.

    Args:
        events: The newest event of each field of each device.
        names: The member of each device; what other devices say is left out.
        now: In milliseconds since 1970; a text that claims to be from later than that is from now.
    """
    newest: defaultdict[str, dict[tuple[str, str], Event]] = defaultdict(dict)
    records: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        device, of = split_subject(event.subject)
        if device not in names or not of.startswith(PAPER):
            continue
        if event.field == RECORD:
            records[of].append(event)
            continue
        slot = (names[device], event.field)
        known = newest[of].get(slot)
        if known is None or _outranks(event, known):
            newest[of][slot] = event
    papers = (_paper(of, newest[of], records[of], now) for of in sorted(newest))
    return tuple(paper for paper in papers if paper.contributions)


def _outranks(event: Event, known: Event) -> bool:
    """Return whether an event of one of a member's devices counts before that of another."""
    if event.field == KEPT:  # a bookmark that any of the devices has
        return (event.value is True, event.stamp) > (known.value is True, known.stamp)
    return event.stamp > known.stamp


def _paper(of: str, events: Mapping[tuple[str, str], Event], records: list[Event], now: int) -> GroupPaper:
    by_member: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    for (member, field), event in events.items():
        if event.value is not None:
            by_member[member][field] = event
    ordered = sorted(records, key=lambda event: event.stamp, reverse=True)
    return GroupPaper(
        of.removeprefix(PAPER),
        tuple(_contribution(member, by_member[member], now) for member in sorted(by_member)),
        tuple(event.value for event in ordered if event.value is not None),
    )


def _contribution(member: str, events: Mapping[str, Event], now: int) -> Contribution:
    def text(field: str, longest: int) -> GroupText | None:
        event = events.get(field)
        if event is None:
            return None
        cleaned = (
            clean_line(event.value, longest) if field == RECOMMENDED else clean_note(event.value, longest)
        )
        return GroupText(cleaned, min(event.stamp.milliseconds, now))

    tags = {clean_tag(field.removeprefix(TAG)) for field in events if field.startswith(TAG)} - {""}
    passages = (_passage(event, now) for field, event in sorted(events.items()) if field.startswith(PASSAGE))
    return Contribution(
        member,
        IN_GROUP in events,
        KEPT in events,
        text(RECOMMENDED, LONGEST_LINE),
        text(NOTE, LONGEST_NOTE),
        tuple(sorted(tags)),
        tuple(passages),
        max(min(event.stamp.milliseconds, now) for event in events.values()),
    )


def _passage(event: Event, now: int) -> GroupText:
    parts = {name: event.value.get(name) for name in ("quote", "section", "note")}
    quote, section, note = (
        clean_line(each, LONGEST_QUOTE) if isinstance(each, str) else "" for each in parts.values()
    )
    where = f" — {section}" if section else ""
    return GroupText(f"“{quote}”{where}" + (f"\n{note}" if note else ""), min(event.stamp.milliseconds, now))
