"""Joins descriptions of one paper, and parts what was joined."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from paper_tui.papers.json_fields import Json
from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.part import Part
from paper_tui.papers.same_work import FEED_ENTRY
from paper_tui.papers.serialization import paper_from_record, paper_record

MOST_PARTS = 50
"""Descriptions of one paper that can be parted again."""
_NOT_TOLD = ("parts", "apart", "added", "citation_key")
_BY_IDS = ("DOI", "arXiv id", "PMID")


def joined(known: Paper, found: Paper, why: str) -> Paper:
    """The known paper with what another description of it says, remembering both where they may be parted."""
    merged = merge(known, found, why)
    is_update = why == FEED_ENTRY or (found.key == known.key and why in _BY_IDS)
    if is_update or len(known.parts) >= MOST_PARTS or _is_known(known, found, merged):
        return replace(merged, parts=known.parts)
    return replace(merged, parts=(*known.parts, *found.parts, _part(known, found, merged, why)))


def parted(paper: Paper) -> list[Paper]:
    """The paper as it was before anything was joined with it, and each description that was."""
    rest = _record(paper)
    parts = []
    for part in reversed(paper.parts):
        found_fields = {name: rest[name] for name in part.same if name in rest} | json.loads(part.found)
        parts.append(replace(paper_from_record(part.key, found_fields), citation_key=part.citation_key))
        rest = _restored(rest, json.loads(part.before), parts[-1].sightings)
    first = paper_from_record(paper.key, rest)
    return [replace(first, added=paper.added, citation_key=paper.citation_key), *reversed(parts)]


def _is_known(known: Paper, found: Paper, merged: Paper) -> bool:
    """Return whether the description says nothing that the paper does not, or was joined with it before."""
    if any(part.key == found.key and found.citation_key in ("", part.citation_key) for part in known.parts):
        return True
    same = replace(merged, sightings=known.sightings) == known
    found_fields = _record(found).items()
    return same and all(
        _record(merged).get(name) == value for name, value in found_fields if name not in _WHEN
    )


_WHEN = ("sightings", "aliases", "raw", "records")


def _part(known: Paper, found: Paper, merged: Paper, why: str) -> Part:
    was, found_fields, now = _record(known), _record(found), _record(merged)
    differing = {name: value for name, value in found_fields.items() if value != now.get(name)}
    changed = {name: was.get(name) for name in {**was, **now} if was.get(name) != now.get(name)}
    return Part(
        found.key,
        why,
        found.citation_key,
        _json(differing),
        tuple(name for name in found_fields if name not in differing),
        _json(changed),
    )


def _record(paper: Paper) -> Json:
    return {name: value for name, value in paper_record(paper).items() if name not in _NOT_TOLD}


def _restored(record: Json, before: dict[str, Any], of_part: tuple[Sighting, ...]) -> Json:  # Any: JSON
    """The record as it was before a part came to it; where it was seen since stays."""
    theirs = [(sighting.source, sighting.edition) for sighting in of_part]
    seen = [
        each
        for each in record.get("sightings", [])
        if (each["source"], each.get("edition", "")) not in theirs
    ]
    known = before.get("sightings") or []
    restored = record | before
    restored["sightings"] = known + [each for each in seen if each not in known]
    return {name: value for name, value in restored.items() if value is not None}


def _json(fields: Json) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
