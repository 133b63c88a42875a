"""A joined description as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from paper_tui.papers.json_fields import Json, a_text, texts
from paper_tui.papers.part import Part

_TEXTS = ("key", "why", "citation_key")


def part_to_json(part: Part) -> Json:
    """The description as it is stored."""
    encoded: Json = {name: text for name in _TEXTS if (text := getattr(part, name))}
    return encoded | {
        "found": json.loads(part.found),
        "same": list(part.same),
        "before": json.loads(part.before),
    }


def part_from_json(value: object) -> Part:
    """The description that a stored one describes.

    Raises:
        ValueError: It is not one; the message says why.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a part is not an object")
    return Part(
        **{name: a_text(value, name) for name in _TEXTS},
        found=_object(value, "found"),
        same=texts(value, "same"),
        before=_object(value, "before"),
    )


def _object(value: Mapping[str, object], name: str) -> str:
    encoded = value.get(name, {})
    if not isinstance(encoded, dict):
        raise ValueError(f"{name} is not an object")
    return json.dumps(encoded, ensure_ascii=False, separators=(",", ":"))
