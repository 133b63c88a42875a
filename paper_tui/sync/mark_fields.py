"""A mark as fields that change and merge one by one, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paper_tui.papers.serialization import mark_record
from paper_tui.papers.shelf import Mark
from paper_tui.papers.stored_records import stored_mark
from paper_tui.sync.events import Json

PAPER = "paper:"
"""Type of the subjects that are papers; the paper's key follows."""
RECORD = "record"
"""The field that describes the paper itself, for libraries that do not have it."""
_MEMBERS = {"tag:": "tags", "ruled:": "ruled"}
_HIGHLIGHT, _ON_HIGHLIGHT = "highlight:", "note:"


def fields_of(mark: Mark) -> dict[str, Json]:
    """The fields of a mark that hold something: each tag and each highlight is one of its own."""
    fields: dict[str, Json] = {}
    for name, value in mark_record(mark).items():
        prefix = next((each for each, of in _MEMBERS.items() if of == name), None)
        if prefix:
            fields |= {f"{prefix}{member}": True for member in value}
        elif name == "highlights":
            for record in value:
                note = record.pop("note", "")
                fields[f"{_HIGHLIGHT}{record['id']}"] = record
                fields |= {f"{_ON_HIGHLIGHT}{record['id']}": note} if note else {}
        else:
            fields[name] = value
    return fields


def mark_from_fields(key: str, fields: Mapping[str, Json]) -> Mark:
    """The mark that fields describe, cleaned as any that was stored: a peer may be faulty.

    Fields that this version does not know are kept as they are.
    """
    return stored_mark(key, _record(fields))


def is_held(mark: Mark, name: str, value: Json) -> bool:
    """Return whether a mark can have such a field: what cannot was written by a faulty peer.

    A note on a passage waits for the passage, which another device may have removed and may bring back.
    """
    if name.startswith(_ON_HIGHLIGHT):
        return any(highlight.id == name.removeprefix(_ON_HIGHLIGHT) for highlight in mark.highlights)
    return name == RECORD or fields_of(mark_from_fields(mark.key, {name: value})).get(name) == value


def _record(fields: Mapping[str, Json]) -> dict[str, Any]:
    """Fields joined as a mark is stored. Any: a JSON object."""
    record: dict[str, Any] = {}
    for name, value in sorted(fields.items()):
        prefix = next((each for each in _MEMBERS if name.startswith(each)), None)
        if prefix:
            record.setdefault(_MEMBERS[prefix], []).append(name.removeprefix(prefix))
        elif name.startswith(_HIGHLIGHT) and isinstance(value, dict):
            number = name.removeprefix(_HIGHLIGHT)
            note = fields.get(f"{_ON_HIGHLIGHT}{number}", "")
            record.setdefault("highlights", []).append({**value, "id": number, "note": note})
        elif name not in (RECORD, *_MEMBERS.values(), "highlights") and not name.startswith(
            (_HIGHLIGHT, _ON_HIGHLIGHT)
        ):
            record[name] = value
    return record
