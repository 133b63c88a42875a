"""An entry in its own format: its source's fields as written, but for those that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paper_tui.papers.record import Record
from paper_tui.papers.text import clean_note

_UNUSUAL = re.compile(r"[^\x20-\x7e\n\t]")


@dataclass(frozen=True, slots=True)
class Written:
    """One field as an export writes it."""

    ours: str
    """The field of the paper or its publication that it gives."""
    name: str
    value: str


def safe(text: str) -> str:
    """A text of a source, whatever brought it into the library, without control characters."""
    return text if not _UNUSUAL.search(text) else clean_note(text, max(len(text), 1))


def with_changes(
    record: Record,
    written: Iterable[Written],
    changed: frozenset[str],
    names: Mapping[str, tuple[str, ...]],
) -> list[tuple[str, str]]:
    """The fields of a record, in which those of ours that changed since are rewritten.

    Args:
        record: What the source said.
        written: What the export would write of the paper by itself.
        changed: Our fields that are no longer as they were read.
        names: For each field of ours the names, in small letters, that the format has it under.
    """
    kept = [(safe(name), safe(value)) for name, value in record.fields]
    if not changed:
        return kept
    fresh: dict[str, list[tuple[str, str]]] = {}
    for one in written:
        if one.ours in changed and one.value:
            fresh.setdefault(one.ours, []).append((one.name, one.value))
    owners = {name: ours for ours in changed for name in names.get(ours, ())}
    fields: list[tuple[str, str]] = []
    for name, value in kept:
        owner = owners.get(name.lower())
        if owner is None:
            fields.append((name, value))
        else:
            fields.extend(fresh.pop(owner, ()))
    return [*fields, *(pair for pairs in fresh.values() for pair in pairs)]
