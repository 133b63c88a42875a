"""Titles of journals in the catalogue of the National Library of Medicine."""

from __future__ import annotations

import re

_WITH_PLACE = re.compile(r"(\S.*\S)\s*\(([^(),]{2,40}, [^()]{2,40})\)")


def journal_and_place(title: str) -> tuple[str, str]:
    """A title without the place that follows it where others have the same: ``Science (New York, N.Y.)``."""
    found = _WITH_PLACE.fullmatch(title) if title.endswith(")") else None
    return (found[1], found[2]) if found else (title, "")
